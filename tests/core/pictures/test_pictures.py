"""Pictures: what stands in them is said and tabled, needs no style attribute, and stays within its frame."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongkai.core.pictures import Bar, Column, Square, Strip, bars, columns, grid, strips
from gongkai.core.pictures.elements import WIDTH, fitted, width_of
from gongkai.core.pictures.scale import top_of

SVG = "{http://www.w3.org/2000/svg}"
NAME = "“甲”科 & <乙>"
PICTURES = {
    "bars": bars("b", NAME, [Bar(NAME, 3, "missed"), Bar("丙", 12)], unit="条", target=6),
    "columns": columns("c", NAME, [Column("2025", None), Column("2026", 0), Column("2027", 9)], unit="条", target=5),
    "grid": grid("g", NAME, [Square(NAME, ("met", "missed", "open", *[""] * 9))]),
    "none": bars("n", NAME, [], unit="条"),
    "strips": strips("s", NAME, [Strip(NAME, (12, 3, *[0] * 10), 12)], unit="条", until=2),
}


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_sound_xml_with_title_and_description_and_without_style_attributes(name):
    picture = PICTURES[name]
    root = ET.fromstring(picture.svg())
    told = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    assert [one.text for one in told] == [NAME, picture.says]
    assert root.get("aria-labelledby") == " ".join(one.get("id") for one in told)
    assert root.get("role") == "img"
    assert not [one for one in root.iter() if one.get("style")]
    assert "<style>" not in picture.svg()
    assert "<style>" in picture.alone()
    used = set(re.findall(r"url\(#([^)]+)\)", picture.svg()))
    assert used <= {one.get("id") for one in root.iter()}


def test_what_is_missed_differs_in_pattern_and_not_only_in_colour():
    drawn = ET.fromstring(PICTURES["bars"].svg()).findall(f"{SVG}rect")
    assert [one.get("fill") for one in drawn] == ["url(#b-hatch)", None]


def test_nought_and_none_are_told_apart():
    assert PICTURES["columns"].table.rows == (("2025", "—"), ("2026", "0"), ("2027", "9"))
    assert "2025 没有数据，2026 0 条" in PICTURES["columns"].says


def test_months_that_have_not_come_are_no_noughts():
    rows = PICTURES["strips"].table.rows
    assert [row[1] for row in rows[:3]] == ["12", "3", "—"]
    assert "1 个月达到目标 12 条" in PICTURES["strips"].says


def test_a_long_name_is_cut_to_its_room_and_stands_whole_in_the_table():
    long = "社会事务办公室" * 12
    picture = bars("b", "图", [Bar(long, 1)], unit="条")
    assert long not in picture.drawn
    assert picture.table.rows[0][0] == long
    assert width_of(fitted(long, 100)) <= 100


@given(some.lists(some.integers(0, 10**9), min_size=1, max_size=12), some.integers(0, 10**6))
def test_nothing_runs_out_of_the_frame(figures, target):
    rows = [Column(str(place), figure) for place, figure in enumerate(figures)]
    for picture in (
        columns("c", "图", rows, unit="条", target=target),
        bars("b", "图", [Bar(one.name, one.figure) for one in rows], unit="条", target=target),
    ):
        for one in ET.fromstring(picture.svg()).findall(f"{SVG}rect"):
            x, y, width, high = (float(one.get(name)) for name in ("x", "y", "width", "height"))
            assert min(x, y, width, high) >= 0
            assert x + width <= WIDTH
            assert y + high <= picture.height


def test_the_top_of_a_scale_is_the_next_round_figure():
    for low, high in pairwise([0.3, 1, 7, 12, 99, 100, 4321]):
        assert top_of(high) >= high
        assert top_of(high) >= top_of(low)
    assert top_of(12) == 20
