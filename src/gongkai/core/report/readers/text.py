"""Plain text and Markdown: bars, tabs, commas, blanks or bare lines, whatever the extractor or crawler left.

The reader only finds out how cells are told apart; it gives grids where rows are known, loose cells where bars close
cells but rows are lost, positioned lines where wide gaps carry the columns, and paragraphs for the rest.
"""

import csv
import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from gongkai.core.report.document import Block, Cells, Document, Grid, GridCell, Layout, Line, Paragraph, Place, Word

_RULE: Final = re.compile(r"^[\s|+:=_─━═┄┈╌┬┼┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪-]*[-─━═]{2,}[\s|+:=_─━═┄┈╌┬┼┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬╞╡╪-]*$")
_BOX: Final = str.maketrans("│┃║｜￨", "|||||")
_TAG_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
# A cell and the fillers of its span on one line: such documents begin each row with a bar of its own.
_INLINE_FILLERS: Final = re.compile(r"[^|\s][^|]*\|\s?\|+\s*$")
# Fillers at the end of a row of a crawler's text: “0 | 0 | ||”; a blank cell has two blanks between its bars.
_END_FILLERS: Final = re.compile(r"(?<=\|) ?(\|+)\s*$")
_DASHES: Final = frozenset({"/", "／", "-", "—", "——", "－", "–"})
_HEAD_RULE: Final = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")  # below the head of a Markdown table
_ROWS: Final = 4  # lines of parted cells that make a table
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"))
_GAP: Final = re.compile(r"[ \u3000]{2,}|\t+")
_HASHES: Final = re.compile(r"^(#{1,6})\s*")
_FIGURES: Final = re.compile(r"(?:[+-]?\d[\d,.]*|[/—-]+)(?: (?:[+-]?\d[\d,.]*|[/—-]+))+")
# Column heads one blank apart: “结果 结果 其他 尚未 总计”.
_HEADS_APART: Final = re.compile(r"^[\u4e00-\u9fff]{1,4}(?: [\u4e00-\u9fff]{1,4}){2,}$")
_STARTS_ANEW: Final = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．]\D|第[一二三四五六七八九十]+|[#|—-]|表[一二三四])"
)
# A row of a table on a line of its own: “规章 0 0 0”, “行政许可 97”. It is never joined to prose.
_ROW_LINE: Final = re.compile(r"^[\d/+.,-]+$|^.*\s[\d/+.-]+\s+[\d/+.-]+$|^[^，。、；：]{2,16}\s[\d/+.-]+$")
_ENDS: Final = re.compile(r"[。！？；：:;!?]\s*$")


def read(text: str, encoding: str = "") -> Document:
    """Read plain text or Markdown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BOX).translate(_INVISIBLE)
    if "&" in text and re.search(r"&(?:nbsp|amp|lt|gt|quot|#\d+);", text):
        text = html.unescape(text)
    lines = text.split("\n")
    markdown = any(_is_rule(line) and "|" in line for line in lines) or any(_HASHES.match(line) for line in lines)
    blocks = list(_blocks(lines))
    barred = any("|" in line for line in lines)
    cut = not barred and not text.rstrip(" ").endswith("\n")
    return Document("markdown" if markdown else "text", blocks, encoding=encoding, cut=cut)


def _is_rule(line: str) -> bool:
    return bool(_RULE.match(line)) and len(line.strip()) > 2


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    rows, loose = _bars(lines)
    if rows or loose:
        yield from _barred(lines) if rows >= loose else _loose(lines)
    else:
        yield from _unbarred(lines, 1)


def _unbarred(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Lines without bars: commas or tabs may part the cells."""
    if _count(lines, _is_tab_row) >= _ROWS:
        yield from _separated(lines, "\t", first)
    elif _count(lines, _is_comma_row) >= _ROWS or any(line.count(",") >= 9 and _is_comma_row(line) for line in lines):
        yield from _separated(lines, ",", first)
    else:
        yield from _plain(lines, first)


