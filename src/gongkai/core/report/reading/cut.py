"""The last row of a text that breaks off (文件不完整): behind its last figure nothing is known."""

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.tables.strips import Sorted


def forget_behind(report: AnnualReport, found: Sorted) -> None:
    """Take out the cells behind the last figure of a document that ends in table 2 or 3 laid out by places.

    There a column without a figure is a printed blank, except in the row in which the text stops.
    """
    last = next((strip for strip in reversed(found.strips) if strip.tokens), None)
    if found.ends_in not in {"t2", "t3"} or last is None or last.table != found.ends_in or not last.laid_out:
        return
    heads = ("t2.", "old2.") if found.ends_in == "t2" else ("t3.",)
    expected = [cell for cell in report.expected_cells() if cell.startswith(heads)]
    filled = [cell for cell in expected if cell in report.cells and report.value(cell) is not None]
    for cell in expected[expected.index(filled[-1]) + 1 :] if filled else ():
        report.cells.pop(cell, None)
