"""The header of a disclosure."""

from datetime import date

import pytest

from gongkai.core.guard.fields import FieldRules, Fields, inspect_fields

WHOLE = {
    "title": "关于2024年度临时救助对象的公示",
    "issuer": "西关街道办事处",
    "made_on": date(2024, 3, 1),
    "published_on": date(2024, 3, 4),
    "summary": "公示2024年度临时救助对象的名单和金额。",
    "document_number": "西街办发〔2024〕3号",
    "index_number": "000014349/2024-00017",
    "matter": "社会救助",
    "column": "通知公告",
}


def found(**changed) -> list[tuple[str, str]]:
    return [(one.kind.id, str(one.place)) for one in inspect_fields(Fields(**(WHOLE | changed)))]


def test_a_whole_header_has_no_finding():
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        pytest.param({"title": " "}, ("FIELD-MISSING", "标题"), id="no-title"),
        pytest.param({"made_on": None}, ("FIELD-MISSING", "成文日期"), id="no-date"),
        pytest.param({"summary": ""}, ("FIELD-MISSING", "内容概述"), id="no-summary"),
        pytest.param({"title": "公示名单"}, ("FIELD-LENGTH", "标题"), id="short-title"),
        pytest.param({"title": "公" * 101}, ("FIELD-LENGTH", "标题"), id="long-title"),
        pytest.param({"summary": "概" * 301}, ("FIELD-LENGTH", "内容概述"), id="long-summary"),
        pytest.param({"title": "临时救助公示名单.xlsx"}, ("FIELD-FORM", "标题"), id="file-name"),
        pytest.param({"title": "临时救助公示（送审稿）"}, ("FIELD-FORM", "标题"), id="draft"),
        pytest.param({"title": "临时救助公示 - 副本"}, ("FIELD-FORM", "标题"), id="copy"),
        pytest.param({"title": "关于临时救助的公示。"}, ("FIELD-FORM", "标题"), id="full-stop"),
        pytest.param({"title": "关于临时\n救助的公示"}, ("FIELD-FORM", "标题"), id="line-break"),
        pytest.param({"document_number": "西街办发[2024]3号"}, ("FIELD-FORM", "发文字号"), id="brackets"),
        pytest.param({"document_number": "西街办发〔2024〕第3号"}, ("FIELD-FORM", "发文字号"), id="di"),
        pytest.param({"document_number": "西街办发〔2024〕03号"}, ("FIELD-FORM", "发文字号"), id="leading-zero"),
        pytest.param({"index_number": "2024-17"}, ("FIELD-FORM", "索引号"), id="index"),
        pytest.param({"published_on": date(2024, 2, 1)}, ("FIELD-DATES", "发布日期"), id="before-made"),
    ],
)
def test_one_thing_wrong_is_one_finding(changed, finding):
    assert found(**changed) == [finding]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"title": "西关街道养犬管理办法（征求意见稿）"}, id="out-to-comment"),
        pytest.param({"title": "公" * 100}, id="longest-title"),
        pytest.param({"document_number": ""}, id="no-number"),
        pytest.param({"document_number": "西关区人民政府令第12号"}, id="order"),
        pytest.param({"index_number": "12620600MB0523338C/202404-04735"}, id="index-with-month"),
        pytest.param({"published_on": date(2024, 3, 1)}, id="same-day"),
    ],
)
def test_what_is_usual_is_no_finding(changed):
    assert found(**changed) == []


def test_a_body_sets_what_it_demands():
    rules = FieldRules(required=frozenset({"document_number"}), title_length=(1, 10))
    findings = inspect_fields(Fields(title="关于临时救助对象的公示"), rules)
    assert [(one.kind.id, str(one.place)) for one in findings] == [
        ("FIELD-MISSING", "发文字号"),
        ("FIELD-LENGTH", "标题"),
    ]
    assert findings[1].remedy == "应为 1 至 10 个字。请改写得长短合适。"
