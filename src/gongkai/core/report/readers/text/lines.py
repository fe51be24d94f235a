"""Lines without marks: paragraphs, joined again where they were broken, and lines whose gaps carry columns."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Block, Layout, Line, Paragraph, Place
from gongkai.core.report.readers.text.positions import GAP, HEADS_APART, is_wide, lines_up_by_width, words

HASHES: Final = re.compile(r"^(#{1,6})\s*")
ENDS: Final = re.compile(r"[。！？；：:;!?]\s*$")
# A row of a table on a line of its own: “规章 0 0 0”, “行政许可 97”, “12”. It is never joined to prose.
ROW_LINE: Final = re.compile(r"^[\d/+.,-]+$|^.*\s[\d/+.-]+\s+[\d/+.-]+$|^[^，。、；：]{2,16}\s[\d/+.-]+$")
_RULE: Final = re.compile(r"^[\s|+:=_─━═┄┈╌┬┼┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪-]*[-─━═]{2,}[\s|+:=_─━═┄┈╌┬┼┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪-]*$")
_STARTS_ANEW: Final = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．]\D|第[一二三四五六七八九十]+|[#|—-]|表[一二三四])"
)
_FULL: Final = 0.86  # share of the width from which a line counts as broken, not ended
_WIDE_LINES: Final = 5  # lines with wide gaps that make positions count
_LONGEST: Final = 130  # columns beyond which lines are not broken by hand


def is_rule(line: str) -> bool:
    """Tell a line that only draws a rule."""
    return bool(_RULE.match(line)) and len(line.strip()) > 2


def plain(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Return positioned lines where wide gaps carry columns, else paragraphs; `first` numbers the first line."""
    wide = [line for line in lines if is_wide(line)]
    if len(wide) >= _WIDE_LINES:
        yield from _laid_out(lines, first, by_width=lines_up_by_width(wide))
    else:
        yield from _Paragraphs(lines, first)


def _laid_out(lines: Sequence[str], first: int, *, by_width: bool) -> Iterator[Block]:
    held: list[Line] = []
    prose: list[str] = []
    start = first
    for number, line in enumerate(lines, first):
        if is_wide(line) or HEADS_APART.match(line.strip()) or (held and _continues(line)):
            if any(text.strip() for text in prose):
                if held:
                    yield Layout(held)
                    held = []
                yield from _Paragraphs(prose, start)
            prose = []
            held.append(Line(tuple(words(line, by_width=by_width)), Place(line=number), float(number)))
            continue
        if not prose:
            start = number
        prose.append(line)
    if held:
        yield Layout(held)
    if prose:
        yield from _Paragraphs(prose, start)


def _continues(line: str) -> bool:
    return bool(GAP.search(line.strip(" \u3000"))) and not ENDS.search(line)


class _Paragraphs:
    """Lines as paragraphs; lines broken at a fixed width are joined again."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._width = _wrap_width(lines)
        self._held: list[str] = []
        self._start = first

    def __iter__(self) -> Iterator[Paragraph]:
        for number, line in enumerate(self._lines, self._first):
            bare = HASHES.sub("", line).replace("**", "") if line[:1] in "#*" else line
            text = bare.strip(" \u3000\t\n")
            level = HASHES.match(line)
            if not text or is_rule(line):
                yield from self._release()
                if line and not text:
                    yield Paragraph(" ", Place(line=number))
            elif level:
                yield from self._release()
                yield Paragraph(text, Place(line=number, character=1), len(level[1]))
            else:
                yield from self._take(line, text, number)
        yield from self._release()

    def _take(self, line: str, text: str, number: int) -> Iterator[Paragraph]:
        if self._held and _begins_anew(line, text):
            yield from self._release()
        if not self._held:
            self._start = number
        self._held.append(text)
        if not self._width or display_width(text) < self._width * _FULL or ENDS.search(text):
            yield from self._release()

    def _release(self) -> Iterator[Paragraph]:
        if self._held:
            yield Paragraph(_joined(self._held), Place(line=self._start, character=1))
        self._held = []


def _begins_anew(line: str, text: str) -> bool:
    indented = line[:2] in ("  ", "\u3000\u3000")
    return indented or bool(_STARTS_ANEW.match(text)) or bool(ROW_LINE.match(text))


def _joined(lines: Sequence[str]) -> str:
    """Join broken lines; a blank stays only between two Latin words."""
    text = lines[0]
    for line in lines[1:]:
        gap = " " if _is_latin(text[-1:]) and _is_latin(line[:1]) else ""
        text += gap + line
    return text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which prose was broken, 0 where it was not."""
    widths = sorted(display_width(line.strip()) for line in lines if len(line.strip()) >= 18)
    if len(widths) < 8 or widths[-1] > _LONGEST:
        return 0
    width = widths[int(len(widths) * 0.75)]
    near = sum(_FULL * width <= one <= width * 1.1 for one in widths)
    return width if near >= 0.6 * len(widths) else 0


def display_width(text: str) -> int:
    """Return the columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
