"""Plain tables of text and figures (findings, differences, gaps) as HTML and as sheets of a workbook."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from html import escape
from typing import Final

import xlsxwriter
from xlsxwriter.workbook import Workbook

from gongkai.core.report.model import Value
from gongkai.core.report.writers import html
from gongkai.core.report.writers.layout import printable, value_text

WIDEST: Final = 60  # of a column, in characters
_LONGEST_TEXT: Final = 32767
_ROWS: Final = 1_048_575  # of a sheet, without its head
_EXACT: Final = 10**15  # below this a number of a workbook keeps its digits


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with one row of heads. `marked` are the numbers of the rows, from 0, that need a look."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    marked: frozenset[int] = field(default_factory=frozenset)


def to_html(title: str, lines: Sequence[str], listings: Iterable[Listing], more: str = "") -> bytes:
    """Return a page with a title, some lines of text, the listings that have rows, and `more`, which is HTML."""
    top = "".join(f"<p>{escape(printable(line))}</p>\n" for line in lines)
    tables = "".join(_section(listing) for listing in listings if listing.rows)
    return html.page(title, f"<h1>{escape(printable(title))}</h1>\n{top}{tables}{more}").encode()


def _section(listing: Listing) -> str:
    title = escape(printable(listing.title))
    head = "".join(f'<th scope="col">{escape(printable(text))}</th>' for text in listing.head)
    rows = "".join(_row(row, marked=number in listing.marked) for number, row in enumerate(listing.rows))
    return (
        f'<h2>{title}</h2>\n<div class="scroll list" role="region" aria-label="{title}" tabindex="0">\n<table>\n'
        f"<caption>{title}，共 {len(listing.rows)} 项</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _row(row: tuple[Value, ...], *, marked: bool) -> str:
    cells = "".join(_cell(value) for value in row)
    return f'<tr class="marked">{cells}</tr>\n' if marked else f"<tr>{cells}</tr>\n"


def _cell(value: Value) -> str:
    kind = ' class="number"' if isinstance(value, int | Decimal) else ""
    return f"<td{kind}>{escape(value_text(value), quote=False)}</td>"


def to_xlsx(title: str, listings: Iterable[Listing]) -> bytes:
    """Return a workbook with a sheet for each listing."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        # A fixed date, so that the same content gives the same bytes.
        workbook.set_properties({"title": title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        for listing in listings:
            add_sheet(workbook, listing)
    return out.getvalue()


def add_sheet(workbook: Workbook, listing: Listing) -> None:
    """Add a sheet with a listing to a workbook; texts are written as texts, so that none can act as a formula."""
    sheet = workbook.add_worksheet(listing.title)
    plain = {"valign": "top", "text_wrap": True, "border": 1}
    head = workbook.add_format({**plain, "bold": True, "bg_color": "#E9EDF3"})
    forms = (workbook.add_format(plain), workbook.add_format({**plain, "bg_color": "#FFF3D6"}))
    for column, text in enumerate(listing.head):
        sheet.write_string(0, column, printable(text)[:_LONGEST_TEXT], head)
        sheet.set_column(column, column, _width(listing, column))
    for number, row in enumerate(listing.rows[:_ROWS]):
        form = forms[number in listing.marked]
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal) and -_EXACT < value < _EXACT:
                sheet.write_number(number + 1, column, float(value), form)
            else:
                sheet.write_string(number + 1, column, value_text(value)[:_LONGEST_TEXT], form)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(listing.rows)), len(listing.head) - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _width(listing: Listing, column: int) -> float:
    texts = (listing.head[column], *(value_text(row[column]) for row in listing.rows[:200]))
    longest = max(len(text) for text in texts)
    return min(WIDEST, max(8, 2 * longest + 2))