def _count(lines: Sequence[str], test: Callable[[str], bool]) -> int:
    return sum(1 for line in lines if test(line))


# Bars


def _bars(lines: Sequence[str]) -> tuple[int, int]:
    """Count the lines that are rows of cells, and those that close a single cell or none."""
    rows = loose = 0
    for line in lines:
        if "|" not in line or _is_rule(line):
            continue
        filled = sum(1 for part in line.split("|") if part.strip())
        if filled >= 2:
            rows += 1
        elif (filled == 1 and line.count("|") == 1) or (not filled and line.strip() == "|"):
            loose += 1
    return rows, loose


def _cell_text(part: str) -> str:
    part = part.strip()
    if "<" in part:
        part = _TAG_BREAK.sub("\n", part)
    return part.replace("**", "") if "**" in part else part


@dataclass(frozen=True, slots=True)
class _Rows:
    """How the rows of a text with bars are written."""

    fillers: bool  # bars without a cell stand for spans
    first_bar: bool  # a row begins with a bar; otherwise a bar in front closes a blank first cell

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Rows":
        rows = [line.strip() for line in lines if line.count("|") >= 2]
        return cls(any(re.search(r"\|\|$", row) for row in rows), 2 * sum(row[0] == "|" for row in rows) >= len(rows))


def _grid_row(line: str, number: int, rows: _Rows) -> list[GridCell]:
    stripped = line.strip()
    found = _END_FILLERS.search(stripped) if rows.fillers else None
    if found:
        spans = [GridCell("", 0, colspan=0, place=Place(line=number))] * len(found[1])
        return [*_grid_row(stripped[: found.start()], number, replace(rows, fillers=False)), *spans]
    inner = stripped.removeprefix("|") if rows.first_bar else stripped
    inner = inner.removesuffix("|") if inner.endswith("|") else inner
    place = Place(line=number)
    return [
        GridCell(_cell_text(part), i, place=place._replace(column=i + 1)) for i, part in enumerate(inner.split("|"))
    ]


def _barred(lines: Sequence[str]) -> Iterator[Block]:
    """Lines that are rows: Markdown and its crawlers' cousins."""
    grid: list[list[GridCell]] = []
    prose: list[str] = []
    start = 1
    rows = _Rows.of(lines)
    lines = _without_open_cell(lines)
    for number, line in enumerate(lines, 1):
        if "|" in line:
            if prose:
                yield from _unbarred(prose, start)
                prose = []
            if _HEAD_RULE.match(line) and len(grid) > 1:
                yield Grid(grid[:-1], exact=False, place=grid[0][0].place)
                grid = grid[-1:]
            if not _is_rule(line):
                grid.append(_grid_row(line, number, rows))
            continue
        if _is_rule(line):
            continue
        if grid and line.strip():
            yield Grid(grid, exact=False, place=grid[0][0].place)
            grid = []
        if not prose:
            start = number
        prose.append(line)
    if grid:
        yield Grid(grid, exact=False, place=grid[0][0].place)
    if prose:
        yield from _unbarred(prose, start)


def _without_open_cell(lines: Sequence[str]) -> Sequence[str]:
    """Leave out a last cell that no bar closes where rows end with bars: the text breaks off in it."""
    rows = [line.rstrip() for line in lines if line.count("|") >= 2]
    closed = sum(line.endswith("|") for line in rows)
    if not rows or closed < 0.8 * len(rows) or not lines[-1].strip() or "|" not in lines[-1]:
        return lines
    return [*lines[:-1], lines[-1][: lines[-1].rindex("|") + 1]]


