"""The brief as PDF, set by typst."""

import json
import threading
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import typst

from gongkai.core.oversight.brief.model import Brief
from gongkai.core.report.writers import fonts
from gongkai.core.report.writers.layout import printable

_LOCK: Final = threading.Lock()  # a compiler holds the inputs of one document at a time


def render(brief: Brief) -> bytes:
    """Return the brief on one page."""
    page = brief.on_one_page()
    given = {
        "organ": printable(page.organ),
        "title": printable(page.title),
        "as_of": page.as_of,
        "figures": [[printable(label), printable(figure)] for label, figure in page.figures],
        "heads": list(page.heads),
        "rows": [[printable(cell) for cell in row] for row in page.rows],
        "attention": [printable(point) for point in page.attention],
        "pictures": [[printable(title), svg] for title, svg in page.pictures],
    }
    compiler, styles = _compiler()
    with _LOCK:
        inputs = {"brief": json.dumps({**given, "fonts": styles}, ensure_ascii=False)}
        made = compiler.compile(_template(), format="pdf", sys_inputs=inputs)
    return cast("bytes", made)


@cache
def _compiler() -> tuple[Any, dict[str, list[str]]]:
    known = typst.Fonts(include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    return typst.Compiler(font_paths=known, ignore_system_fonts=True), fonts.present(known.families())


@cache
def _template() -> bytes:
    return (files(__package__) / "brief.typ").read_bytes()
