"""A sealed report as a disclosure: its body with the three tables, and the files that go with it."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import write
from gongkai.core.report.writers.flow import flow
from gongkai.core.report.writers.layout import Table

FORMS: Final = ("docx", "pdf", "xlsx", "json")
_TAGS: Final = {"heading": "h2", "subheading": "h3"}
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')


def body_of(report: AnnualReport) -> list[tuple[str, Any]]:
    """Return the body of the page: text and tables in the order of the form, without the title, which the page has."""
    blocks: list[tuple[str, Any]] = []
    html: list[str] = []
    for piece in flow(report):
        if piece.table is not None:
            blocks += [("text", "".join(html))] if html else []
            blocks.append(("table", table_of(piece.table)))
            html = []
        elif piece.kind != "title":
            tag = _TAGS.get(piece.kind, "p")
            html.append(f"<{tag}>{escape(piece.text, quote=False)}</{tag}>")
    return [*blocks, ("text", "".join(html))] if html else blocks


def table_of(table: Table) -> dict[str, Any]:
    """Return a table of the form as the table of a page: texts in a grid, and which cells are merged."""
    grid = [[""] * table.width for _row in table.rows]
    for row in table.rows:
        for slot in row:
            grid[slot.row][slot.column] = slot.text
    return {
        "data": grid,
        "mergeCells": list(_merged(table)),
        "table_caption": table.caption,
        "first_row_is_table_header": table.head_rows > 0,
        "first_col_is_header": table.id != "t4",
        "table_header_choice": "both" if table.id == "t3" else "column" if table.id == "t2" else "row",
    }


def _merged(table: Table) -> Iterator[dict[str, int]]:
    for row in table.rows:
        for slot in row:
            if slot.colspan > 1 or slot.rowspan > 1:
                yield {"row": slot.row, "col": slot.column, "rowspan": slot.rowspan, "colspan": slot.colspan}


def files_of(report: AnnualReport) -> dict[str, bytes]:
    """Return the report in each form in which it is offered, by the name of the file."""
    name = _UNSAFE.sub("", report.title)[:70]
    return {f"{name}.{form}": write(report, form) for form in FORMS}
