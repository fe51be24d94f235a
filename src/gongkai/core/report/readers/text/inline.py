"""Marks inside the lines of a text: the tags and signs with which Markdown and crawlers keep what a page marks.

Struck and raised figures become characters, line breaks stay tags (the reader of cells takes them), other marks of
style go.
"""

import re
from typing import Final

from gongkai.core.report.marks import struck
from gongkai.core.report.readers.html.marked import with_marks
from gongkai.core.report.readers.html.unshown import cut_hidden

_TAG: Final = re.compile(
    r"<(?:/?(?:su[bp]|s|del|strike|span|font|b|strong|i|em|u|ins|p|small|big|br)\b|input\b)", re.IGNORECASE
)
_NEXT_PARAGRAPH: Final = re.compile(r"</p>\s*<p(?:\s[^<>]*)?>", re.IGNORECASE)
_STYLE: Final = re.compile(r"</?(?:su[bp]|span|font|b|strong|i|em|u|ins|p|small|big)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FIELD: Final = re.compile(r"""<input\s[^<>]*?\bvalue\s*=\s*["']?([^"'<>\s]*)[^<>]*>""", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK: Final = re.compile(r"~~(?=\S)([^~\n|]{1,40}?)~~")
LINE_BREAK: Final = "\u2028"  # a line break inside a cell of a line whose cells tabs part


def shown(line: str) -> str:
    """Return a line with its marks as characters."""
    if "~~" in line:
        line = _STRUCK.sub(lambda found: struck(found[1]), line)
    if "<" not in line or not _TAG.search(line):
        return line
    line = _NEXT_PARAGRAPH.sub("<br>", with_marks(cut_hidden(line)[0]))
    line = _FIELD.sub(lambda found: found[1], _STYLE.sub("", line))
    return _BREAK.sub(LINE_BREAK, line) if "\t" in line else line
