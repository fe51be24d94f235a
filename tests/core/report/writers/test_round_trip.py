"""What any writer writes, the readers read back equal: figures, blanks, words, title, organ, year and sections."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read
from gongkai.core.report.writers import write
from tests.core.report.factories import report
from tests.core.report.strategies import valid_reports

DOCUMENTS = ["html", "docx", "xlsx", "pdf"]


def facts(found: AnnualReport) -> dict[str, object]:
    """What must be the same; values with their kind, so that a blank, a zero and a word cannot stand for each other."""
    return {
        "title": found.title,
        "organ": found.organ,
        "year": found.year,
        "forms": (found.form, found.t3_form),
        "cells": {cell: (item.value is None, item.value) for cell, item in found.ordered_cells()},
        "sections": {key: section.text for key, section in found.sections.items()},
        "headings": found.headings,
    }


@pytest.mark.parametrize("form", DOCUMENTS)
@given(found=valid_reports())
@settings(max_examples=8)
def test_any_valid_report_comes_back_equal(form, found):
    assert facts(read(write(found, form), "")) == facts(found)


PECULIAR = {
    "kinds-of-nothing": {"cells": {"t2.rules.issued": "/", "t2.rules.repealed": None, "t2.rules.in_force": "未增未减"}},
    "large": {"cells": {"t2.fees.amount_wan": Decimal("316441.0625"), "t2.permits.decisions": 11398889}},
    "blanks": {"cells": {"t3.new.natural": None, "t3.new.total": None, "t4.review.total": None}},
    "old-form": {"form": "2019", "cells": {"old2.fees.items_delta": -8, "old2.procurement.amount": Decimal("25.1")}},
    "mixture": {"form": "2021", "t3_form": "2019"},
    "rare-characters": {"organ": "云川市样例区喆堃镇人民政府", "year": 2024},
    "subheadings": {"s1": "（一）主动公开\n全年公开信息12条，比上年增加2条。\n（二）依申请公开\n没有收到申请。"},
    "prose-above-tables": {"s2": "有关数据如下表。", "s4": "本年度没有发生。"},
    "short-section": {"s6": "无"},
    "long-paragraph": {"s5": "全年工作情况良好，群众较为满意，" * 60 + "下一步继续改进。"},
}


@pytest.mark.parametrize("form", DOCUMENTS)
@pytest.mark.parametrize("changes", [pytest.param(changes, id=name) for name, changes in PECULIAR.items()])
def test_peculiar_reports_come_back_equal(form, changes):
    found = report(**changes)
    assert facts(read(write(found, form), "")) == facts(found)


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_words_of_every_kind_come_back_equal(form):
    found = report(s5="问题：<b>&amp;</b>“引号”、=1+1、'撇号'、A&B。\n改进：100%落实，C:\\目录。")
    assert facts(read(write(found, form), ""))["sections"] == facts(found)["sections"]
