"""Tables drawn with characters, each row between two rules: “+---+---+”, “├──┼──┤”. A cell may take several lines."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Block
from gongkai.core.report.readers.text.runs import Prose, Runs, row_of

_RULE: Final = re.compile(r"^\s*[+┌├└╔╠╚╟┏┣┗][-=─━═┬┼┴╦╬╩╤╪╧┳╋┻+]+[+┐┤┘╗╣╝╢┓┫┛]\s*$")
_FEWEST_RULES: Final = 3
_MOST_LINES: Final = 16  # lines a cell may take; longer runs are rows without rules between them


def is_drawn(lines: Sequence[str]) -> bool:
    """Tell whether the rows of a text stand between drawn rules."""
    run = longest = rules = 0
    for line in lines:
        run = run + 1 if "|" in line else 0
        rules += bool(_RULE.match(line))
        longest = max(longest, run)
    return rules >= _FEWEST_RULES and 0 < longest <= _MOST_LINES


def drawn(lines: Sequence[str], prose: Prose) -> Iterator[Block]:
    """Return grids of the drawn tables, and what `prose` makes of the other lines."""
    runs = Runs(prose)
    held: list[list[str]] = []
    start = 1
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
            start = start if held else number
            held.append(stripped[1:-1].split("|"))
            continue
        for i, cells in enumerate(_rows(held)):
            yield from runs.row(row_of(cells, start + i))
        held = []
        if not _RULE.match(line):
            yield from runs.line(line, number)
    for i, cells in enumerate(_rows(held)):
        yield from runs.row(row_of(cells, start + i))
    yield from runs.end()


def _rows(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """Join the lines between two rules cell by cell, unless figures show that each line is a row of its own."""
    width = max((len(line) for line in lines), default=0)
    columns = [[line[i].strip() for line in lines if i < len(line) and line[i].strip()] for i in range(width)]
    if any(len(column) > 1 and any(text.isdigit() for text in column) for column in columns):
        return [[cell.strip() for cell in line] for line in lines]
    return [["".join(column) for column in columns]] if lines else []