def _loose(lines: Sequence[str]) -> Iterator[Block]:
    """Bars that close cells, rows lost: a cell a line, or several lines a cell."""
    cells: list[GridCell] = []
    text: list[str] = []
    row_starts = any(_INLINE_FILLERS.search(line) for line in lines)
    last = max(i for i, line in enumerate(lines) if "|" in line)
    started = 0
    for number, line in enumerate(lines[: last + 1], 1):
        if "|" not in line:
            text.append(line)
            started = started or number
            continue
        if row_starts and line[:1] == "|" and not line[1:].strip() and not any(piece.strip() for piece in text):
            cells.append(GridCell("", 0, colspan=0, place=Place(line=number)))
            text, started = [], 0
            continue
        parts = line.split("|")
        bare = not line.replace("|", "").strip()
        for i, part in enumerate(parts[:-1]):
            whole = "\n".join(piece.strip() for piece in [*text, part] if piece.strip())
            filler = not whole and (i > 0 or (bare and len(parts) > 2 and line[:1] == "|"))
            cells.append(GridCell(whole, 0, colspan=0 if filler else 1, place=Place(line=started or number)))
            text, started = [], 0
        if parts[-1].strip():
            text, started = [parts[-1]], number
    yield Cells(cells)
    tail = [line.strip() for line in lines[last + 1 :]]
    if not _ROW_LINE.match("".join(tail)):  # a figure that no bar closes may be cut short
        yield from _plain(tail, last + 2)


# Separators


def _is_tab_row(line: str) -> bool:
    return "\t" in line.strip(" ")


def _is_comma_row(line: str) -> bool:
    parts = [part.strip(' "') for part in line.split(",")]
    figures = sum(not part or part.replace(".", "").lstrip("+-").isdigit() for part in parts)
    labelled = not parts[0].replace(".", "").isdigit()  # 6,420 alone on a line is one number
    apart = "  " in line.strip()  # wide gaps carry the columns; the commas are of thousands
    return labelled and not apart and len(parts) >= 2 and "。" not in line and figures * 2 >= len(parts) - 1


def _separated(lines: Sequence[str], mark: str, first: int) -> Iterator[Block]:
    """Rows whose cells are parted by a tab or a comma, as copied from a sheet or a browser."""
    grid: list[list[GridCell]] = []
    prose: list[str] = []
    start = first
    for number, line in enumerate(lines, first):
        whole = mark in line.strip(" ") and not _ENDS.search(line) and (mark == "\t" or "。" not in line)
        if whole:
            if prose:
                yield from _plain(prose, start)
                prose = []
            place = Place(line=number)
            parts = next(csv.reader([line])) if mark == "," else line.split(mark)
            grid.append([GridCell(part.strip(), i, place=place._replace(column=i + 1)) for i, part in enumerate(parts)])
            continue
        if grid and line.strip():
            yield Grid(grid, exact=False, place=grid[0][0].place)
            grid = []
        if not prose:
            start = number
        prose.append(line)
    if grid:
        yield Grid(grid, exact=False, place=grid[0][0].place)
    if prose:
        yield from _plain(prose, start)


# Lines without marks


def _plain(lines: Sequence[str], first: int) -> Iterator[Block]:
    wide = [line for line in lines if _is_wide(line)]
    if len(wide) >= 5:
        yield from _laid_out(lines, first, wide=_measure(wide))
        return
    yield from _paragraphs(lines, first)


def _is_wide(line: str) -> bool:
    words = _GAP.split(line.strip(" \u3000"))
    return len(words) >= 2 and any(word[:1].isdigit() or word in _DASHES for word in words[1:])


def _paragraphs(lines: Sequence[str], first: int) -> Iterator[Paragraph]:
    """Lines as paragraphs; lines broken at a fixed width are joined again."""
    width = _wrap_width(lines)
    held: list[str] = []
    start = first
    for number, line in enumerate(lines, first):
        bare = _HASHES.sub("", line).replace("**", "") if line[:1] in "#*" else line
        text = bare.strip(" \u3000\t\n")
        if not text or _is_rule(line):
            yield from _release(held, start)
            held = []
            if line and not text:
                yield Paragraph(" ", Place(line=number))
            continue
        level = _HASHES.match(line)
        if held and (level or _begins_anew(line, text)):
            yield from _release(held, start)
            held = []
        if not held:
            start = number
        held.append(text)
        if level:
            yield Paragraph(text, Place(line=number, character=1), len(level[1]))
            held = []
        elif not width or display_width(text) < width * 0.86 or _ENDS.search(text):
            yield from _release(held, start)
            held = []
    yield from _release(held, start)


