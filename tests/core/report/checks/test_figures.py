"""Single figures of the tables: 规章, whole numbers, units, blanks and words."""

from decimal import Decimal

import pytest

from gongkai.core.report.checks import Context, Settings, Severity, check
from gongkai.core.report.model import Cell
from tests.core.report.factories import report, table3


def found(rule, context=None, **changes):
    return [finding for finding in check(report(**changes), context) if finding.rule == rule]


@pytest.mark.parametrize(
    "organ",
    [
        "洛阳市老城区西关街道办事处",
        "桃江县松木塘镇人民政府",
        "镇安县茅坪回族镇人民政府",
        "会昌县中村乡人民政府",
        "始兴县退役军人事务局",
        "沭阳县人民政府",
        "北京市东城区人民政府办公室",
        "上海市浦东新区人民政府",
        "喀什地区莎车县教育局",
        "县退役军人事务局",
        "某区统计局",
        "达拉特旗人民政府",
        "铁東區退役軍人事務局",
    ],
)
def test_bodies_below_city_level_make_no_rules(organ):
    (finding,) = found("AR-T2-RULES", organ=organ, cells={"t2.rules.issued": 2, "t2.rules.in_force": 6})
    assert finding.severity is Severity.WARNING
    assert finding.where == "t2.rules.issued"
    assert "“本年制发件数”2、“现行有效件数”6" in finding.problem
    assert organ in finding.problem


@pytest.mark.parametrize(
    "organ",
    [
        "上海市人民政府办公厅",
        "景德镇市人民政府",
        "新乡市人民政府",
        "宁夏回族自治区人民政府",
        "大兴安岭地区行政公署",
        "京山市人民政府",
        "武汉市退役军人事务局",
        "长春新区科技局",
        "某市社区矫正管理局",
        "区域合作局",
        "江西省县乡公路管理局",
        "",
    ],
)
def test_nothing_is_said_of_bodies_that_may_make_rules_or_whose_level_is_unknown(organ):
    assert found("AR-T2-RULES", organ=organ, cells={"t2.rules.issued": 2}) == []


@pytest.mark.parametrize("own", ["我镇", "我乡", "我街", "我街道", "本街道"])
def test_a_body_without_a_name_is_known_as_a_township_by_its_own_words(own):
    said = f"（一）主动公开。{own}坚持公开为常态，公开信息12条。"
    (finding,) = found("AR-T2-RULES", organ="", title="", front="", s1=said, cells={"t2.rules.issued": 2})
    assert f"本机关（文中自称“{own}”）没有制定规章的权限" in finding.problem


@pytest.mark.parametrize("own", ["我市", "我局同意本镇申报，我局", "我区", "各乡镇", "我乡镇建设", "本街区", "我省"])
def test_words_that_tell_no_township_tell_nothing(own):
    said = f"（一）主动公开。{own}坚持公开为常态，公开信息12条。"
    assert found("AR-T2-RULES", organ="", title="", front="", s1=said, cells={"t2.rules.issued": 2}) == []


def test_the_name_of_a_body_goes_before_its_words():
    said = "（一）主动公开。我镇公开信息12条。"
    assert found("AR-T2-RULES", organ="景德镇市人民政府", s1=said, cells={"t2.rules.issued": 2}) == []


@pytest.mark.parametrize("value", [0, None, "/"])
def test_no_rules_are_no_finding(value):
    assert found("AR-T2-RULES", cells={"t2.rules.issued": value}) == []


def test_rules_of_the_2019_edition_are_judged_too():
    (finding,) = found("AR-T2-RULES", form="2019", year=2020, cells={"old2.rules.public_total": 6})
    assert finding.where == "old2.rules.public_total"
    assert "“规范性文件”行" in finding.remedy


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        pytest.param("t2.permits.decisions", -3, "不能是负数", id="negative"),
        pytest.param("t2.permits.decisions", Decimal("1.5"), "整数", id="fraction"),
        pytest.param("t3.new.natural", Decimal("0.5"), "整数", id="fraction-in-table-3"),
        pytest.param("t4.review.upheld", -1, "不能是负数", id="negative-in-table-4"),
        pytest.param("t2.fees.amount_wan", Decimal(-2), "不能是负数", id="negative-fee"),
        pytest.param("t2.fees.amount_wan", Decimal("1.23456"), "4 位", id="five-decimals"),
    ],
)
def test_counts_are_whole_and_amounts_have_four_decimals(cell, value, said):
    (finding,) = found("AR-T2-INT", cells={cell: value})
    assert (finding.where, finding.severity) == (cell, Severity.ERROR)
    assert said in finding.problem


@pytest.mark.parametrize(
    ("form", "cell", "value"),
    [
        pytest.param("2021", "t2.fees.amount_wan", Decimal("1.2345"), id="four-decimals"),
        pytest.param("2021", "t2.fees.amount_wan", Decimal("1.23450"), id="a-trailing-zero"),
        pytest.param("2021", "t2.permits.decisions", Decimal("3.0"), id="whole-with-a-zero-decimal"),
        pytest.param("2021", "t2.permits.decisions", "未增未减", id="words"),
        pytest.param("2019", "old2.permits.items_delta", -8, id="fewer-items"),
        pytest.param("2019", "old2.procurement.amount", Decimal("149.673874"), id="purchases-in-ten-thousands"),
    ],
)
def test_these_figures_are_allowed(form, cell, value):
    assert found("AR-T2-INT", form=form, cells={cell: value}) == []


