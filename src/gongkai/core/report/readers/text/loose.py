"""Bars that close cells while rows are lost: a cell a line, or several lines a cell."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Block, Cells, GridCell, Place
from gongkai.core.report.readers.text.lines import ROW_LINE, plain

# A cell and the fillers of its span on one line: such documents begin each row with a bar of its own.
_INLINE_FILLERS: Final = re.compile(r"[^|\s][^|]*\|\s?\|+\s*$")


def loose(lines: Sequence[str]) -> Iterator[Block]:
    """Return the cells that bars close, in order, and the lines behind the last bar."""
    last = max(i for i, line in enumerate(lines) if "|" in line)
    cells = _Closer(row_starts=any(_INLINE_FILLERS.search(line) for line in lines))
    for number, line in enumerate(lines[: last + 1], 1):
        cells.take(line, number)
    yield Cells(cells.cells)
    tail = [line.strip() for line in lines[last + 1 :]]
    if not ROW_LINE.match("".join(tail)):  # a figure that no bar closes may be cut short
        yield from plain(tail, last + 2)


class _Closer:
    """Gathers text until a bar closes it. Bars with nothing between them are fillers."""

    def __init__(self, *, row_starts: bool) -> None:
        self.cells: list[GridCell] = []
        self._row_starts = row_starts
        self._text: list[str] = []
        self._line = 0

    def take(self, line: str, number: int) -> None:
        """Take a line of the text."""
        if "|" not in line:
            self._text.append(line)
            self._line = self._line or number
            return
        bare = not line.replace("|", "").strip()
        if self._row_starts and bare and line.rstrip() == "|" and not any(piece.strip() for piece in self._text):
            self._close("", number, filler=True)
            return
        parts = line.split("|")
        for i, part in enumerate(parts[:-1]):
            whole = "\n".join(piece.strip() for piece in [*self._text, part] if piece.strip())
            filler = not whole and (i > 0 or (bare and len(parts) > 2 and line[:1] == "|"))
            self._close(whole, number, filler=filler)
        if parts[-1].strip():
            self._text, self._line = [parts[-1]], number

    def _close(self, text: str, number: int, *, filler: bool) -> None:
        self.cells.append(GridCell(text, 0, colspan=0 if filler else 1, place=Place(line=self._line or number)))
        self._text, self._line = [], 0
