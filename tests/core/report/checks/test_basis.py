"""Each finding cites the letter on the form that was in force for the report's year."""

import pytest

from gongkai.core.report.checks import RULES, Context, Severity, check
from tests.core.report.factories import report

OF_2019 = "国办公开办函〔2019〕60号"
OF_2021 = "国办公开办函〔2021〕30号"
COPIED = (
    "本机关围绕群众关心的事项细化公开目录，逐条梳理办事流程，按月核对栏目更新，及时处理失效链接，安排专人接听咨询电话。"
    * 3
)
# What goes wrong here breaks rules of every kind: sums, blanks, structure, prose, copies, rules below city level.
FAULTS = {
    "cells": {"t3.new.natural": 3, "t3.new.total": 3, "t4.review.total": 2, "t3.r1_granted.natural": None},
    "headings": ["s1", "s3", "s2", "s4", "s5"],
    "s1": "本年度共收到政府信息公开申请9件，办结8件，占90.5%，结转2件，行政复议5件，制发规范性文件7件，"
    f"公开信息约12条。{COPIED}",
    "s5": "没有。",
}


def sources(year, form):
    others = [report(year=year, organ="云川市样例区东塘街道办事处", s1=COPIED)]
    findings = check(report(year=year, form=form, **FAULTS), Context(others=others))
    return {finding.rule: finding.source for finding in findings}


@pytest.mark.parametrize(
    ("year", "form", "letter", "never"),
    [
        pytest.param(2019, "2019", OF_2019, OF_2021, id="2019"),
        pytest.param(2020, "2019", OF_2019, OF_2021, id="2020"),
        pytest.param(2020, "2021", OF_2019, OF_2021, id="2020-in-the-form-of-2021"),
        pytest.param(2021, "2021", OF_2021, OF_2019, id="2021"),
        pytest.param(2023, "2019", OF_2021, OF_2019, id="2023-in-the-form-of-2019"),
    ],
)
def test_the_letter_is_that_of_the_year_and_not_of_the_tables(year, form, letter, never):
    found = sources(year, form)
    assert {"AR-T3-ID", "AR-T4-SUM", "AR-STRUCT", "AR-BLANK", "AR-DUP", "AR-TXT-NEW"} <= found.keys()
    assert letter in found["AR-T3-ID"]
    assert letter in found["AR-STRUCT"]
    assert not [rule for rule, source in found.items() if never in source]


def test_without_a_year_the_letter_is_that_of_the_tables():
    for form, letter in (("2019", OF_2019), ("2021", OF_2021)):
        undated = report(form=form, **FAULTS)
        undated.year = None
        assert letter in next(one.source for one in check(undated) if one.rule == "AR-T3-ID")


def test_what_the_letter_of_2019_is_not_known_to_order_is_a_hint_by_convention():
    missing = {"s1": "主动公开政府信息12条，依规管理，网站按时更新，监督考核到位。"}
    (now,) = [one for one in check(report(year=2021, **missing)) if one.rule == "AR-S1-FIVE"]
    (then,) = [one for one in check(report(year=2020, form="2019", **missing)) if one.rule == "AR-S1-FIVE"]
    assert (now.severity, then.severity) == (Severity.WARNING, Severity.INFO)
    assert then.source.startswith("约定")
    assert "一般写五个方面" in then.problem


def test_copies_of_2020_rest_on_the_regulation():
    assert sources(2020, "2019")["AR-DUP"].startswith("《中华人民共和国政府信息公开条例》第四十七条")


def test_the_register_of_rules_names_the_letter_in_force():
    assert OF_2021 in RULES["AR-T3-ID"].source
