"""Numbers in the prose: their value and kind, what they speak of, breakdowns, and words that say there was none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.report.model import Passage
from gongkai.core.report.reading.prose.numerals import NumberKind, chinese_value, numbers
from gongkai.core.report.reading.prose.sentences import prose
from gongkai.core.report.reading.prose.statements import breakdowns, statements
from gongkai.core.report.reading.prose.subjects import Subject
from tests.core.report.factories import report

COUNTED = {NumberKind.COUNT, NumberKind.MONEY, NumberKind.SHARE}


def of(text: str):
    """The statements of a section 1 that is all the report has."""
    return statements(report(s1=text, s5="", s6=""))


def said(text: str):
    """Subject to value."""
    return {one.subject.value: one.value for one in of(text) if one.subject}


def first(text: str):
    return next(one for one in of(text) if one.kind in COUNTED)


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("共12件", 12, "件", "count"),
        ("共１２件", 12, "件", "count"),
        ("共 1,234 条", 1234, "条", "count"),
        ("共1，234条", 1234, "条", "count"),
        ("共十二件", 12, "件", "count"),
        ("共一百二十条", 120, "条", "count"),
        ("共两次", 2, "次", "count"),
        ("共1.2万条", 12000, "条", "count"),
        ("粉丝45.9万人", 459000, "人", "count"),
        ("浏览量536万次，", 5360000, "次", "count"),
        ("予以公开2581211\n", 2581211, "", "other"),
        ("部分公开67，占", 67, "", "count"),
        ("占33.9%", Decimal("33.9"), "%", "share"),
        ("占33.9％", Decimal("33.9"), "%", "share"),
        ("占百分之十", 10, "%", "share"),
        ("占百分之十二点五", Decimal("12.5"), "%", "share"),
        ("收取380元", 380, "元", "money"),
        ("收取1.5万元", 15000, "元", "money"),
        ("收取43.788万元", 437880, "元", "money"),
        ("出台四项规范性文件", 4, "项", "count"),
        ("2023年共", 2023, "", "year"),
        ("2023年12月31日", 2023, "", "date"),
        ("11月份", 11, "", "date"),
        ("自20251月1日起", 20251, "", "date"),
        ("第二十条第（一）项", 20, "", "article"),
        ("第三季度", 3, "", "ordinal"),
        ("（国办函〔2020〕109号）", 2020, "", "document"),
        ("国令第711号", 711, "", "document"),
        ("拨打12345热线", 12345, "", "phone"),
        ("电话：0100-1234567", 100, "", "phone"),
        ("邮编：000000", 0, "", "postcode"),
        ("实行“1+2”机制", 1, "", "other"),
        ("（一）主动公开", 1, "", "mark"),
        ("一是加强领导", 1, "", "mark"),
        ("3.加强领导", 3, "", "mark"),
    ],
)
def test_value_and_kind_of_a_number(text, value, unit, kind):
    number = next(numbers(prose((text,)).text))
    assert (number.value, number.unit, number.kind.value) == (value, unit, kind)


@pytest.mark.parametrize(
    "text",
    ["实行一体化管理", "落实三审三校制度", "采取多项措施", "第一时间发布", "统一平台", "进一步加强", "每一件申请"],
)
def test_numerals_that_count_nothing_are_left_alone(text):
    assert [number for number in numbers(text) if number.kind in COUNTED] == []


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千零三", 2003),
        ("一万二千", 12000),
        ("二〇二三", 2023),
    ],
)
def test_chinese_numerals(numeral, value):
    assert chinese_value(numeral) == value


def test_what_is_no_numeral_is_refused():
    with pytest.raises(ValueError, match="件"):
        chinese_value("件")


@pytest.mark.parametrize(
    "words", ["120余条", "约120条", "近120条", "120多条", "120条左右", "120条以上", "3至5条", "超120条"]
)
def test_estimates_are_marked(words):
    assert first(f"通过网站公开信息{words}。").approximate


@pytest.mark.parametrize("words", ["120条", "至少12条", "达120条", "共120条"])
def test_exact_figures_and_bounds_are_no_estimates(words):
    assert not first(f"通过网站公开信息{words}。").approximate


ON_REQUEST = "（二）依申请公开。"


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("全年共收到政府信息公开申请12件。", Subject.NEW, 12),
        ("新收政府信息公开申请31宗。", Subject.NEW, 31),
        ("共受理政府信息依申请公开11宗。", Subject.NEW, 11),
        ("收到和处理12件政府信息公开申请。", Subject.NEW, 12),
        ("受理依申请公开2件次。", Subject.NEW, 2),
        ("收到依申请公开事项3条。", Subject.NEW, 3),
        ("共收办政府信息公开申请案件3607件。", Subject.NEW, 3607),
        ("上年结转政府信息公开申请2件。", Subject.CARRIED_IN, 2),
        ("结转上年政府信息公开申请2件。", Subject.CARRIED_IN, 2),
        ("结转下年度继续办理13件。", Subject.CARRIED_OUT, 13),
        ("转下一年度办理答复的有1件。", Subject.CARRIED_OUT, 1),
        ("2件结转下年答复。", Subject.CARRIED_OUT, 2),
        ("另有72件申请顺延到下年度答复。", Subject.CARRIED_OUT, 72),
        ("剩余2件结转下年度继续办理。", Subject.CARRIED_OUT, 2),
        ("结转至2024年办理1件。", Subject.CARRIED_OUT, 1),
        ("收到并按时办结16件政府信息公开申请。", Subject.NEW, 16),
        ("答复政府信息公开申请9件。", Subject.HANDLED_TOTAL, 9),
        ("办结159件。", Subject.HANDLED_TOTAL, 159),
        ("予以公开60件。", Subject.GRANTED, 60),
        ("同意公开答复9件。", Subject.GRANTED, 9),
        ("部分公开51件。", Subject.PARTIAL, 51),
        ("予以公开及部分公开258件。", Subject.GRANTED_OR_PARTIAL, 258),
        ("不予公开4件。", Subject.REFUSED, 4),
        ("1宗不予公开。", Subject.REFUSED, 1),
        ("因本机关不掌握等原因无法提供265件。", Subject.UNAVAILABLE, 265),
        ("属信访、重复申请等不予处理80件。", Subject.NOT_PROCESSED, 80),
        ("作其他处理（含申请人主动撤回申请）341件。", Subject.OTHER_HANDLED, 341),
        ("自然人申请741件。", Subject.NATURAL, 741),
        ("法人或其他组织申请8件。", Subject.ORGANISATIONS, 8),
        ("政府信息公开行政复议7件。", Subject.REVIEW_TOTAL, 7),
        ("行政诉讼案件57件。", Subject.SUIT_TOTAL, 57),
    ],
)
def test_what_a_number_in_the_part_on_applications_speaks_of(text, subject, value):
    assert said(ON_REQUEST + text) == {subject.value: value}


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("全年制定行政规范性文件3件。", Subject.NORMDOCS_ISSUED, 3),
        ("出台四项规范性文件。", Subject.NORMDOCS_ISSUED, 4),
        ("废止行政规范性文件2件。", Subject.NORMDOCS_REPEALED, 2),
        ("现行有效行政规范性文件12件。", Subject.NORMDOCS_IN_FORCE, 12),
        ("作出行政处罚1宗。", Subject.PENALTIES, 1),
        ("作出694宗行政许可。", Subject.PERMITS, 694),
        ("行政处罚处理决定数量39件。", Subject.PENALTIES, 39),
        ("通过网站主动公开政府信息120条。", Subject.PUBLISHED, 120),
    ],
)
def test_what_a_number_elsewhere_speaks_of(text, subject, value):
    assert said(text) == {subject.value: value}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("（二）依申请公开。申请数量较上年增加12件。", id="a-difference"),
        pytest.param("（二）依申请公开。申请数量同比下降78.43%。", id="a-rate-of-change"),
        pytest.param("（二）依申请公开。其中当面申请72件。", id="a-channel"),
        pytest.param("（二）依申请公开。努力做到“办结一件申请、解决一个问题”。", id="a-slogan"),
        pytest.param("（二）依申请公开。受理行政许可申请300件。", id="another-kind-of-application"),
        pytest.param("（二）依申请公开。答复群众留言175条。", id="messages"),
        pytest.param("作出行政许可的行政许可类信息10条。", id="items-on-permits-are-not-permits"),
        pytest.param("主动公开行政规范性文件5件。", id="published-is-not-issued"),
        pytest.param("承办人大建议和政协提案25件。", id="proposals"),
        pytest.param("全年行政执法工作被申请行政复议2件。", id="reconsideration-of-something-else"),
        pytest.param("收到公众意见75条。", id="opinions"),
    ],
)
def test_numbers_of_other_things_have_no_such_subject(text):
    assert set(said(text)) <= {Subject.PUBLISHED.value}


def test_a_result_takes_the_remedy_named_before_it():
    text = (
        "（二）依申请公开。政府信息公开行政复议10件，其中结果维持4件，结果纠正3件，其他结果2件，尚未审结1件；"
        "行政诉讼6件，其中结果维持5件，尚未审结1件。"
    )
    assert said(text) == {
        "review_total": 10, "review_upheld": 4, "review_corrected": 3, "review_other": 2, "review_pending": 1,
        "suit_total": 6, "suit_upheld": 5, "suit_pending": 1,
    }  # fmt: skip


def test_including_those_carried_in_is_noticed_for_the_number_it_stands_behind():
    text = "（二）依申请公开。共受理申请859件；答复政府信息公开申请805件（含上年度结转申请18件）。"
    flags = {one.subject: one.with_carried for one in of(text) if one.subject}
    assert flags[Subject.NEW] is False
    assert flags[Subject.HANDLED_TOTAL] is True


def test_the_year_and_scope_of_a_sentence_are_kept():
    one = first("2022年，全市共收到政府信息公开申请12件。")
    assert (one.year, one.scope) == (2022, "全市")


def test_numbers_are_found_across_wrapped_lines():
    found = [one for one in of("（二）依申请公开。政府信息公开行政复议 351\n件，其中结果维持 72 件。") if one.subject]
    assert [(one.subject.value, one.value, one.unit) for one in found] == [
        ("review_total", 351, "件"),
        ("review_upheld", 72, "件"),
    ]


def test_traditional_script_is_understood_and_kept():
    one = next(one for one in of("收到和處理12件政府信息公開申請。") if one.subject)
    assert (one.subject, one.text, one.sentence) == (Subject.NEW, "12件", "收到和處理12件政府信息公開申請")


def test_a_statement_points_at_its_number():
    made = report(s1="（一）主动公开。公开信息12条。\n（二）依申请公开。收到政府信息公开申请 3 件。")
    for one in statements(made):
        passage = made.sections[one.section].passages[one.passage].text
        assert passage[one.start : one.end] == one.text
        assert one.sentence in made.sections[one.section].text


def test_the_front_is_read_where_section_1_lost_its_heading():
    made = report(headings=("s5", "s6"))
    made.front = (Passage("全年共收到政府信息公开申请12件。"),)
    assert [(one.section, one.value) for one in statements(made) if one.subject is Subject.NEW] == [("front", 12)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("本局2023年度未收到公民、法人或其他组织的信息公开申请。", {Subject.NEW}),
        ("全年未收到依申请公开事项。", {Subject.NEW}),
        ("无依申请公开事项。", {Subject.NEW}),
        ("（二）依申请公开情况：无。", {Subject.NEW}),
        ("未收到任何公民提出的公开政府信息的申请。", {Subject.NEW}),
        ("未发生政府信息公开行政复议、行政诉讼。", {Subject.REVIEW_TOTAL, Subject.SUIT_TOTAL}),
        ("也无因政府信息公开申请行政复议、提起行政诉讼的案件。", {Subject.REVIEW_TOTAL, Subject.SUIT_TOTAL}),
        ("没有出台规范性文件。", {Subject.NORMDOCS_ISSUED}),
        ("未作出行政强制。", {Subject.COERCION}),
        ("未收取信息公开处理费。", {Subject.PROCESSING_FEE}),
    ],
)
def test_words_that_say_there_was_none(text, subjects):
    assert {one.subject for one in of(text) if one.denial} == subjects


@pytest.mark.parametrize(
    "text",
    [
        "全年未发生因依申请公开被行政复议纠错或行政诉讼败诉的情况。",
        "行政执法工作均无被申请行政复议和提起行政诉讼。",
        "没有现成信息需要另行制作的申请2件。",
        "无正当理由大量反复申请3件。",
        "未出现超期答复政府信息公开申请的情况。",
        "未能按时答复的申请已经整改。",
        "无法提供政府信息公开申请所需内容的，告知申请人。",
        "未接到关于不予公开政府信息的电话咨询。",
        "未收到涉及商业秘密的政府信息公开申请。",
        "未收到法人或其他组织的政府信息公开申请。",
        "无未办结依申请公开件。",
        "未收到书面政府信息公开申请。",
        "政府信息公开行政复议未经行政复议直接起诉的2件，尚未审结的行政复议1件。",
        "政府信息公开工作没有被行政复议撤销、变更的案件。",
    ],
)
def test_words_that_say_something_else(text):
    assert [one for one in of(text) if one.denial] == []


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        pytest.param("公开信息10条，其中网站4条，微信6条。", 10, [4, 6], id="comma"),
        pytest.param("公开信息10条。其中，网站4条、微信6条。", 10, [4, 6], id="next-sentence"),
        pytest.param("公开信息10条，包括甲类4条、乙类5条、丙类1条。", 10, [4, 5, 1], id="including"),
        pytest.param("办理31宗，其中4宗撤回，1宗在办，其余26宗已答复。", 31, [4, 1, 26], id="number-first"),
        pytest.param(
            "办结10件（含上年结转2件），其中甲类4件（40%），乙类6件（60%，含特急1件）。",
            10,
            [4, 6],
            id="brackets-left-out",
        ),
        pytest.param("收到10件，其中自然人8件，法人2件；共办结9件，结转1件。", 10, [8, 2], id="ends-at-a-new-whole"),
    ],
)
def test_a_breakdown_has_its_whole_and_parts(text, whole, parts):
    [broken] = breakdowns(report(s1=text, s5="", s6=""))
    assert (broken.whole.value, [part.value for part in broken.parts]) == (whole, parts)
    assert broken.sum == whole


def test_two_breakdowns_of_one_whole_are_kept_apart():
    text = "收到10件，其中，自然人8件，法人2件；予以公开7件，不予公开3件。"
    assert [[part.value for part in one.parts] for one in breakdowns(report(s1=text, s5="", s6=""))] == [[8, 2], [7, 3]]


def test_roles_are_set_on_the_statements():
    roles = [(one.value, one.role) for one in of("公开信息10条，其中网站4条，微信6条。") if one.unit]
    assert roles == [(10, "whole"), (4, "part"), (6, "part")]


WORDS = (
    *(
        "收到",
        "政府信息公开申请",
        "件",
        "条",
        "元",
        "万",
        "余",
        "约",
        "其中",
        "其他",
        "占",
        "%",
        "百分之",
        "点",
        "五",
        "十",
        "百",
        "两",
    ),
    *(
        "2023年",
        "1月",
        "第",
        "（",
        "）",
        "，",
        "。",
        "、",
        "；",
        "\n",
        " ",
        "12",
        "0",
        "3.5",
        "1,234",
        "行政复议",
        "维持",
        "未",
        "无",
    ),
    *(
        "同比增长",
        "上年结转",
        "结转下年",
        "每月至少",
        "“",
        "”",
        "規範性文件",
        "处理费",
        "（一）",
        "一是",
        "１２",
        "20231月1日",
    ),
)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_text_is_read_and_every_statement_points_at_its_words(text):
    made = report(s1=text, s5="", s6="")
    for one in statements(made):
        passages = made.sections[one.section].passages
        assert passages[one.passage].text[one.start : one.end] == one.text.split("\n")[0]
        assert one.sentence in made.sections[one.section].text
    for broken in breakdowns(made):
        assert len(broken.parts) >= 2


def test_a_long_text_without_full_stops_is_read():
    text = "收到政府信息公开申请12件，其中网上申请8件，占66.67%，" * 1000
    assert len([one for one in of(text) if one.kind in COUNTED]) == 3000
