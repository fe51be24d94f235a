"""Cells separated by tabs, commas or blanks: copies from a browser, from a sheet, from a PDF viewer."""

import csv
import io
import random

from tests.yard.forms import Rows, full_grid, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, pick_encoding, rows_with_blanks
from tests.yard.shapes.lines import bare
from tests.yard.truth import Truth


def _grid_lines(rows: Rows) -> list[list[str]]:
    return [[box.text.replace("\n", " ") if box else "" for box in line] for line in full_grid(rows)]


def _sheet(rows: Rows) -> str:
    """As a sheet copies: covered cells are empty."""
    return "".join("\t".join(cells) + "\n" for cells in _grid_lines(rows))


def _browser(rows: Rows) -> str:
    """As a browser copies: covered cells are not there at all."""
    return "".join("\t".join(box.text.replace("\n", " ") for box in row) + "\n" for row in rows)


def _comma(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(_grid_lines(rows))
    return out.getvalue()


def _blanks(rows: Rows, gap: str) -> str:
    """Cells one blank (or more) apart: blank cells leave nothing."""
    return "".join(gap.join(box.text.replace("\n", "") for box in row if not box.blank) + "\n" for row in rows)


def _glued(rows: Rows) -> str:
    """Cells of a row glued together without a separator (规章000)."""
    return "".join("".join(box.text.replace("\n", "") for box in row) + "\n" for row in rows)


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    gap = rng.choice((" ", "  ", "　", "    "))

    def table(kind: str) -> str:
        rows = table_of(kind, truth, words)
        if style == "blanks":
            return _blanks(rows, gap)
        return {"tab-sheet": _sheet, "tab-browser": _browser, "comma": _comma, "glued": _glued}[style](rows)

    text = written(truth, words, rng, table, lambda kind, text: f"{text}\n")
    may = rows_with_blanks(truth) if style in {"blanks", "glued"} else set()
    if style == "glued":
        may |= _unsure_when_glued(truth)
    if style == "tab-browser" and rng.random() < 0.3:
        text = "\n".join(line.rstrip("\t") if not bare(line).strip("\t ") else line for line in text.split("\n"))
    return finish(text, truth, may=may, encoding=pick_encoding(rng))


def _unsure_when_glued(truth: Truth) -> set[str]:
    """Rows whose glued figures can be cut in more than one way; one figure alone, or one digit each, cannot."""
    whole = not any(not text.strip() for text in truth.printed.values())
    found: set[str] = set()
    rows = [*(row.cells for row in truth.t2.t2_rows), *(row.cells for row in truth.t3.table3)]
    rows.append(tuple(cell for row in truth.t3.table4 for cell in row.cells))
    for cells in (cells for cells in rows if cells[0] in truth.printed):
        texts = [truth.printed[cell] for cell in cells]
        single = all(len(text) == 1 and text.isascii() and text.isdigit() for text in texts)
        if not ((single and whole) or (len(cells) == 1 and texts[0].isdigit() and texts[0].isascii())):
            found |= set(cells)
    return found


SHAPES = {
    "tab-sheet": lambda truth, rng: _render(truth, rng, "tab-sheet"),
    "tab-browser": lambda truth, rng: _render(truth, rng, "tab-browser"),
    "comma": lambda truth, rng: _render(truth, rng, "comma"),
    "blanks": lambda truth, rng: _render(truth, rng, "blanks"),
    "glued": lambda truth, rng: _render(truth, rng, "glued"),
}
