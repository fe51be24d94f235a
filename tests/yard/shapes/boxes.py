"""Tables drawn with characters, padded to columns, and grids whose spans were filled up by repetition."""

import csv
import io
import random

from tests.yard.forms import Box, Rows, full_grid, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.shapes.layout import columns_of, unsure_by_position
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
    if rng.random() < 0.5:
        head = [str(n) for n in range(len(texts[0]))]
        return row_of(head) + rule(len(head)) + "".join(row_of(line) for line in texts)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(texts)
    return out.getvalue()


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))

    def table(kind: str) -> str:
        rows = table_of(kind, truth, words)
        if style == "drawn":
            return _drawn(rows, rng)
        return _fixed(rows, rng) if style == "fixed" else _filled(rows, rng) + "\n"

    text = written(truth, words, rng, table, lambda kind, text: f"{text}\n")
    return finish(text, truth, may=unsure_by_position(truth) if style == "fixed" else set())


SHAPES = {
    "boxes-drawn": lambda truth, rng: _render(truth, rng, "drawn"),
    "fixed-width": lambda truth, rng: _render(truth, rng, "fixed"),
    "grid-repeated": lambda truth, rng: _render(truth, rng, "filled"),
}
