"""The single change that mends all failing balances: unique or nothing."""

from decimal import Decimal

from gongkai.core.report.checks.mend import Balance, Mend, mend

ROW = Balance("row", "r", ("total",), ("a", "b"))
COLUMN = Balance("column", "c", ("sum",), ("a", "x"))


def test_nothing_fails_nothing_to_mend():
    assert mend([ROW, COLUMN], {"total": 3, "a": 1, "b": 2, "sum": 5, "x": 4}) is None


def test_the_cell_common_to_all_failing_balances_is_found_with_its_value():
    assert mend([ROW, COLUMN], {"total": 3, "a": 2, "b": 2, "sum": 5, "x": 4}) == Mend("a", 2, 1)


def test_two_cells_that_would_do_give_nothing():
    assert mend([ROW], {"total": 9, "a": 1, "b": 2}) is None


def test_a_change_that_would_break_a_sound_balance_is_no_mend():
    figures = {"total": 9, "a": 1, "b": 2, "sum": 5, "x": 4}
    only_b_or_total = [ROW, COLUMN, Balance("third", "t", ("b",), ("y",))]
    assert mend(only_b_or_total, {**figures, "y": 2}) == Mend("total", 9, 3)


def test_a_count_is_never_mended_below_zero():
    only_total_or_b = [ROW, COLUMN]
    assert mend(only_total_or_b, {"total": 0, "a": 2, "b": 1, "sum": 2, "x": 0}) == Mend("total", 0, 3)


def test_a_count_is_never_mended_to_a_fraction():
    assert mend([Balance("one", "o", ("a",), ("b",))], {"a": Decimal("1.5"), "b": 2}) == Mend("a", Decimal("1.5"), 2)


def test_failing_balances_without_a_common_cell_have_no_mend():
    other = Balance("other", "o", ("p",), ("q",))
    assert mend([ROW, other], {"total": 9, "a": 1, "b": 2, "p": 1, "q": 2}) is None


def test_balances_that_ask_different_changes_of_a_cell_have_no_mend():
    assert mend([ROW, COLUMN], {"total": 3, "a": 2, "b": 2, "sum": 5, "x": 9}) is None


def test_a_balance_with_an_unknown_cell_is_not_judged():
    assert mend([ROW, COLUMN], {"total": 3, "a": 2, "b": 2, "sum": 5}) is None
    assert mend([COLUMN], {"a": 2, "x": 5}) is None
