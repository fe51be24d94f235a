"""Web pages, and what WPS, Word and LibreOffice save as a web page.

The page is cut into tags and text by one regular expression that follows the tokenizer of the HTML standard (13.2.5),
and one pass over the pieces builds paragraphs and grids. No tree is built, since a report needs only which cell a text
stands in; so hostile nesting costs nothing, and reading takes less than twice what a parser needs for its tree.
"""

import html
import re
from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import EmptyFile, OversizedFile
from gongkai.core.report.readers.encoding import Decoded, decode
from gongkai.core.report.readers.html.marked import with_marks
from gongkai.core.report.readers.html.page import Page
from gongkai.core.report.readers.html.sheet_rules import with_own_rules
from gongkai.core.report.readers.html.unshown import cut_hidden, cut_unshown

TAG_LIMIT: Final = 400_000  # a report has some thousand
LENGTH_LIMIT: Final = 4_000_000  # characters, pictures held in the page itself not counted
PICTURE_SIZE: Final = 500_000
HEAD_LENGTH: Final = 2_000  # characters within which the head of a page begins
HIDDEN_READ: Final = "网页中的表格在隐藏的部分里，已按显示出来读取，请核对。"
PICTURES: Final = "网页里有图片，图片中的文字和表格没有读取。"
FRAMES: Final = "网页里嵌有另外的页面，其中的内容没有读取。"
_PUBLISHED_NAMES: Final = ("pubdate", "publishdate", "publish_date", "publishtime", "firstpublishedtime")
_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
_META_PART = re.compile(r"""\b(name|property|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PICTURE = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s%]+")
_PRE = re.compile(r"<(pre|textarea)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile("<(?:html|head|meta)", re.IGNORECASE)
_DATE = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_SOURCE_BREAK = re.compile("\n(?<=[⺀-\uffef“”…—]\n)[ \t\n]*+(?=[⺀-\uffef“”…—])")


def read(data: bytes) -> Document:
    """Return the paragraphs and tables of a web page as a browser shows them, in any of the encodings of `encoding`."""
    return read_text(decode(data))


def read_text(decoded: Decoded) -> Document:
    """Return the paragraphs and tables of a web page already decoded.

    Raises EmptyFile where the page shows nothing, OversizedFile beyond the tags or cells a report can have.
    """
    text = decoded.text
    if len(text) > PICTURE_SIZE:
        text = _PICTURE.sub("", text)
    if len(text) > LENGTH_LIMIT:
        raise OversizedFile(f"{LENGTH_LIMIT // 10_000} 万字")
    if text.count("<") > TAG_LIMIT:
        raise OversizedFile(f"{TAG_LIMIT} 个标记")
    body, titles = cut_unshown(_plain_blanks(text))
    body = with_marks(with_own_rules(text, body))
    page, warnings = _page_and_warnings(body)
    if not page.blocks:
        raise EmptyFile
    title, published_on = _metadata(text, titles)
    warnings = [*decoded.warnings, *warnings]
    return Document("html", page.blocks, decoded.encoding, title, published_on=published_on, warnings=warnings)


def read_page(text: str) -> Page:
    """Return the page that a piece of HTML makes, for readers of files that hold such pieces."""
    return _page_and_warnings(with_marks(cut_unshown(_plain_blanks(text))[0]))[0]


def _page_and_warnings(body: str) -> tuple[Page, list[str]]:
    """Return the page and what the user should know of it; hidden parts count only where all tables are hidden."""
    visible, hidden = cut_hidden(body)
    page = Page().read(visible)
    if page.grids:
        return page, []
    whole = Page().read(body) if hidden else page
    if whole.grids:
        return whole, [HIDDEN_READ]
    return page, [warning for seen, warning in ((page.pictures, PICTURES), (page.frames, FRAMES)) if seen]


def shown(text: str) -> str:
    """Return the tags and text of a page that are shown, its line breaks as blanks or, where they count, as `<br>`."""
    return cut_hidden(with_marks(cut_unshown(_plain_blanks(text))[0]))[0]


def _plain_blanks(text: str) -> str:
    """Return the text with line breaks of the source as blanks (none between Chinese characters), nothing invisible."""
    for mark in ("\u200b", "\ufeff", "\xad"):
        if mark in text:
            text = text.replace(mark, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in text:
        text = _PRE.sub(lambda pre: pre[0].replace("\n", "<br>"), text)
        text = _SOURCE_BREAK.sub("", text).replace("\n", " ")
    return text


def _metadata(text: str, titles: list[str]) -> tuple[str, str]:
    """Return the title and the date of publication (发布日期) that the head of the page names."""
    named: dict[str, str] = {}
    if titles or _HEAD.search(text, 0, HEAD_LENGTH):
        for tag in _META.finditer(text):
            parts = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _META_PART.finditer(tag[1])}
            named.setdefault(parts.get("name", parts.get("property", "")).lower(), parts.get("content", ""))
    shown = next((title for title in titles if title.strip()), "")
    title = html.unescape(named.get("articletitle", "") or shown)
    dates = (_DATE.search(named.get(name, "")) for name in _PUBLISHED_NAMES)
    found = next((date for date in dates if date), None)
    published_on = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return " ".join(title.split()), published_on
