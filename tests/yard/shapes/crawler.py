"""Crawlers' text with bars: the dialects of the corpus (shape h).

Their common rule: a row of a grid `width` cells wide that prints fewer cells (for its spans and for the spans from
above) gets one bar at its end for each cell it lacks.
"""

import random
import re

from tests.yard.forms import Box, Rows, table_of, width_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, pick_encoding, rows_with_blanks
from tests.yard.truth import Truth


def _inner(text: str, rng: random.Random) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def lines_with_bars(rows: Rows, *, spans: bool, trailing_filler: bool = False) -> str:
    """`cell |` on each line, blank cells as a lone `|`, and the missing bars on a line of their own (017, 029, 031)."""
    width, out = width_of(rows), []
    for row in rows:
        for box in row:
            text = box.text.replace("\n", " ")
            out.append(f"{text} |\n" if not box.blank else f"{text}|\n")
        missing = width - len(row)
        if spans and missing:
            out.append("|" * missing + "\n")
        elif trailing_filler and missing == 5:
            out.append("|\n")
    return "".join(out)


def _row_bars(row: list[Box], width: int) -> str:
    return "" if len(row) == width else " " + "|" * (width - len(row))


def one_line_rows(rows: Rows, *, first_bar: bool, end_blank: bool) -> str:
    """`a | b |` or `| a | b |` rows, spans as bars at the end (036, 047; 021, 025)."""
    width, out = width_of(rows), []
    for row in rows:
        cells = " | ".join(box.text.replace("\n", " ") for box in row)
        out.append(f"{'| ' if first_bar else ''}{cells} |{_row_bars(row, width)}{' ' if end_blank else ''}\n")
    return "".join(out)


def tight_rows(rows: Rows, bar: str) -> str:
    """`a|b|c|` without blanks, spans as bars at the end; a blank cell cannot be told from a bar too many."""
    width = width_of(rows)
    return "".join(
        bar.join(box.text.replace("\n", "") for box in row) + bar * (1 + width - len(row)) + "\n" for row in rows
    )


def open_rows(rows: Rows) -> str:
    """`a | b | c` and nothing at the ends, spans forgotten."""
    return "".join(" | ".join(box.text.replace("\n", " ") for box in row) + "\n" for row in rows)


def bar_before_row(rows: Rows) -> str:
    """A lone `|` line before each row, a cell a line with its bar behind (034)."""
    width, out = width_of(rows), []
    for row in rows:
        cells = " |\n".join(box.text.replace("\n", " ") for box in row)
        out.append(f"|\n{cells} |{_row_bars(row, width)}\n")
    return "".join(out)


def bar_after_cell(rows: Rows) -> str:
    """`|` on a line of its own after each cell; breaks inside a cell stay; spans leave no mark (049)."""
    return "".join(
        f"{box.text}\n|\n" if not box.blank else f"{box.text}|\n" for box in (box for row in rows for box in row)
    )


def broken_cells(rows: Rows, rng: random.Random) -> str:
    """Bar rows with line breaks and many blanks inside the cells (046)."""
    width, out = width_of(rows), []
    for row in rows:
        out.append("| \n")
        for index, box in enumerate(row):
            text = box.text.replace("\n", " ")
            if box.cell and rng.random() < 0.15:
                text = f"\n {text} \n \n \n "
            tail = " \n" if index < len(row) - 1 else _row_bars(row, width) + "\n"
            out.append(f" {text}  |{tail}")
    return "".join(out)


def _prose(kind: str, text: str) -> str:
    return f"{text}\n\n" if kind == "title" else f"{text}\n"


def _document(truth: Truth, rng: random.Random, style: str) -> tuple[str, str]:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5, 0.8)))
    wide = rng.random() < 0.25
    bar = rng.choice(("|", "|", "｜", "│"))

    def table(kind: str) -> str:
        rows = table_of(kind, truth, words, wide=wide)
        if style == "cell-line":
            return lines_with_bars(rows, spans=True)
        if style == "cell-line-no-spans":
            return lines_with_bars(rows, spans=False, trailing_filler=kind == "t3" and rng.random() < 0.5)
        if style == "bar-before-row":
            return bar_before_row(rows)
        if style == "bar-own-line":
            return bar_after_cell(rows)
        if style == "broken-cells":
            return broken_cells(rows, rng)
        if style == "row-tight":
            return tight_rows(rows, bar)
        if style == "row-open":
            return open_rows(rows)
        first = style == "row-first-bar"
        return one_line_rows(rows, first_bar=first, end_blank=first and rng.random() < 0.5)

    return written(truth, words, rng, table, _prose), pick_encoding(rng)


def _shape(style: str, *, cut: bool):
    def render(truth: Truth, rng: random.Random) -> Rendered:
        text, encoding = _document(truth, rng, style)
        start = text.find("第二十条")
        stop = rng.randint(start + 80, len(text)) if cut else 0
        may = rows_with_blanks(truth) if style == "row-tight" else set()
        return finish(text, truth, may=may, cut=stop, encoding=encoding)

    return render


_STYLES = (
    "cell-line",
    "cell-line-no-spans",
    "row",
    "row-first-bar",
    "bar-before-row",
    "bar-own-line",
    "broken-cells",
    "row-tight",
    "row-open",
)
SHAPES = {f"crawler-{style}": _shape(style, cut=False) for style in _STYLES} | {
    f"crawler-{style}-cut": _shape(style, cut=True) for style in _STYLES
}
