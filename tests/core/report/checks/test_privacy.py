"""Personal data left in a report; all numbers and names here are invented, with region codes that do not exist."""

import re

import pytest

from gongkai.core.report.checks import Severity, check
from gongkai.core.report.checks.privacy import masked, valid_identity_number
from tests.core.report.factories import SECTION_1, report

LONG_ID = "000000199001010012"
SHORT_ID = "000000900101001"


def valid(number: str) -> str:
    return next(number[:17] + check for check in "0123456789X" if valid_identity_number(number[:17] + check))


def found(sentence):
    return [finding for finding in check(report(s1=f"{SECTION_1}\n{sentence}")) if finding.rule == "AR-PII"]


def test_an_identity_number_is_found_and_shown_masked():
    number = valid(LONG_ID)
    (finding,) = found(f"其中一件由持有证件{number}的人提出。")
    assert (finding.where, finding.severity) == ("s1", Severity.ERROR)
    assert f"000000**********{number[-2:]}" in finding.problem
    assert number not in str(finding)
    assert finding.passage.startswith("其中一件由持有证件000000***")


@pytest.mark.parametrize("last", [c for c in "0123456789X" if LONG_ID[:17] + c != valid(LONG_ID)])
def test_a_wrong_check_character_is_no_identity_number(last):
    assert found(f"文件编号{LONG_ID[:17]}{last}。") == []


def test_only_one_check_character_of_eleven_is_right():
    assert sum(valid_identity_number(LONG_ID[:17] + c) for c in "0123456789X") == 1


@pytest.mark.parametrize("number", ["000000199013010012", "000000199002300012", "000000180001010012"])
def test_a_birth_date_that_does_not_exist_is_no_identity_number(number):
    assert not any(valid_identity_number(number[:17] + c) for c in "0123456789X")


def test_the_old_form_of_fifteen_digits_is_found():
    (finding,) = found(f"来信人的证件号是{SHORT_ID}。")
    assert "000000*******01" in finding.problem


@pytest.mark.parametrize(
    "sentence",
    [
        f"营业执照注册号{SHORT_ID}已经公开。",
        f"流水号A{SHORT_ID}。",
        f"编号为{SHORT_ID}99的批复。",
        "全年投入000000991301001元。",
        "统一社会信用代码00000000MA00000000。",
    ],
)
def test_other_long_numbers_are_left_alone(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize("phone", ["13800000000", "138-0000-0000", "138 0000 0000"])
def test_a_mobile_phone_of_a_private_person_is_found_and_masked(phone):
    (finding,) = found(f"申请人通过{phone}询问进度。")
    assert re.search(r"138[- ]?\*{4}[- ]?0000", finding.problem)
    assert phone not in str(finding)


@pytest.mark.parametrize(
    "sentence",
    [
        "公开咨询电话：13800000000。",
        "监督举报热线13800000000，工作日受理。",
        "联系电话：0000-60000000。",
        "全年点击量113800000000次。",
    ],
)
def test_numbers_that_an_office_publishes_are_left_alone(sentence):
    assert found(sentence) == []


def test_the_phone_of_an_applicant_is_private_whatever_it_is_called():
    assert found("申请人的联系电话13800000000已经核实。")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("申请人张三丰向本机关申请公开拆迁文件。", "张某某"),
        ("申请人：李样，要求公开会议纪要。", "李某"),
        ("申请人姓名：王小样（女）。", "王某某"),
        ("上诉人为赵例子，案件尚未审结。", "赵某某"),
    ],
)
def test_the_name_of_an_applicant_is_found_and_masked(sentence, shown):
    (finding,) = found(sentence)
    assert shown in finding.problem
    assert "姓名" in finding.problem


@pytest.mark.parametrize(
    "sentence",
    [
        "与申请人高度重视沟通，方便申请人查询。",
        "要求申请人马上补正，申请人何时提交由其决定。",
        "申请人向本机关提出申请，申请人于次日撤回。",
        "申请人为自然人的有3件，申请人为法人的有1件。",
        "申请人情况见表三，申请人无正当理由逾期不补正。",
        "申请人张某某撤回申请，申请人王××未补正。",
        "申请人周边邻居、申请人程序性权利、申请人许可范围都已说明。",
        "投诉人高达30人，申请人任职的单位，申请人黄河路边，信访人易受影响。",
        "申请人为何提出申请，申请人为高校，申请人是江苏的单位。",
        "当事人任何意见都予以记录，投诉人满意。",
    ],
)
def test_ordinary_words_after_applicant_are_no_names(sentence):
    assert found(sentence) == []


def test_a_passage_shown_by_another_rule_leaks_nothing():
    number = valid(LONG_ID)
    assert masked(f"甲{number}乙13800000000丙") == f"甲000000**********{number[-2:]}乙138****0000丙"


def test_a_mask_keeps_the_length_of_a_text():
    text = f"申请人张三丰，{valid(LONG_ID)}，{SHORT_ID}，138-0000-0000"
    assert len(masked(text)) == len(text)
    assert "三丰" not in masked(text)


def test_what_stands_at_the_edge_of_a_passage_is_masked_too():
    first, second = found(f"申请人张三丰，{'一' * 16}证件{valid(LONG_ID)}。")
    assert "三丰" not in first.passage + second.passage
    assert valid(LONG_ID)[6:10] not in first.passage + second.passage


def test_the_form_itself_holds_no_personal_data():
    assert [finding for finding in check(report()) if finding.rule == "AR-PII"] == []


def test_words_in_a_cell_are_looked_at_too():
    findings = check(report(cells={"t2.permits.decisions": "详询申请人13800000000"}))
    (finding,) = [finding for finding in findings if finding.rule == "AR-PII"]
    assert finding.where == "t2.permits.decisions"
    assert "13800000000" not in str(findings)
