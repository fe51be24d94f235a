"""Documents, shares, breakdowns, estimates, promises and fees in the prose."""

from decimal import Decimal

import pytest

from gongkai.core.report.checks import Context, check
from tests.core.report.factories import SECTION_1, report, table3

FIRST = "通过区政府网站公开各类政府信息12条。"


def found(text: str, cells=None, **changes):
    made = report(cells=cells or {}, s1=SECTION_1.replace(FIRST, text), **changes)
    return [one for one in check(made) if one.rule.startswith(("AR-TXT-", "AR-S6-"))]


def rules(text: str, cells=None, **changes) -> list[str]:
    return [one.rule for one in found(text, cells, **changes)]


DOCUMENTS = {"t2.normdocs.issued": 3, "t2.normdocs.in_force": 12, "t2.permits.decisions": 694}


@pytest.mark.parametrize(
    "text",
    [
        "全年制定行政规范性文件3件，现行有效行政规范性文件12件。",
        "作出694宗行政许可。",
        "主动公开行政规范性文件5件。",
        "公开各类信息20条，其中规范性文件类2条，其他18条。",
        "公开行政许可类信息10条。",
        "清理规范性文件40件。",
    ],
)
def test_documents_that_agree_or_are_only_published(text):
    assert rules(text, DOCUMENTS) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("全年制定行政规范性文件四件。", ("4", "3", "相差 1 件")),
        ("全年出台五项规范性文件。", ("5", "3", "相差 2 件")),
        ("现行有效行政规范性文件10件。", ("10", "12", "相差 2 件")),
        ("作出行政许可700件。", ("700", "694", "相差 6 件")),
    ],
)
def test_documents_that_differ(text, sides):
    [finding] = found(text, DOCUMENTS)
    assert finding.rule == "AR-TXT-T2"
    assert all(side in finding.problem for side in sides)
    assert finding.cells


def test_documents_of_the_2019_form_may_be_any_of_its_columns():
    cells = {"old2.normdocs.made": 6, "old2.normdocs.newly_public": 5, "old2.normdocs.public_total": 40}
    for count in (6, 5, 40):
        assert rules(f"全年制定规范性文件{count}件。", cells, form="2019", year=2020) == []
    assert rules("全年制定规范性文件7件。", cells, form="2019", year=2020) == ["AR-TXT-T2"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("公开信息100条，其中甲类40条，占40%；乙类60条，占60%。", id="right"),
        pytest.param("公开信息805条，其中甲类35条，占4.34%；乙类770条，占95.65%。", id="within-a-tenth"),
        pytest.param("公开信息300条，其中甲类100条，占33%；乙类200条，占67%。", id="rounded-to-whole-points"),
        pytest.param("公开信息100条，其中甲类40条，约占41%；乙类60条，占60%。", id="estimate"),
        pytest.param("公开信息100条，同比增长12%。", id="growth"),
        pytest.param("留言办理100条，办结率98%。", id="rate-of-something-not-given"),
        pytest.param("全区信息1000条，公开信息100条，其中甲类40条，占4%。", id="of-another-base-nearby"),
        pytest.param("甲类信息40条，占35%。", id="base-unknown"),
        pytest.param("公开信息200条，其中甲类70条，占全区同类信息33.9%。", id="another-base-in-so-many-words"),
    ],
)
def test_shares_that_are_right_or_cannot_be_judged(text):
    assert "AR-TXT-PCT" not in rules(text)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param(
            "公开信息200条。其中甲类70条，占33.9%；乙类90条，占45%；丙类40条，占20%。",
            ("33.9%", "70 ÷ 200 = 35.00%", "相差 1.10"),
            id="others-confirm-the-base",
        ),
        pytest.param("公开信息200条，其中甲类70条，占33.9%，反响良好。", ("70 ÷ 200",), id="one-base"),
        pytest.param(
            "公开信息200条，其中甲类70条（33.9%）、乙类90条（45%）、丙类40条（20%）。", ("70 ÷ 200",), id="brackets"
        ),
    ],
)
def test_shares_that_are_wrong(text, sides):
    [finding] = [one for one in found(text) if one.rule == "AR-TXT-PCT"]
    assert all(side in finding.problem for side in sides)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("同比增长25%", []),
        ("同比增长8.7%", []),  # 25 against 20 and 3 carried in
        ("较上年增长35%", ["AR-TXT-PCT"]),
        ("同比下降25%", ["AR-TXT-PCT"]),
    ],
)
def test_growth_is_held_against_last_years_report(words, expected):
    applications = "（二）依申请公开。收到政府信息公开申请25件，"
    previous = report(year=2022, cells=table3(natural={"new": 20, "carried_in": 3, "r1_granted": 23}))
    made = report(cells=table3(natural={"new": 25, "r1_granted": 25}), s1=f"{applications}{words}。")
    assert [one.rule for one in check(made, Context(previous=previous)) if one.rule == "AR-TXT-PCT"] == expected
    assert [one.rule for one in check(made) if one.rule == "AR-TXT-PCT"] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("公开信息10条，其中甲类4条，其他6条。", id="adds-up"),
        pytest.param("公开信息10条，其中甲类4条，乙类3条。", id="not-exhaustive"),
        pytest.param("公开信息10条，其中网站发布9条，公众号发布8条。", id="channels-overlap"),
        pytest.param("公开信息10条，其中网站发布9条，公众号发布8条，其他1条。", id="channels-overlap-with-a-remainder"),
        pytest.param("公开文件20件，其中主动公开18件，配套解读15件。", id="not-kinds-of-one-thing"),
        pytest.param("公开信息20条，其中动态类15条，政务类3条，解读类5条，回应类2条。", id="one-part-inside-another"),
        pytest.param("公开信息约10条，其中甲类4条，其他5条。", id="estimate-of-the-whole"),
        pytest.param("公开信息10条，其中甲类4条，其他3余条。", id="estimate-of-a-part"),
        pytest.param("公开信息10条，其中甲类4篇，其他3条。", id="another-unit-between"),
    ],
)
def test_breakdowns_that_add_up_or_need_not(text):
    assert "AR-TXT-SUM" not in rules(text)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param(
            "公开信息639条，其中甲类110条；乙类289条；其他信息共计200条。",
            ("639", "110+289+200 = 599", "少 40"),
            id="others",
        ),
        pytest.param(
            "累计公开信息877条（新增38条），其中甲类543条（新增16条），乙类191条（新增12条），丙类140条（新增10条）。",
            ("877", "543+191+140 = 874", "少 3"),
            id="second-series-adds-up",
        ),
        pytest.param("公开信息10条，其中甲类4条，乙类7条。", ("4+7 = 11", "多 1"), id="parts-outgrow-the-whole"),
        pytest.param(
            "收到政府信息公开申请10件，其中自然人申请6件，法人或其他组织申请3件。",
            ("6+3 = 9", "少 1"),
            id="only-two-kinds",
        ),
    ],
)
def test_breakdowns_that_should_add_up(text, sides):
    [finding] = [one for one in found(text) if one.rule == "AR-TXT-SUM"]
    assert all(side in finding.problem for side in sides)


