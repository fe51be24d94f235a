"""Rows whose cells are parted by bars: Markdown and its crawlers' cousins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.document import Block, GridCell, Place
from gongkai.core.report.readers.text.lines import is_rule
from gongkai.core.report.readers.text.runs import Prose, Row, Runs

_TAG_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\([*_#~<>\[\]().+-])")  # signs that Markdown would take for marks
_HEAD_RULE: Final = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")  # below the head of a Markdown table
# Fillers at the end of a row of a crawler's text: “0 | 0 | ||”; a blank cell has two blanks between its bars.
_END_FILLERS: Final = re.compile(r"(?<=\|) ?(\|+)\s*$")
_FEWEST_ROWS: Final = 4  # rows that show by themselves how they are written
_MOST: Final = 0.9  # share of rows that shows how rows are written


def count_bars(lines: Sequence[str]) -> tuple[int, int]:
    """Count the lines that are rows of cells, and those that close a single cell or none."""
    rows = single = 0
    for line in lines:
        if "|" not in line or is_rule(line):
            continue
        filled = sum(1 for part in line.split("|") if part.strip())
        if filled >= 2:
            rows += 1
        elif (filled == 1 and line.count("|") == 1) or (not filled and line.strip() == "|"):
            single += 1
    return rows, single


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the rows of a text with bars are written."""

    fillers: bool  # bars without anything between them stand for spans
    first_bar: bool  # a row begins with a bar; otherwise a bar in front closes a blank first cell
    last_bar: bool  # a row ends with a bar; otherwise a bar at the end opens a blank last cell

    @classmethod
    def of(cls, lines: Sequence[str], most: float = _MOST) -> "_Manner":
        rows = [line.strip() for line in lines if line.count("|") >= 2 and not is_rule(line)]
        # Where cells stand close to their bars, two bars together may be a blank cell as well.
        padded = sum(" | " in row for row in rows) >= len(rows) / 2
        return cls(
            fillers=padded and any("||" in row for row in rows),
            first_bar=sum(row[0] == "|" for row in rows) >= most * len(rows),
            last_bar=sum(row[-1] == "|" for row in rows) >= most * len(rows),
        )

    def row(self, line: str, number: int) -> Row:
        """Return the cells of a line; fillers have no span."""
        text = line.strip()
        place = Place(line=number)
        spans: list[GridCell] = []
        found = _END_FILLERS.search(text) if self.fillers else None
        if found:
            spans = [GridCell("", 0, colspan=0, place=place)] * len(found[1])
            text = text[: found.start()]
        text = text.removeprefix("|") if self.first_bar else text
        text = text.removesuffix("|") if self.last_bar or found else text
        cells = [
            GridCell(
                _cell_text(part), i, 0 if self.fillers and i and not part else 1, place=place._replace(column=i + 1)
            )
            for i, part in enumerate(text.split("|"))
        ]
        return [*cells, *spans]


def _cell_text(part: str) -> str:
    part = part.strip()
    if "<" in part:
        part = _TAG_BREAK.sub("\n", part)
    part = part.replace("**", "") if "**" in part else part
    return _ESCAPED.sub(r"\1", part) if "\\" in part else part


def barred(lines: Sequence[str], prose: Prose) -> Iterator[Block]:
    """Return grids of the lines with bars, and what `prose` makes of the others."""
    whole = _Manner.of(lines)
    manners = _manners(lines, whole)
    runs = Runs(prose)
    for number, line in enumerate(_without_open_cell(lines, whole), 1):
        if _HEAD_RULE.match(line):
            yield from runs.head_of_next()
        elif is_rule(line):
            continue
        elif "|" in line:
            yield from runs.row(manners[number - 1].row(line, number))
        else:
            yield from runs.line(line, number)
    yield from runs.end()


def _manners(lines: Sequence[str], whole: _Manner) -> list[_Manner]:
    """Return for each line how the rows around it are written; short runs of rows go by the whole text."""
    found: list[_Manner] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if "|" in line and line is not lines[-1]:
            run.append(line)
            continue
        found += [_Manner.of(run, most=1.0) if len(run) >= _FEWEST_ROWS else whole] * len(run)
        found.append(whole)
        run = []
    return found


def _without_open_cell(lines: Sequence[str], manner: _Manner) -> Sequence[str]:
    """Leave out a last cell that neither a bar nor the end of its line closes: the text breaks off in it."""
    last = lines[-1]
    if "|" not in last or (manner.last_bar and last.rstrip().endswith("|")):
        return lines
    return [*lines[:-1], last[: last.rindex("|") + manner.last_bar]]
