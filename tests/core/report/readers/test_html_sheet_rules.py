"""Strikes and hiding that a page says by class, on a row or by size 0."""

import pytest

from gongkai.core.report.document import Grid
from gongkai.core.report.readers.html import read

STROKE = "\u0336"


def cells(style: str, row: str, attributes: str = "") -> list[str]:
    page = (
        f"<html><head><style>{style}</style></head><body><table><tr><td>甲</td><td>7</td></tr>"
        f"<tr{attributes}>{row}</tr><tr><td>丙</td><td>8</td></tr></table></body></html>"
    )
    grid = next(block for block in read(page.encode()).blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.rows[0]] == ["甲", "7"]
    assert [cell.text for cell in grid.rows[-1]] == ["丙", "8"]
    return [cell.text for cell in grid.rows[1]]


FIGURE = '<td>乙</td><td><span class="x">1</span>6</td>'


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (".x{text-decoration:line-through}", f"1{STROKE}6"),
        ("/* a */ span.x, .z { color:red; text-decoration-line : line-through; }", f"1{STROKE}6"),
        (".x{display:none}", "6"),
        (".x{font-size:0}", "6"),
        (".x{font-size:0.9em}", "16"),
        (".x{text-decoration:underline}", "16"),
        ("td.x{display:none}", "16"),
        ("@media print{.x{display:none}}", "16"),
        (".x{display:none} .on .x{display:inline}", "16"),
        (".x{display:none} @media screen{.y{a:b} .x{display:inline}}", "16"),
    ],
)
def test_rules_of_one_class_in_the_pages_own_sheet(style, shown):
    assert cells(style, FIGURE) == ["乙", shown]


def test_a_cell_struck_by_class():
    assert cells(".x{text-decoration:line-through}", '<td>乙</td><td class="x">16</td>') == [
        "乙",
        f"1{STROKE}6{STROKE}",
    ]


def test_a_block_hidden_by_class_stays_because_scripts_show_it_again():
    assert cells(".x{display:none}", '<td>乙</td><td class="x">16</td>') == ["乙", "16"]


@pytest.mark.parametrize(
    ("style", "attributes"),
    [("", ' style="text-decoration: line-through"'), (".x{text-decoration:line-through}", ' class="a x"')],
)
def test_a_struck_row_is_struck_in_each_cell(style, attributes):
    row = "<td>乙</td><td>1<s>6</s></td>"
    assert cells(style, row, attributes) == ["", f"1{STROKE}6{STROKE}"]  # struck words are left out


def test_text_of_size_0_is_not_shown():
    assert cells("", '<td>乙</td><td><span style="color:#fff;font-size:0">1</span>6</td>') == ["乙", "6"]
    assert cells("", '<td>乙</td><td><span style="font-size: 0.5em">1</span>6</td>') == ["乙", "16"]


def test_a_block_of_size_0_is_read():
    assert cells("", '<td>乙</td><td><div style="font-size:0"><span style="font-size:14px">6</span></div></td>') == [
        "乙",
        "6",
    ]
