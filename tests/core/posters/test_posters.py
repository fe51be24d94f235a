"""Sheets: what stands on them, how many notices go on one, and that a long one goes on."""

from io import BytesIO

import pypdfium2
import pytest

from gongkai.core.posters import Poster, render
from gongkai.core.posters.pieces import pieces

TABLE = (
    "<table><caption>明细</caption><thead><tr><th>社区</th><th colspan='2'>数额</th></tr></thead>"
    "<tbody><tr><td rowspan='9'>甲</td><td>1</td><td>2</td></tr><tr><td>3<br>吨</td><td>4</td></tr></tbody></table>"
)


def poster(title="虚构的公示", html="<p>虚构的正文。</p>", **given):
    return Poster(**{
        "title": title, "issuer": "某街道办事处", "day": "2026年6月1日", "html": html,
        "period": "2026年6月1日至2026年6月8日", "phone": "0000-0000000", **given,
    })  # fmt: skip


def read(data):
    document = pypdfium2.PdfDocument(BytesIO(data))
    pages = [document[number] for number in range(len(document))]
    found = [(page.get_size(), page.get_textpage().get_text_bounded().replace(" ", "")) for page in pages]
    document.close()
    return found


def test_headings_lists_and_merged_cells_keep_their_places():
    made = pieces(f"<h2>一、范围</h2><p>甲<br>乙<b>丙</b></p><ol><li><p>子</p></li><li>丑</li></ol>{TABLE}<p>末</p>")
    assert [(one["kind"], one.get("text")) for one in made] == [
        ("heading", "一、范围"), ("text", "甲\n乙丙"), ("item", "1. 子"), ("item", "2. 丑"), ("heading", "明细"),
        ("table", None), ("text", "末"),
    ]  # fmt: skip
    table = made[-2]
    places = [(one["row"], one["column"], one["rowspan"], one["colspan"], one["text"]) for one in table["slots"]]
    assert (table["columns"], table["head"]) == (3, 1)
    assert places == [
        (0, 0, 1, 1, "社区"), (0, 1, 1, 2, "数额"), (1, 0, 2, 1, "甲"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"),
        (2, 1, 1, 1, "3\n吨"), (2, 2, 1, 1, "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(("paper", "width"), [("a3", 842), ("a4", 595)])
def test_short_notices_share_a_sheet_and_a_long_one_goes_on(paper, width):
    short = [poster("第一件"), poster("第二件", TABLE)]
    [(size, text)] = read(render(short, paper))
    assert round(size[0]) == width
    for word in ("第一件", "第二件", "公示期", "2026年6月8日", "监督电话", "0000-0000000", "数额"):
        assert word in text
    pages = read(render([*short, poster("很长的一件", "<p>虚构的一段文字，写得很长。</p>" * 120)], paper))
    assert len(pages) >= 3
    assert "很长的一件" not in pages[0][1]
