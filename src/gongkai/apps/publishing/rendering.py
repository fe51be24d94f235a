"""The body as HTML for the public page, and as plain text for search, the guard and the view of differences.

Every block is cleaned once more by a closed list of tags, whatever was stored.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from typing import Any, Final

import nh3
from wagtail.rich_text import expand_db_html

TAGS: Final = frozenset(
    [
        *("p", "h2", "h3", "h4", "ol", "ul", "li", "hr", "br", "b", "strong", "i", "em", "s", "sup", "sub", "a"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "div", "figure", "figcaption", "img", "section"),
    ]
)
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "id", "class"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading"},
    "section": {"class", "aria-label"},
    "li": {"id"},
    "p": {"id"},
}
SCHEMES: Final = {"http", "https", "mailto", "tel"}
_NOTE_LINK: Final = re.compile(r'<a href="#zhu-([^"]{1,10})"')
_BLOCK_END: Final = re.compile(r"</(?:p|h[2-4]|li|tr|caption|figcaption)>|<br ?/?>|<hr ?/?>")
_CELL_END: Final = re.compile(r"</t[dh]>(?=\s*<t)")


def html_of(body: Any, picture: Callable[[Any], Mapping[str, Any]] | None = None) -> str:
    """Return the HTML of a body. `picture` gives the attributes of an image's element; without it, none is shown."""
    return clean("".join(_block(block, picture) for block in body))


def text_of(body: Any) -> str:
    """Return the text of a body, a line for each paragraph, row and caption; cells are divided by a bar."""
    html = html_of(body, lambda image: {"alt": image.title})
    pictures = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1</p>", html)
    lines = re.sub("<[^>]*>", "", _BLOCK_END.sub("\n", _CELL_END.sub(" | ", pictures)))
    return "\n".join(line.strip() for line in unescape(lines).split("\n") if line.strip())


def clean(html: str) -> str:
    """Return HTML with nothing but the tags a body may hold; scripts, styles, events and foreign schemes are gone."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _block(block: Any, picture: Callable[[Any], Mapping[str, Any]] | None) -> str:
    if block.block_type == "text":
        return _NOTE_LINK.sub(r'<a id="zhuyin-\1" href="#zhu-\1"', expand_db_html(block.value.source))
    if block.block_type == "table":
        return table_html(block.value or {})
    if block.block_type == "picture":
        return _picture(block.value, picture)
    return _footnotes(block.value)


def _picture(value: Any, picture: Callable[[Any], Mapping[str, Any]] | None) -> str:
    image = value["image"]
    if image is None or picture is None:
        return ""
    given = {**picture(image), "alt": value["text"]}
    marks = " ".join(f'{name}="{escape(str(one))}"' for name, one in given.items())
    caption = f"<figcaption>{escape(value['caption'])}</figcaption>" if value["caption"] else ""
    return f"<figure><img {marks}>{caption}</figure>"


def _footnotes(notes: Any) -> str:
    rows = "".join(
        f'<li id="zhu-{escape(one["mark"])}">{escape(one["mark"])}　{_inline(expand_db_html(one["text"].source))}'
        f' <a href="#zhuyin-{escape(one["mark"])}">返回正文</a></li>'
        for one in notes
    )
    return f'<section class="footnotes" aria-label="注释"><ul>{rows}</ul></section>' if rows else ""


def _inline(html: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "<br>", html).replace("</p>", "").replace("<p>", "")


def table_html(value: Mapping[str, Any]) -> str:
    """Return a table with its merged cells, in a frame that scrolls by itself on a narrow screen."""
    rows = list(_rows(value))
    if not rows:
        return ""
    title = str(value.get("table_caption") or "")
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    heads = _head_rows(value)
    head = f"<thead>{''.join(rows[:heads])}</thead>" if heads else ""
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{escape(title or "表格")}">'
        f"<table>{caption}{head}<tbody>{''.join(rows[heads:])}</tbody></table></div>"
    )


def _head_rows(value: Mapping[str, Any]) -> int:
    """Return how many rows are the head: the first, and as far down as its merged cells reach."""
    if not value.get("first_row_is_table_header"):
        return 0
    return max([1, *(int(one["rowspan"]) for one in value.get("mergeCells") or () if one["row"] == 0)])


def _rows(value: Mapping[str, Any]) -> Iterator[str]:
    spans = {(one["row"], one["col"]): (one["rowspan"], one["colspan"]) for one in value.get("mergeCells") or ()}
    covered = {
        (row + down, col + along)
        for (row, col), (rowspan, colspan) in spans.items()
        for down in range(rowspan)
        for along in range(colspan)
        if (down, along) != (0, 0)
    }
    heads, first_col = _head_rows(value), value.get("first_col_is_header")
    for row, cells in enumerate(value.get("data") or ()):
        made = []
        for col, text in enumerate(cells):
            if (row, col) in covered:
                continue
            rowspan, colspan = spans.get((row, col), (1, 1))
            is_head = row < heads or (first_col and col == 0)
            scope = f' scope="{"col" if row < heads else "row"}"' if is_head else ""
            marks = (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (f' colspan="{colspan}"' if colspan > 1 else "")
            words = escape(str(text or "")).replace("\n", "<br>")
            tag = "th" if is_head else "td"
            made.append(f"<{tag}{scope}{marks}>{words}</{tag}>")
        yield f"<tr>{''.join(made)}</tr>"
