"""Plain text and Markdown: bars, tabs, commas, blanks or bare lines, whatever the extractor or crawler left.

The reader only finds out how cells are told apart; it gives grids where rows are known, loose cells where bars close
cells but rows are lost, positioned lines where wide gaps carry the columns, and paragraphs for the rest.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Block, Document
from gongkai.core.report.readers.text.bars import barred, count_bars
from gongkai.core.report.readers.text.drawn import drawn, is_drawn
from gongkai.core.report.readers.text.inline import shown
from gongkai.core.report.readers.text.lines import HASHES, is_rule, plain
from gongkai.core.report.readers.text.loose import loose
from gongkai.core.report.readers.text.separated import is_separated, separated

_BOX: Final = str.maketrans("│┃║｜￨", "|||||")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"))
_ENTITY: Final = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d+);")
_ONE_LINE: Final = 700  # characters of a line into which a crawler put a whole report
_TABLES: Final = ("第二十条第", "申请人情况")


def read(text: str, encoding: str = "") -> Document:
    """Read plain text or Markdown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BOX).translate(_INVISIBLE)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    lines = [
        part for line in text.split("\n") for part in _unfolded(shown(line) if "<" in line or "~" in line else line)
    ]
    has_bars = any("|" in line for line in lines)
    markdown = any(HASHES.match(line) for line in lines) or any("|" in line and is_rule(line) for line in lines)
    cut = not has_bars and not text.rstrip(" ").endswith("\n")
    return Document("markdown" if markdown else "text", list(_blocks(lines)), encoding=encoding, cut=cut)


def _unfolded(line: str) -> list[str]:
    """Return the words of a line that holds a whole report, each on a line of its own."""
    if len(line) < _ONE_LINE or "|" in line or "\t" in line or not all(mark in line for mark in _TABLES):
        return [line]
    return line.split()


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    rows, single = count_bars(lines)
    if is_drawn(lines):
        yield from drawn(lines, _without_bars)
    elif rows and rows >= single:
        yield from barred(lines, _without_bars)
    elif single:
        yield from loose(lines)
    else:
        yield from _without_bars(lines, 1)


def _without_bars(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Lines without bars: tabs or commas may part the cells."""
    yield from (separated(lines, first) if is_separated(lines) else plain(lines, first))
