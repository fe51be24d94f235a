"""The brief as PDF, set by typst."""

from functools import cache
from importlib.resources import files

from gongkai.core.oversight.brief.model import Brief
from gongkai.core.report.writers.layout import printable
from gongkai.core.typesetting import set_pdf


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
    return set_pdf(_template(), "brief", given)


@cache
def _template() -> bytes:
    return (files(__package__) / "brief.typ").read_bytes()
