"""HTML: clean with spans (a), Word and WPS exports (b), heads that lost their rowspan (c), CMS pages."""

import random
from collections.abc import Callable
from html import escape

from tests.yard.forms import Box, Rows, blocks2, full_grid, split3, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.truth import Truth

Cell = Callable[[Box], str]


def _text(box: Box) -> str:
    return escape(box.text, quote=False).replace("\n", "<br/>")


def _attributes(box: Box) -> str:
    spans = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    return spans + (f' rowspan="{box.rowspan}"' if box.rowspan > 1 else "")


def table_html(rows: Rows, cell: Cell, *, tag: str = '<table border="1">') -> str:
    """Return a table with spans; `cell` writes what stands inside a td."""
    body = "".join(
        "<tr>" + "".join(f"<td{_attributes(box)}>{cell(box)}</td>" for box in row) + "</tr>\n" for row in rows
    )
    return f"{tag}<tbody>{body}</tbody></table>\n"


def _plain_cell(rng: random.Random) -> Cell:
    align = rng.choice(
        ('<p align="center">{}</p>', "<p>{}</p>", "{}", '<p style="text-align: center;"><span>{}</span></p>')
    )
    blank = rng.choice(("&nbsp;", "", "<br/>", "　"))
    return lambda box: align.format(f"{blank}{box.text}" if box.blank else _text(box))


def _office_cell(rng: random.Random) -> Cell:
    """A cell as WPS or Word writes it: pieces in spans and fonts, two paragraphs, `o:p`, comments for old browsers."""

    def write(box: Box) -> str:
        if box.blank:
            return f'<p class="MsoNormal" align="center"><span lang="EN-US"><o:p>&nbsp;</o:p></span>{box.text}</p>'
        pieces = []
        for line in box.text.split("\n"):
            step = rng.choice((1, 2, 3, 5, 30)) if not box.cell else 30
            parts = [line[i : i + step] for i in range(0, len(line), step)]
            tag = rng.choice((('<font face="仿宋">', "</font>"), ('<span style="font-family:宋体">', "</span>")))
            pieces.append("".join(f"{tag[0]}{escape(part, quote=False)}{tag[1]}" for part in parts))
        inside = '</p><p class="MsoNormal">'.join(pieces)
        if not box.cell and len(box.text) > 8 and rng.random() < 0.2:
            inside = inside.replace("</font><font", '</font></p><p class="MsoNormal"><font', 1)
        tail = '<span lang="EN-US"><o:p></o:p></span>' if rng.random() < 0.3 else ""
        return f'<p class="MsoNormal" style="mso-pagination:widow-orphan"><b>{inside}</b>{tail}</p>'

    return write


def _lost_spans(rows: Rows, heads: int, rng: random.Random) -> Rows:
    """Head rows lose their rowspan and gain filler cells in front; at times the groups do too."""
    grid = full_grid(rows)
    found: Rows = []
    groups = rng.random() < 0.4
    for y, line in enumerate(grid):
        if y < heads or groups:
            boxes = []
            covered = 0
            for box in line:
                if box is None:
                    covered -= 1
                    if covered < 0:
                        boxes.append(Box(""))
                else:
                    boxes.append(box._replace(rowspan=1))
                    covered = box.colspan - 1
            found.append(boxes)
        else:
            found.append([box for box in line if box is not None])
    return found


_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
    '<script>var n = "第二十条第（一）项";</script>'
    "<style>td{{border:1px solid}}</style></head><body>{body}</body></html>"
)
_NAVIGATION = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>'
    "<li>行政许可</li><li>行政处罚</li></ul></div>"
    '<table class="meta"><tr><td>索引号：</td><td>000014349/2024-00012</td><td>发布机构：</td><td>{organ}</td></tr>'
    "<tr><td>发布日期：</td><td>{day}</td><td>文号：</td><td>无</td></tr></table>"
)
_FOOT = '<div class="foot"><p>版权所有 网站标识码 0000000000 浏览次数：<span>318</span></p></div>'


def _prose(kind: str, text: str) -> str:
    if kind == "title":
        return f"<h1>{text}</h1>\n"
    return f"<p><strong>{text}</strong></p>\n" if kind == "h" else f"<p>　　{text}</p>\n"


def _office_prose(kind: str, text: str) -> str:
    size = 22 if kind == "title" else 16
    style = f"font-size:{size}pt;font-family:仿宋"
    return f'<p class="MsoNormal"><span style="{style}">{text}</span><span><o:p></o:p></span></p>\n'


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    cell = _office_cell(rng) if style == "office" else _plain_cell(rng)
    split = rng.random() < 0.3
    wide = rng.random() < 0.3

    def table(kind: str) -> str:
        if kind == "t2" and split:
            return "".join(table_html(rows, cell) for rows in blocks2(truth, words))
        rows = table_of(kind, truth, words, wide=wide)
        if style == "lost-spans" and kind != "t2":
            rows = _lost_spans(rows, 3, rng)
        if kind == "t3" and style != "lost-spans" and rng.random() < 0.2:
            parts = split3(rows, rng.randint(5, len(rows) - 2), heads=rng.random() < 0.5)
            return "".join(table_html(part, cell) for part in parts)
        if style == "nested":
            return f'<table width="100%"><tr><td>&nbsp;</td><td>{table_html(rows, cell)}</td></tr></table>'
        return table_html(rows, cell)

    body = written(truth, words, rng, table, _office_prose if style == "office" else _prose)
    if style in {"cms", "nested"}:
        head = _NAVIGATION.format(organ=truth.organ, day=f"{truth.year + 1}-01-20")
        body = f'<tr><td>{head}</td></tr><tr><td><div id="zoom">{body}</div></td></tr>'
        body = f'<table class="layout">{body}</table>{_FOOT}'
    if style == "office":
        head = _NAVIGATION.format(organ=truth.organ, day=f"{truth.year + 1}-01-20").split("</div>")[1]
        body = f"<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->{head}{body}"
    page = _PAGE.format(title=truth.prose.title, body=body) if rng.random() < 0.8 or style == "cms" else body
    if rng.random() < 0.3:
        page = page.replace("\n", "")
    encoding = rng.choices(("utf-8", "gb18030"), (88, 12))[0]
    page = page.replace('charset="utf-8"', f'charset="{"gbk" if encoding == "gb18030" else "utf-8"}"')
    return finish(page, truth, encoding=encoding)


SHAPES = {
    "html-clean": lambda truth, rng: _render(truth, rng, "clean"),
    "html-office": lambda truth, rng: _render(truth, rng, "office"),
    "html-lost-spans": lambda truth, rng: _render(truth, rng, "lost-spans"),
    "html-cms": lambda truth, rng: _render(truth, rng, "cms"),
    "html-nested": lambda truth, rng: _render(truth, rng, "nested"),
}
