"""Web pages, and what WPS, Word and LibreOffice save as a web page.

The page is cut into tags and text by one regular expression that follows the tokenizer of the HTML standard (13.2.5),
and one pass over the pieces builds paragraphs and grids. No tree is built, since a report needs only which cell a text
stands in; so hostile nesting costs nothing, and reading takes less than twice what a parser needs for its tree.
"""

import html
import re
from typing import Final

from gongkai.core.report.document import Document, Grid
from gongkai.core.report.errors import EmptyFile, OversizedFile
from gongkai.core.report.readers.encoding import Decoded, decode
from gongkai.core.report.readers.html.page import Page
from gongkai.core.report.readers.html.unshown import cut_hidden, cut_unshown

TAG_LIMIT: Final = 400_000  # a report has some thousand
HEAD_LENGTH: Final = 2_000  # characters within which the head of a page begins
HIDDEN_READ: Final = "网页中的表格在隐藏的部分里，已按显示出来读取，请核对。"
PICTURES: Final = "网页里有图片，图片中的文字和表格没有读取。"
FRAMES: Final = "网页里嵌有另外的页面，其中的内容没有读取。"
_PUBLISHED_NAMES: Final = ("pubdate", "publishdate", "publish_date", "publishtime", "firstpublishedtime")
_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
_META_PART = re.compile(r"""\b(name|property|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
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
    if text.count("<") > TAG_LIMIT:
        raise OversizedFile(f"{TAG_LIMIT} 个标记")
    body, heads = cut_unshown(_plain_blanks(text))
    shown, hidden = cut_hidden(body)
    page = Page().read(shown)
    warnings = list(decoded.warnings)
    if hidden and not page.grids:
        whole = Page().read(body)
        if whole.grids:
            page = whole
            warnings.append(HIDDEN_READ)
    if not page.blocks:
        raise EmptyFile
    warnings += _not_read(page)
    title, published_on = _metadata(text, heads)
    return Document("html", page.blocks, decoded.encoding, title, published_on=published_on, warnings=warnings)


def _plain_blanks(text: str) -> str:
    """Return the text with line breaks of the source as blanks (none between Chinese characters), nothing invisible."""
    for mark in ("\u200b", "\ufeff", "\xad"):
        if mark in text:
            text = text.replace(mark, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in text:
        text = _SOURCE_BREAK.sub("", text).replace("\n", " ")
    return text


def _not_read(page: Page) -> list[str]:
    """Return what stands in the page in place of text where it has no table."""
    if any(isinstance(block, Grid) for block in page.blocks):
        return []
    return [warning for seen, warning in ((page.pictures, PICTURES), (page.frames, FRAMES)) if seen]


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
