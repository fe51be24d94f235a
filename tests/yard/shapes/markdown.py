"""Markdown: plain, thirteen columns with stray cells (d), HTML tables inside."""

import random
import re

from tests.yard.forms import Box, Rows, blocks2, body3, full_grid, head3, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, rows_with_blanks
from tests.yard.shapes.html import table_html
from tests.yard.truth import Truth


def row_of(cells: list[str]) -> str:
    """Return a Markdown row."""
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |\n"


def rule(width: int) -> str:
    """Return the line below the head of a Markdown table."""
    return "|" + "---|" * width + "\n"


def plain_table(rows: Rows, *, repeat: bool = False, bold: bool = False) -> str:
    """A grid with its spans written out: covered cells blank, or repeating what covers them."""
    grid = full_grid(rows)
    out = []
    for y, line in enumerate(grid):
        cells = [box.text if box is not None else "" for box in line]
        if repeat:
            cells = _repeated(rows, line, cells)
        if bold:
            cells = [
                f"**{cell}**" if cell and (box is None or not box.cell) else cell
                for cell, box in zip(cells, line, strict=True)
            ]
        out.append(row_of(cells))
        if y == 0:
            out.append(rule(len(line)))
    return "".join(out)


def _repeated(rows: Rows, line: list[Box | None], cells: list[str]) -> list[str]:
    found = list(cells)
    for x, box in enumerate(line):
        if box is not None and not box.cell:
            for dx in range(1, box.colspan):
                found[x + dx] = box.text
    return found


def _stray(boxes: list[Box], kind: str, rng: random.Random) -> list[str]:
    """One row of the second part of table 3 as in shape d: 13 cells, three stray ones before the figures."""
    labels, figures = [b.text for b in boxes if not b.cell], [b.text for b in boxes if b.cell]
    if kind == "total":
        return [*labels, "", "", "", *figures, rng.choice((figures[-1], figures[0], "0"))] + [""] * (
            13 - len(labels) - 11
        )
    front = [*labels, "", "", ""] if kind != "inner" else ["", *labels, "", "", ""]
    return (front + figures + [""] * 13)[:13]


def _thirteen(truth: Truth, words: Wording, rng: random.Random) -> str:
    """Table 3 cut in two; the last row of a group shifted left, the totals with one figure too many."""
    rows = body3(truth, words)
    first = "".join(
        row_of([box.text if box else "" for box in line]) + (rule(len(line)) if y == 0 else "")
        for y, line in enumerate(full_grid([*head3(words), *rows[:2]]))
    )
    first = re.sub(r"^\|(?:  \|){2} ", "| ", first, flags=re.MULTILINE) if rng.random() < 0.5 else first
    out = [row_of([""] * 13), rule(13)]
    last_of_group = {truth.t3.children(f"t3.r{n}")[-1].id for n in (6,) if truth.t3.children(f"t3.r{n}")}
    for row, boxes in zip(truth.t3.table3[2:], rows[2:], strict=True):
        if row.id in {"t3.r7_total", "t3.carried_out"}:
            kind = "total"
        elif row.id in last_of_group:
            kind = "shifted"
        else:
            kind = "first" if row.id == "t3.r1_granted" else "inner"
        if kind == "inner" and row.parent != "t3.results" and len([b for b in boxes if not b.cell]) == 1:
            out.append(
                row_of(
                    (["", "", *(b.text for b in boxes if not b.cell), "", "", "", *(b.text for b in boxes if b.cell)])[
                        :13
                    ]
                )
            )
            continue
        out.append(row_of(_stray(boxes, kind, rng)))
    return first + "\n" + "".join(out)


def _prose(kind: str, text: str) -> str:
    return {"title": f"# {text}\n\n", "h": f"## {text}\n\n"}.get(kind, f"{text}\n\n")


def _render(truth: Truth, rng: random.Random, style: str) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    repeat = rng.random() < 0.3
    split = rng.random() < 0.4
    bold = style == "plain" and rng.random() < 0.2

    def table(kind: str) -> str:
        if style == "html":
            rows = table_of(kind, truth, words)
            return table_html(rows, lambda box: box.text.replace("\n", "<br>"), tag="<table>") + "\n"
        if kind == "t3" and style == "thirteen":
            return _thirteen(truth, words, rng) + "\n"
        if kind == "t2" and split:
            return "\n".join(plain_table(rows) for rows in blocks2(truth, words)) + "\n"
        rows = table_of(kind, truth, words)
        return plain_table(rows, repeat=repeat and style == "plain", bold=bold) + "\n"

    may: set[str] = set()
    if style == "thirteen":
        may = {cell for cell in rows_with_blanks(truth) if cell.startswith("t3.")}
        if truth.broken:
            may |= truth.cells_of("t3.r7_total") | truth.cells_of("t3.carried_out")
    return finish(written(truth, words, rng, table, _prose), truth, may=may)


SHAPES = {
    "markdown": lambda truth, rng: _render(truth, rng, "plain"),
    "markdown-thirteen": lambda truth, rng: _render(truth, rng, "thirteen"),
    "markdown-html": lambda truth, rng: _render(truth, rng, "html"),
}