@pytest.mark.parametrize("printed", ["709455.9元", "8040元", "12元（代收）"])
def test_a_fee_printed_in_yuan_is_told_apart(printed):
    (finding,) = found("AR-T2-UNIT", cells={"t2.fees.amount_wan": Cell(printed, printed)})
    assert f"“{printed}”" in finding.problem


@pytest.mark.parametrize(
    ("organ", "amount", "doubted"),
    [
        ("老城区西关街道办事处", 1000, True),
        ("老城区西关街道办事处", Decimal("999.99"), False),
        ("沭阳县人民政府", 96171, False),
        ("始兴县退役军人事务局", 149673, True),
        ("淮安市人民政府", 709455, False),
    ],
)
def test_a_fee_far_too_large_for_the_body_is_doubted(organ, amount, doubted):
    assert bool(found("AR-T2-UNIT", organ=organ, cells={"t2.fees.amount_wan": amount})) is doubted


def test_the_limit_of_fees_can_be_set():
    context = Context(settings=Settings(fee_large_wan=50))
    assert found("AR-T2-UNIT", context, cells={"t2.fees.amount_wan": 60})


def test_a_fee_in_its_own_unit_is_sound():
    assert found("AR-T2-UNIT", cells={"t2.fees.amount_wan": Cell(Decimal("43.788"), "43.788万元")}) == []


def test_blanks_slashes_and_words_are_one_finding_each_and_list_their_rows():
    cells = {
        "t3.new.research": None,
        "t3.new.welfare": None,
        "t3.carried_in.legal": None,
        "t2.rules.issued": "/",
        "t2.rules.repealed": "/",
        "t2.permits.decisions": "未增未减",
    }
    dash, words, blank = found("AR-BLANK", cells=cells)
    assert {finding.severity for finding in (dash, words, blank)} == {Severity.WARNING}
    assert dash.problem == "表二有 2 个格子填的是斜线、横线或“无”：“规章”。"
    assert words.problem == "表二有 1 个格子填的是文字“未增未减”，不是数字：“行政许可”。"
    assert blank.problem == (
        "表三有 3 个格子是空白：“一、本年新收政府信息公开申请数量”、“二、上年结转政府信息公开申请数量”。"
    )
    assert (dash.where, blank.where) == ("t2", "t3")
    assert blank.cells == ("t3.new.research", "t3.new.welfare", "t3.carried_in.legal")


def test_a_table_left_blank_throughout_is_one_finding():
    cells = dict.fromkeys(table3())
    (finding,) = found("AR-BLANK", cells=cells)
    assert "175 个格子是空白" in finding.problem
    assert "等 25 行" in finding.problem


def test_totals_left_blank_over_figures_are_told_apart_from_other_blanks():
    cells = table3(natural={"new": 5, "r1_granted": 5}) | {"t3.r1_granted.total": None, "t3.r2_partial.total": None}
    totals, blank = found("AR-BLANK", cells=cells)
    assert totals.cells == ("t3.r1_granted.total",)
    assert "不是算错" in totals.remedy
    assert blank.cells == ("t3.r2_partial.total",)


@pytest.mark.parametrize("value", ["31批次", "251000元", "22（其中修订16件）"])
def test_a_figure_with_a_unit_or_remark_is_told_as_that_for_it_enters_no_sum(value):
    (finding,) = found("AR-BLANK", cells={"t2.permits.decisions": value})
    assert f"带着别的单位或者说明“{value}”" in finding.problem
    assert found("AR-T2-INT", cells={"t2.permits.decisions": value}) == []


@pytest.mark.parametrize(
    "value", ["37万", "0.37万", "3千", "1亿", "37万件", "3,7", "1,23", "37-", "37%", "3.7.1", "9" * 5000]
)
@pytest.mark.parametrize("cell", ["t2.penalties.decisions", "t3.new.natural", "t4.review.upheld"])
def test_a_figure_that_is_no_number_is_an_error(value, cell):
    (finding,) = found("AR-T2-INT", cells={cell: value})
    assert (finding.where, finding.severity) == (cell, Severity.ERROR)
    assert value[:20] in finding.problem
    assert len(finding.problem) < 120
    assert not [one for one in found("AR-BLANK", cells={cell: value}) if cell in one.cells]


@pytest.mark.parametrize(("value", "rule"), [("31批次", "AR-BLANK"), ("3亿元", "AR-T2-INT"), ("3,7", "AR-T2-INT")])
def test_a_fee_that_is_no_number_is_told_too(value, rule):
    (finding,) = found(rule, cells={"t2.fees.amount_wan": value})
    assert "t2.fees.amount_wan" in finding.cells


@pytest.mark.parametrize("value", ["本单位2020年未制作规章", "不涉及"])
def test_a_sentence_is_no_figure(value):
    (finding,) = found("AR-BLANK", cells={"t2.permits.decisions": value})
    assert "填的是文字" in finding.problem