def _begins_anew(line: str, text: str) -> bool:
    indented = line[:2] in ("  ", "\u3000\u3000")
    return indented or bool(_STARTS_ANEW.match(text)) or bool(_ROW_LINE.match(text))


def _release(held: Sequence[str], line: int) -> Iterator[Paragraph]:
    if held:
        yield Paragraph(_joined(held), Place(line=line, character=1))


def _joined(lines: Sequence[str]) -> str:
    """Join broken lines; a blank stays only between two Latin words or figures."""
    text = lines[0]
    for line in lines[1:]:
        gap = " " if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha() else ""
        text += gap + line
    return text


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which prose was broken, 0 where it was not."""
    widths = [display_width(line.strip()) for line in lines if len(line.strip()) >= 18]
    if len(widths) < 8 or max(widths) > 130:
        return 0
    widths.sort()
    width = widths[int(len(widths) * 0.75)]
    near = sum(0.86 * width <= one <= width * 1.1 for one in widths)
    return width if near >= 0.6 * len(widths) else 0


def display_width(text: str) -> int:
    """Return the columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _measure(lines: Sequence[str]) -> bool:
    """Tell whether columns line up by display width rather than by characters."""
    spreads = []
    for wide in (False, True):
        ends = [found[-1].x1 for line in lines if (found := _words(line, wide=wide)) and found[-1].text[:1].isdigit()]
        middle = median(ends) if ends else 0.0
        spreads.append(median(abs(end - middle) for end in ends) if ends else 0.0)
    return spreads[1] < spreads[0]


def _words(line: str, *, wide: bool) -> list[Word]:
    """Cut a line at wide gaps; figures one blank apart are words of their own."""
    found: list[Word] = []
    for piece in re.finditer(r"[^ \u3000\t]+(?:[ \u3000][^ \u3000\t]+)*", line):
        for text, offset in _pieces(piece[0]):
            begin = piece.start() + offset
            x0 = display_width(line[:begin]) if wide else begin
            x1 = x0 + (display_width(text) if wide else len(text))
            found.append(Word(text, float(x0), float(x1)))
    return found


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    if _FIGURES.fullmatch(text):
        for part in re.finditer(r"[^ ]+", text):
            yield part[0], part.start()
        return
    if _HEADS_APART.match(text):
        for part in re.finditer(r"[^ ]+", text):
            yield part[0], part.start()
        return
    cut = re.match(rf"^(?P<label>.*[^\d\s.,]) (?P<figures>{_FIGURES.pattern}|\d[\d,.]*)$", text)
    if cut and not re.search(r"[年月日第]$", cut["label"]):
        yield cut["label"], 0
        for part in re.finditer(r"[^ ]+", cut["figures"]):
            yield part[0], cut.start("figures") + part.start()
        return
    yield text, 0


def _laid_out(lines: Sequence[str], first: int, *, wide: bool) -> Iterator[Block]:
    """Lines whose gaps carry columns become positioned lines; the rest stays prose."""
    held: list[Line] = []
    prose: list[str] = []
    start = first
    for number, line in enumerate(lines, first):
        if (
            _is_wide(line)
            or _HEADS_APART.match(line.strip())
            or (held and _GAP.search(line.strip(" \u3000")) and not _ENDS.search(line))
        ):
            if any(text.strip() for text in prose):
                if held:
                    yield Layout(held)
                    held = []
                yield from _paragraphs(prose, start)
            prose = []
            held.append(Line(tuple(_words(line, wide=wide)), Place(line=number), float(number)))
            continue
        if not prose:
            start = number
        prose.append(line)
    if held:
        yield Layout(held)
    if prose:
        yield from _paragraphs(prose, start)
