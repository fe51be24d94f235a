"""Tables drawn with characters, padded to columns, and grids whose spans were filled up by repetition."""

import csv
import io
import random
import re

from tests.yard.forms import Box, Rows, full_grid, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.shapes.layout import columns_of, unsure_by_position, wrap
from tests.yard.shapes.lines import bare
from tests.yard.shapes.markdown import row_of, rule
from tests.yard.truth import Truth


def _texts(rows: Rows) -> list[list[str]]:
    return [[box.text.replace("\n", "") if box else "" for box in line] for line in full_grid(rows)]


def _pad(text: str, width: int, side: str) -> str:
    free = width - columns_of(text, wide=True)
    left = 0 if side == "left" else free // 2
    return " " * left + text + " " * (free - left)


def _widths(texts: list[list[str]]) -> list[int]:
    return [max(2, *(columns_of(line[x], wide=True) for line in texts)) for x in range(len(texts[0]))]


def _drawn(rows: Rows, rng: random.Random) -> str:
    """┌─┬─┐ or +--+ frames; cells without a rule between them where a span covers, or all ruled."""
    texts = _texts(rows)
    widths = _widths(texts)
    light = rng.random() < 0.6
    bar = "│" if light else "|"

    def line(ends: str) -> str:
        left, middle, right, stroke = ends
        return left + middle.join(stroke * (width + 2) for width in widths) + right + "\n"

    top, inner, bottom = ("┌┬┐─", "├┼┤─", "└┴┘─") if light else ("+++-", "+++-", "+++-")
    every = rng.random() < 0.6
    out = [line(top)]
    for y, cells in enumerate(texts):
        if y and (every or y == 1):
            out.append(line(inner))
        out.append(
            bar
            + bar.join(f" {_pad(cell, width, 'left')} " for cell, width in zip(cells, widths, strict=True))
            + bar
            + "\n"
        )
    return "".join([*out, line(bottom)])


def _fixed(rows: Rows, rng: random.Random) -> str:
    texts = _texts(rows)
    widths = _widths(texts)
    side = rng.choice(("left", "centre"))
    return "".join(
        "  ".join(_pad(cell, w, side) for cell, w in zip(cells, widths, strict=True)).rstrip() + "\n" for cells in texts
    )


def repeated(rows: Rows) -> list[list[str]]:
    """Return the grid with every span filled by repeating its text, figures included (as pandas does)."""
    grid: list[list[Box | None]] = full_grid(rows)
    texts = _texts(rows)
    for y, line in enumerate(grid):
        for x, box in enumerate(line):
            if box is None:
                continue
            again = bare(box.text.replace("\n", " "))
            for dy in range(box.rowspan):
                for dx in range(box.colspan):
                    if (dy or dx) and y + dy < len(texts):
                        texts[y + dy][x + dx] = again
    return texts


def _filled(rows: Rows, rng: random.Random) -> str:
    texts = repeated(rows)
    how = rng.choice(("markdown", "comma", "bars", "tabs"))
    if how == "bars":
        return "".join(" | ".join(line) + "\n" for line in texts)
    if how == "tabs":
        return "".join("\t".join(line) + "\n" for line in texts)
    if how == "markdown":
        head = [str(n) for n in range(len(texts[0]))]
        return row_of(head) + rule(len(head)) + "".join(row_of(line) for line in texts)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(texts)
    return out.getvalue()


def _nan(rows: Rows, rng: random.Random) -> str:
    """As data frames print: covered cells and blanks as NaN, whole numbers as 3.0 beside them."""
    nothing = rng.choice(("NaN", "nan", "None"))
    float_like = rng.random() < 0.4
    out = []
    for line in full_grid(rows):
        cells = [box.text.replace("\n", " ") if box else "" for box in line]
        if float_like:
            cells = [re.sub(r"^(\d+)(?=\D?$)", r"\1.0", cell) for cell in cells]
        out.append([f"{nothing}{cell}" if not bare(cell) else cell for cell in cells])
    head = [str(n) for n in range(len(out[0]))]
    if rng.random() < 0.5:
        return row_of(head) + rule(len(head)) + "".join(row_of(line) for line in out)
    return ",".join(head) + "\n" + "".join(",".join(_quoted(cell) for cell in line) + "\n" for line in out)


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def _wrapped(rows: Rows, rng: random.Random) -> str:
    """Framed cells of several lines (pandoc's grid tables): labels wrapped, figures on the first line."""
    grid = full_grid(rows)
    room = rng.randint(6, 12)
    out = []
    widths = [room * 2 if x < 3 and len(grid[0]) > 4 else 10 for x in range(len(grid[0]))]
    frame = "+" + "+".join("-" * (width + 2) for width in widths) + "+\n"
    for y, line in enumerate(grid):
        pieces = [
            [box.text] if box and box.cell else wrap(box.text.replace("\n", ""), widths[x] // 2) if box else [""]
            for x, box in enumerate(line)
        ]
        out.append(frame if y != 1 else frame.replace("-", "="))
        for n in range(max(map(len, pieces))):
            cells = [piece[n] if n < len(piece) else "" for piece in pieces]
            out.append("|" + "|".join(f" {_pad(c, w, 'left')} " for c, w in zip(cells, widths, strict=True)) + "|\n")
    return "".join([*out, frame])


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))

    def table(kind: str) -> str:
        rows = table_of(kind, truth, words)
        if style in {"drawn", "nan", "wrapped"}:
            return {"drawn": _drawn, "nan": _nan, "wrapped": _wrapped}[style](rows, rng)
        return _fixed(rows, rng) if style == "fixed" else _filled(rows, rng) + "\n"

    text = written(truth, words, rng, table, lambda kind, text: f"{text}\n")
    return finish(text, truth, may=unsure_by_position(truth) if style == "fixed" else set())


SHAPES = {
    "boxes-drawn": lambda truth, rng: _render(truth, rng, "drawn"),
    "boxes-wrapped": lambda truth, rng: _render(truth, rng, "wrapped"),
    "grid-nan": lambda truth, rng: _render(truth, rng, "nan"),
    "fixed-width": lambda truth, rng: _render(truth, rng, "fixed"),
    "grid-repeated": lambda truth, rng: _render(truth, rng, "filled"),
}
