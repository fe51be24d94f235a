"""Every rule of the form document has its function, with its severity, source and title."""

import re

import pytest

from gongkai.core.report.checks import RULES, Severity

# Parts 3 to 6 of the form document, and the rules of this library's own (AR-BLANK, AR-FORM, AR-FOREIGN, AR-READ).
SEVERITIES = {
    "AR-T3-ID": "error",
    "AR-T3-SUM": "error",
    "AR-T3-ROW": "error",
    "AR-T4-SUM": "error",
    "AR-X-CARRY": "error",
    "AR-X-INFORCE": "warning",
    "AR-X-PENDING": "warning",
    "AR-X-OLDITEMS": "warning",
    "AR-T2-RULES": "warning",
    "AR-T2-INT": "error",
    "AR-T2-UNIT": "warning",
    "AR-TXT-NEW": "warning",
    "AR-TXT-DONE": "warning",
    "AR-TXT-CARRY": "warning",
    "AR-TXT-T4": "warning",
    "AR-TXT-NONE": "warning",
    "AR-TXT-PCT": "warning",
    "AR-TXT-YEAR": "warning",
    "AR-TXT-VAGUE": "info",
    "AR-S1-FIVE": "warning",
    "AR-TXT-T2": "warning",
    "AR-S1-LEN": "info",
    "AR-S5-BOTH": "warning",
    "AR-S6-FEE": "warning",
    "AR-S6-T2FEE": "warning",
    "AR-STRUCT": "error",
    "AR-DUP": "warning",
    "AR-DATE": "error",
    "AR-PII": "error",
    "AR-BLANK": "warning",
    "AR-FORM": "warning",
    "AR-FOREIGN": "warning",
    "AR-READ": "info",
    "AR-TXT-SUM": "warning",
    "AR-TXT-INCL": "info",
    "AR-TXT-PROMISE": "info",
}


def test_no_rule_is_registered_that_the_list_does_not_know():
    assert sorted(RULES) == sorted(SEVERITIES)


@pytest.mark.parametrize("rule_id", SEVERITIES)
def test_the_rule_is_registered_with_its_severity(rule_id):
    assert RULES[rule_id].severity == Severity(SEVERITIES[rule_id])


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_the_rule_names_its_source_and_says_what_it_asks_in_chinese(rule_id):
    found = RULES[rule_id]
    assert found.id == rule_id
    assert re.search(r"〔\d{4}〕\d+号|《[^》]+》|约定", found.source)
    assert re.fullmatch(r"[^a-z]*[\u4e00-\u9fff][^a-z]*", found.title)
    assert found.editions <= {"2019", "2021"}
    assert found.run.__doc__


def test_every_severity_has_a_chinese_word():
    assert [severity.label for severity in Severity] == ["错误", "提醒", "提示"]
