"""What common converters make of a page or a document: html2text, markdownify, save as text, words of PDF lines."""

import random
import re
from collections.abc import Callable
from html import escape

from tests.yard.forms import Rows, full_grid, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, pick_encoding, rows_with_blanks
from tests.yard.shapes.layout import sheet_text
from tests.yard.shapes.lines import bare
from tests.yard.truth import Truth


def _html2text(rows: Rows) -> str:
    """No bar at the ends, a rule below the first row, spans forgotten."""
    out = []
    for y, row in enumerate(rows):
        out.append(" | ".join(box.text.replace("\n", " ") for box in row) + "  \n")
        if y == 0:
            out.append("|".join(["---"] * len(row)) + "  \n")
    return "".join(out) + "\n"


def _markdownify(rows: Rows) -> str:
    """A bar for each column of a cell behind it; spans from above forgotten."""
    out = []
    for y, row in enumerate(rows):
        out.append("|" + "".join(f" {box.text} ".replace("\n", " ") + "|" * box.colspan for box in row) + "\n")
        if y == 0:
            out.append("|" + " --- |" * sum(box.colspan for box in row) + "\n")
    return "\n" + "".join(out) + "\n"


def _saved_as_text(rows: Rows) -> str:
    """A line for each cell of the grid, empty for blank and covered ones (LibreOffice)."""
    return "".join(f"{box.text if box else ''}\n" for line in full_grid(rows) for box in line) + "\n"


def _one_line(rows: Rows) -> str:
    """All cells in one line, a blank apart: a page's text with its line ends taken out."""
    return " ".join(box.text.replace("\n", "") for row in rows for box in row if not box.blank) + " "


def _divs(rows: Rows) -> str:
    """A table built of boxes instead of a table."""
    lines = ("".join(f'<div class="cell">{escape(box.text, quote=False)}</div>' for box in row) for row in rows)
    return '<div class="grid">' + "".join(f'<div class="row">{line}</div>\n' for line in lines) + "</div>\n"


def _shape(
    table: Callable[[Rows], str], prose: Callable[[str, str], str], *, blanks_vanish: bool = False
) -> Callable[[Truth, random.Random], Rendered]:
    def render(truth: Truth, rng: random.Random) -> Rendered:
        words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
        if table is _one_line:
            words.breaks = False
            words.edits = []
        text = written(truth, words, rng, lambda kind: table(table_of(kind, truth, words)), prose)
        may = rows_with_blanks(truth) if blanks_vanish else set()
        return finish(text, truth, may=may, encoding="utf-8" if table is _divs else pick_encoding(rng))

    return render


def _markdown_prose(kind: str, text: str) -> str:
    return {"title": f"# {text}\n\n", "h": f"**{text}**\n\n"}.get(kind, f"{text}\n\n")


def _page_prose(kind: str, text: str) -> str:
    return f"<h2>{text}</h2>\n" if kind == "title" else f"<p>{text}</p>\n"


def _pdf_lines(truth: Truth, rng: random.Random) -> Rendered:
    """The words of each line of a PDF a blank apart: group labels and label ends stand before the figures."""
    text = sheet_text(truth, rng, vertical=rng.random() < 0.5)
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    return finish("\n".join(line for line in lines if bare(line)) + "\n", truth, may=rows_with_blanks(truth))


SHAPES = {
    "html2text": _shape(_html2text, _markdown_prose),
    "markdownify": _shape(_markdownify, _markdown_prose),
    "saved-as-text": _shape(_saved_as_text, lambda _, text: f"{text}\n", blanks_vanish=True),
    "one-line": _shape(_one_line, lambda _, text: f"{text} ", blanks_vanish=True),
    "html-divs": _shape(_divs, _page_prose, blanks_vanish=True),
    "pdf-lines": _pdf_lines,
}
