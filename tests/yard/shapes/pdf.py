"""PDF set by typst: ruled tables, tables with rules between rows only, and tables without any rule."""

import random
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from tests.yard.forms import Box, Rows, table_of
from tests.yard.labels import Wording
from tests.yard.outline import outline
from tests.yard.rendered import Rendered
from tests.yard.shapes.layout import unsure_by_position
from tests.yard.shapes.lines import bare
from tests.yard.truth import Truth


@cache
def font_folder() -> str:
    """Return the folder of the fonts that come with the Chinese font package."""
    root = Path(str(files("pylopdf_fonts_zh_cn")))
    found = next(path for path in sorted(root.rglob("*")) if path.suffix.lower() in {".ttf", ".otf", ".ttc"})
    return str(found.parent)


def _string(text: str) -> str:
    return '"' + bare(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _table(rows: Rows, widths: str, stroke: str) -> str:
    cells = ",\n".join(
        f"table.cell(colspan: {box.colspan}, rowspan: {box.rowspan})[#{_string(box.text)}]"
        for row in rows
        for box in row
    )
    return f"#table(columns: {widths}, align: center + horizon, stroke: {stroke},\n{cells})\n"


_WIDTHS = {
    "t2": "(2fr, 1fr, 1fr, 1fr)",
    "t3": "(0.7fr, 1.2fr, 3.4fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr)",
    "t4": "(1fr,) * 15",
}


_RULED = ("0.5pt", "1pt + black", "0.7pt + gray")


def _broken(box: Box, room: int) -> Box:
    """A figure too long for its narrow cell, broken over two lines as LibreOffice breaks it (427 above 0)."""
    text = bare(box.text)
    long = box.cell and text.isascii() and text.isdigit() and len(text) > room
    return box._replace(text=f"{text[:room]}\n{text[room:]}") if long else box


def _pdf(truth: Truth, rng: random.Random, strokes: tuple[str, ...]) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.1, 0.3)))
    stroke = rng.choice(strokes)
    ruled = stroke in _RULED
    narrow = rng.choice((3, 4)) if ruled and rng.random() < 0.25 else 0
    head = (
        f'#set page(paper: "a4", margin: {rng.choice(("2cm", "2.6cm"))}, numbering: "— 1 —")\n'
        f'#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: {rng.choice(("9pt", "10pt"))}, lang: "zh")\n'
    )
    out = [head]
    for kind, text in outline(truth, words, rng):
        if kind in {"t2", "t3", "t4"}:
            rows = table_of(kind, truth, words)
            if narrow and kind != "t2":
                rows = [[_broken(box, narrow) for box in row] for row in rows]
            out.append(_table(rows, _WIDTHS[kind], stroke))
        elif kind == "title":
            out.append(f"#align(center, text(size: 16pt)[#{_string(text)}])\n")
        else:
            out.append(f"#par[#{_string(text)}]\n")
    data = typst.compile("".join(out).encode(), font_paths=[font_folder()], ignore_system_fonts=True)
    unsure = set() if ruled else unsure_by_position(truth)
    return Rendered(bytes(data), frozenset(truth.printed) - unsure, "report.pdf")


SHAPES = {
    "pdf-ruled": lambda truth, rng: _pdf(truth, rng, _RULED),
    "pdf-unruled": lambda truth, rng: _pdf(truth, rng, ("none",)),
    "pdf-rows-ruled": lambda truth, rng: _pdf(truth, rng, ("(x, y) => (top: 0.5pt, bottom: 0.5pt)",)),
}
