"""Rows whose cells are parted by tabs or commas, as copied from a sheet or a browser."""

import csv
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Block
from gongkai.core.report.readers.text.lines import ENDS, plain
from gongkai.core.report.readers.text.runs import Runs, row_of

_ROWS: Final = 4  # lines of parted cells that make a table
_NOTHING: Final = {"", "nan", "none", "null"}
_WHOLE_ROW: Final = 9  # commas of a row that is a table by itself (table 4)


def is_separated(lines: Sequence[str]) -> bool:
    """Tell whether tabs or commas part cells in some of the lines."""
    tabs = sum("\t" in line.strip(" ") for line in lines)
    commas = sum(_is_comma_row(line) for line in lines)
    return (
        tabs >= _ROWS or commas >= _ROWS or any(line.count(",") >= _WHOLE_ROW for line in lines if _is_comma_row(line))
    )


def _is_comma_row(line: str) -> bool:
    if "," not in line or "。" in line or "  " in line.strip() or "\t" in line:
        return False  # where wide gaps carry the columns the commas are of thousands
    parts = [part.strip(' "') for part in line.split(",")]
    figures = sum(part.lower() in _NOTHING or part.replace(".", "").lstrip("+-").isdigit() for part in parts)
    if len(parts[0]) > 1 and parts[0][-1].isdigit() and not parts[0].isdigit():
        return False  # 行政强制 93,464: one number behind its label
    labelled = not parts[0].replace(".", "").isdigit()  # 6,420 alone on a line is one number
    return (labelled or len(parts) > _WHOLE_ROW) and figures * 2 >= len(parts) - 1


def separated(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Return grids of the lines whose cells are parted, and paragraphs of the others."""
    commas = sum(_is_comma_row(line) for line in lines)
    runs = Runs(plain)
    for number, line in enumerate(lines, first):
        parts = _parts(line, commas=bool(commas))
        if parts:
            yield from runs.row(row_of([part.strip() for part in parts], number))
        else:
            yield from runs.line(line, number)
    yield from runs.end()


def _parts(line: str, *, commas: bool) -> list[str]:
    """Return the cells of a line, none where it is prose."""
    if "\t" in line.strip(" "):
        return line.split("\t")
    if commas and "," in line and "。" not in line and not ENDS.search(line):
        return next(csv.reader([line]))
    return []