def test_a_breakdown_cut_off_with_its_text_is_not_judged():
    made = report(s1="公开信息639条，其中甲类110条；其他信息共计200条", headings=("s1",))
    assert "AR-TXT-SUM" not in [one.rule for one in check(made)]


@pytest.mark.parametrize("words", ["120余条", "近120条", "约120条", "一百二十余条"])
def test_an_estimate_of_items_is_hinted_at(words):
    [finding] = found(f"通过区政府网站公开信息{words}。")
    assert (finding.rule, finding.severity) == ("AR-TXT-VAGUE", "info")


@pytest.mark.parametrize(
    "text", ["公开信息120条。", "粉丝近45万人。", "访问量超过300万次。", "较上年增加近20条。", "确保每周更新3条以上。"]
)
def test_exact_items_and_estimates_of_other_things_are_not(text):
    assert rules(text) == []


def test_estimates_of_one_sentence_make_one_finding():
    assert rules("公开信息近200条，其中动态40余条，公告70余条。") == ["AR-TXT-VAGUE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息120条。确保每月发布至少12篇信息。", ["AR-TXT-PROMISE"]),
        ("公开信息120余条。确保每月发布至少12篇信息。", ["AR-TXT-VAGUE", "AR-TXT-PROMISE"]),
        ("公开信息144条。确保每月发布至少12篇信息。", []),
        ("公开信息140余条。确保每月发布至少12篇信息。", ["AR-TXT-VAGUE"]),
        ("公开信息50条。确保每周发布不少于1条信息。", ["AR-TXT-PROMISE"]),
        ("确保每月发布至少12篇信息。", []),
    ],
)
def test_a_promise_is_held_against_the_year(text, expected):
    assert sorted(rules(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("s6", "fees", "expected"),
    [
        ("全年收取信息处理费380元。", Decimal("0.038"), []),
        ("全年收取信息处理费380元。", Decimal("12.5"), []),
        ("全年收取信息处理费380元。", 0, ["AR-S6-T2FEE"]),
        ("发出收费通知1件，总金额880元，实际收取0元。", 0, []),
        ("收取信息处理费共计380元，其中甲局1件，收取380元。", Decimal("0.03"), ["AR-S6-T2FEE"]),
        ("本年度未收取信息处理费。", 0, []),
        ("无。", 0, ["AR-S6-FEE"]),
        ("没有需要报告的其他事项。", 0, ["AR-S6-FEE"]),
    ],
)
def test_fees_of_section_6(s6, fees, expected):
    assert rules(FIRST, {"t2.fees.amount_wan": fees}, s6=s6) == expected


def test_fees_need_not_be_stated_before_the_rules_on_them():
    assert rules(FIRST, form="2019", year=2020, s6="无。") == []


def test_the_difference_of_fees_is_given_in_yuan():
    [finding] = found(FIRST, {"t2.fees.amount_wan": Decimal("0.03")}, s6="全年收取信息处理费380元。")
    assert "300 元" in finding.problem
    assert "少 80 元" in finding.problem


def test_of_a_text_without_full_stops_only_the_clauses_around_the_number_are_quoted():
    junk = "首页，网站地图，无障碍浏览，" * 60
    text = f"{junk}本年度共收到政府信息公开申请9件，{junk}"
    (finding,) = [one for one in check(report(s1=f"{text}\n{SECTION_1}")) if one.rule == "AR-TXT-NEW"]
    assert "政府信息公开申请9件" in finding.passage
    assert len(finding.passage) <= 160
    assert finding.passage in text
