"""Reports of known content in every shape: no cell is misread, and what can be recovered is."""

import random
from functools import cache

import pytest

from gongkai.core.report.reading import read
from tests.yard.judge import Verdict, case, judge
from tests.yard.shapes import SHAPES, binary_shapes
from tests.yard.truth import T3_COLUMNS, draw, marked

SHORT, LONG = 8, 2000  # documents of each shape in `make test` and in `make soak`
BINARY = {"docx": 4, "odt": 4, "xlsx": 4, "pdf-ruled": 3, "pdf-unruled": 3, "pdf-rows-ruled": 3}
LEAST_RIGHT = 0.995  # of the cells that have to be read


@cache
def verdict(name: str, first: int, documents: int) -> Verdict:
    """Return the verdict over some documents of a shape."""
    shape = SHAPES.get(name) or binary_shapes()[name]
    total = Verdict()
    for seed in range(first, first + documents):
        truth, made = case(name, shape, seed)
        total.add(judge(read, truth, made, f"{name}#{seed}"))
    return total


@pytest.mark.parametrize("name", SHAPES)
def test_no_cell_is_misread(name):
    found = verdict(name, 0, SHORT)
    assert found.wrong == []


@pytest.mark.parametrize("name", SHAPES)
def test_what_can_be_recovered_is(name):
    found = verdict(name, 0, SHORT)
    assert found.failed == []
    assert found.right >= LEAST_RIGHT * found.asked, found.missing[:20]


@pytest.mark.parametrize("name", BINARY)
def test_documents_of_word_sheets_and_pdf_are_read_whole(name):
    found = verdict(name, 0, BINARY[name])
    assert (found.failed, found.wrong, found.missing) == ([], [], [])


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, LONG, 500))
@pytest.mark.parametrize("name", SHAPES)
def test_shape_over_many_reports(name, first):
    found = verdict(name, first, 500)
    assert found.failed == []
    assert len(found.wrong) <= 0.0005 * found.printed, found.wrong[:20]
    assert found.right >= LEAST_RIGHT * found.asked, found.missing[:20]


@pytest.mark.parametrize("seed", range(40))
def test_a_sound_truth_keeps_every_balance(seed):
    truth = draw(random.Random(seed), broken=False, blanks="zeros")
    number = {
        cell: int(text.replace(",", "")) for cell, text in truth.printed.items() if cell.startswith(("t3.", "t4."))
    }
    for column in T3_COLUMNS:
        assert number[f"t3.new.{column}"] + number[f"t3.carried_in.{column}"] == (
            number[f"t3.r7_total.{column}"] + number[f"t3.carried_out.{column}"]
        )
        assert number[f"t3.r7_total.{column}"] == sum(number[f"{row.id}.{column}"] for row in truth.t3.leaf_rows)
    for row in (*truth.t3.table3, *truth.t3.table4):
        assert number[row.cells[-1]] == sum(number[cell] for cell in row.cells[:-1])


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_the_same_each_time_and_holds_no_private_mark(name):
    truth, made = case(name, SHAPES[name], 3)
    again, same = case(name, SHAPES[name], 3)
    assert (again, same) == (truth, made)
    assert made.must <= set(truth.printed)
    assert not made.must & made.gone
    assert not any(marked(character) for character in made.data.decode("utf-8", errors="replace"))
