"""Cells of a workbook struck out as a whole: figures keep their strokes, words are left out."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from gongkai.core.report.document import Grid
from gongkai.core.report.readers.xlsx import read

ROWS = [["项目", "自然人", "总计"], ["新收", 16, 16], ["结转", 2, 2]]


def grid(cell: str, font: Font) -> list[list[str]]:
    book = openpyxl.Workbook()
    book.active.title = "前言"
    sheet = book.create_sheet("表三")
    for number, row in enumerate(ROWS, 3):
        for column, value in enumerate(row, 2):
            sheet.cell(number, column, value)
    sheet[cell].font = font
    held = io.BytesIO()
    book.save(held)
    found = next(block for block in read(held.getvalue()).blocks if isinstance(block, Grid))
    return [[one.text for one in row] for row in found.rows]


@pytest.mark.parametrize(
    ("cell", "font", "row"),
    [
        ("C4", Font(strike=True), ["新收", "1\u03366\u0336", "16"]),
        ("C4", Font(strike=False, bold=True), ["新收", "16", "16"]),
        ("B4", Font(strike=True), ["", "16", "16"]),
    ],
)
def test_a_cell_struck_out_by_its_format(cell, font, row):
    assert grid(cell, font) == [["项目", "自然人", "总计"], row, ["结转", "2", "2"]]
