"""The fee on both scales: every vector of the rules, and that the tiers listed add up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.law.errors import UnknownCode, WrongQuantity
from gongkai.core.law.fees import Ranked, alternatives, fee, item_fee, items_fee, pages_fee, ranks, scale
from tests.core.law.vectors_of import cases, load


@pytest.mark.parametrize("vector", cases("fees", "items"))
def test_the_items_of_a_month_cost_what_the_vector_says(vector):
    number = vector["number"]
    assert items_fee(number).yuan == vector["month"]
    if number:
        assert item_fee(number).yuan == vector["price"]


@pytest.mark.parametrize("vector", cases("fees", "pages"))
def test_the_pages_of_an_application_cost_what_the_vector_says(vector):
    assert pages_fee(vector["number"]).yuan == vector["fee"]


@pytest.mark.parametrize("vector", cases("fees", "mixed"))
def test_a_mixed_month_costs_what_the_vector_says(vector):
    total = 0
    for month in vector["months"]:
        received = date.fromisoformat(f"{month['month']}-02")
        plain = [{"scale": "items"} for _ in range(month["free"])]
        applications = [*plain, *month["then"]]
        ranked = ranks(
            Ranked(str(no), "甲", received, no, each.get("matters", 1)) for no, each in enumerate(applications)
        )
        for no, each in enumerate(applications):
            by_item = item_fee(ranked[str(no)], matters=each.get("matters", 1))
            total += (by_item if each["scale"] == "items" else pages_fee(each["pages"])).yuan
    assert total == vector["fee"]


def test_every_vector_of_the_rules_is_here():
    ids = [vector["id"] for table in ("items", "pages", "mixed") for vector in load("fees", table)]
    assert ids == [f"F{n:02}" for n in range(1, 25)] + [f"P{n:02}" for n in range(1, 23)] + [
        f"M{n}" for n in range(1, 7)
    ]


@given(st.integers(0, 2000))
def test_the_month_costs_the_sum_of_its_items_and_the_closed_form_of_the_scale(number):
    q, r = divmod(max(number - 30, 0), 10)
    closed = 2000 + 500 * q * (q + 3) + 100 * r * (q + 2) if number > 30 else 100 * max(number - 10, 0)
    found = items_fee(number)
    assert found.yuan == closed
    assert found.yuan == sum(item_fee(rank).yuan for rank in range(1, number + 1))
    assert sum(tier.count for tier in found.tiers) == number


@given(st.integers(0, 5000))
def test_one_page_more_never_costs_less(pages):
    assert pages_fee(pages + 1).yuan >= pages_fee(pages).yuan


@given(st.integers(1, 200), st.integers(1, 60))
def test_an_application_split_costs_what_its_parts_cost(rank, matters):
    parts = sum(item_fee(rank + n).yuan for n in range(matters))
    assert item_fee(rank, matters=matters).yuan == parts


def test_the_tiers_are_listed_with_their_numbers_prices_and_sums():
    tiers = [(tier.first, tier.last, tier.price, tier.yuan) for tier in items_fee(45).tiers]
    assert tiers == [(1, 10, 0, 0), (11, 30, 100, 2000), (31, 40, 200, 2000), (41, 45, 300, 1500)]
    assert pages_fee(120).sentence() == (
        "按量计收（国办函〔2020〕109号第三条至第五条）：第1至30页每页0元，计0元；第31至100页每页10元，计700元；"
        "第101至120页每页20元，计400元；合计1100元。"
    )


def test_ranks_begin_anew_each_month_and_go_by_applicant_and_order_of_receipt():
    applications = [
        Ranked("c", "甲", date(2026, 4, 1)),
        Ranked("b", "甲", date(2026, 3, 31), 2),
        Ranked("a", "甲", date(2026, 3, 31), 1),
        Ranked("d", "乙", date(2026, 3, 31)),
    ]
    assert ranks(applications) == {"a": 1, "b": 2, "c": 1, "d": 1}


def test_a_withdrawn_application_keeps_its_place_unless_the_body_says_otherwise():
    applications = [Ranked("a", "甲", date(2026, 3, 2), withdrawn=True), Ranked("b", "甲", date(2026, 3, 3))]
    assert ranks(applications) == {"a": 1, "b": 2}
    assert ranks(applications, counts_withdrawn=False) == {"b": 1}


def test_both_scales_are_shown_side_by_side():
    assert [each.yuan for each in alternatives(rank=12, pages=120)] == [100, 1100]


@pytest.mark.parametrize("call", [lambda: items_fee(-1), lambda: pages_fee(-1), lambda: item_fee(0)])
def test_a_number_that_cannot_be_is_refused_in_chinese(call):
    with pytest.raises(WrongQuantity, match="不能是负数"):
        call()


def test_a_scale_that_is_none_is_refused():
    with pytest.raises(UnknownCode, match="收费方式"):
        fee("weight", 3)
    assert scale("pages")[-1].last is None
