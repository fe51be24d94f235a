"""A letter out of facts: its parts and places, their sources, what it lacks."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.law.casework import Act
from gongkai.core.law.events import Event
from gongkai.core.law.fees import items_fee
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel
from gongkai.core.letters.completeness import before_sending, missing
from gongkai.core.letters.drafting import blank, draft
from gongkai.core.letters.errors import UnknownKind
from gongkai.core.letters.facts import Annex, Consulted, Item, Steps
from gongkai.core.letters.items import single_code
from gongkai.core.letters.kinds import Stage, kinds, letter_for
from gongkai.core.letters.letter import Table
from gongkai.core.letters.parts import Part
from gongkai.core.letters.steps import steps_of
from tests.core.letters.factories import facts, item_details, settings

LETTERS = [id_ for id_, kind in kinds().items() if kind.stage is not Stage.FORM]
FORMS = [id_ for id_, kind in kinds().items() if kind.stage is Stage.FORM]


def whole(letter):
    texts = []
    for block in letter.blocks:
        table = isinstance(block, Table)
        texts += [cell.text for row in block.rows for cell in row] if table else [block.text]
    return "\n".join([*letter.title, letter.number, letter.addressee, *texts, letter.closing, *letter.annexes])


@pytest.mark.parametrize("kind_id", list(kinds()))
def test_a_letter_with_all_its_facts_is_complete_and_has_nothing_to_fill(kind_id):
    letter = draft(kind_id, facts(kind_id), settings())
    assert missing(letter) == ()
    assert not {"待填", "{", "}", "[[", "]]", "【", "None"} & {
        mark for mark in ("待填", "{", "}", "[[", "【", "None") if mark in whole(letter)
    }


def test_every_outcome_has_a_letter_of_its_own_that_cites_its_articles():
    assert {letter_for(code) for code in outcomes()} == {
        id_ for id_, kind in kinds().items() if kind.stage is Stage.FINAL and kind.outcome
    }
    for code, outcome in outcomes().items():
        text = whole(draft(letter_for(code), facts(letter_for(code)), settings()))
        if code != "closed_other":
            assert outcome.basis[0].replace("《条例》", "《中华人民共和国政府信息公开条例》").split("号")[0] in text


@pytest.mark.parametrize("kind_id", LETTERS)
def test_each_mandatory_detail_that_is_not_given_is_named_and_no_other(kind_id):
    for detail in kinds()[kind_id].details:
        given = facts(kind_id)
        without = {key: text for key, text in given.details.items() if key != detail.key}
        letter = draft(kind_id, replace(given, details=without), settings())
        assert [gap.place for gap in letter.gaps] == [detail.place] * detail.mandatory
        assert (f"待填：{detail.place}" in whole(letter)) == detail.mandatory


@pytest.mark.parametrize("kind_id", LETTERS)
def test_a_letter_of_no_facts_says_every_part_that_its_places_fill(kind_id):
    kind = kinds()[kind_id]
    nothing = {"details": {}, "steps": Steps(), "items": (), "withheld": (), "annexes": (), "fee": None}
    unknown = {"dated_on": None, "serial": None, "due_on": None, "due_reason": "", "outcome": "", "tracking": None}
    bare = replace(facts(), **nothing, **unknown)
    letter = draft(kind_id, bare, settings())
    said = {gap.place for gap in letter.gaps}
    assert {detail.place for detail in kind.details if detail.mandatory} <= said
    assert ("文号" in said) == (kind.series != "none")
    assert "成文日期" in said
    assert ("受文人" in said) == (not kind.to_applicant)


def test_a_letter_is_not_sent_before_the_day_it_bears():
    letter = draft("reply_not_exist", facts("reply_not_exist"), settings())
    assert before_sending(letter, date(2026, 4, 10)) == ()
    assert before_sending(letter, date(2026, 4, 9)) == (
        "成文日期2026年4月10日晚于发出日期2026年4月9日。请核对这两个日期。",
    )


def test_the_facts_are_told_with_their_days():
    text = draft("reply_not_exist", facts("reply_not_exist"), settings()).text_of(Part.FACTS)
    assert text.startswith(
        "您于2026年3月2日通过互联网提出的政府信息公开申请（编号：示街申〔2026〕3号）收悉，收到申请之日为2026年3月3日"
    )
    for told in (
        "2026年3月5日告知您作出补正", "2026年3月9日收到补正", "2026年3月10日就公开事宜书面征求第三方的意见",
        "2026年3月20日告知您延长答复期限15个工作日",
    ):  # fmt: skip
        assert told in text


def test_brackets_do_not_stand_in_brackets():
    made = facts("reply_not_exist")
    made = replace(
        made, application=replace(made.application, received_rule="双方确认之日（《条例》第三十一条第三项）")
    )
    text = draft("reply_not_exist", made, settings()).text_of(Part.FACTS)
    assert "2026年3月3日（双方确认之日，《条例》第三十一条第三项）。" in text


def test_what_did_not_happen_is_not_told():
    text = draft("reply_not_exist", facts("reply_not_exist", steps=Steps()), settings()).text_of(Part.FACTS)
    assert len(text.split("\n")) == 2
    assert not any(word in text for word in ("补正", "征求", "延长", "收费"))


def test_the_course_comes_out_of_the_entries_of_the_case():
    entries = [
        Event(id="1", act=Act.SUBMIT, on=date(2026, 3, 2), channel=Channel.COUNTER),
        Event(id="2", act=Act.ASK_SUPPLEMENT, on=date(2026, 3, 4)),
        Event(id="3", act=Act.SUPPLEMENT, on=date(2026, 3, 9)),
        Event(id="4", act=Act.CONSULT, on=date(2026, 3, 10), key="丙公司"),
        Event(id="5", act=Act.CONSULT, on=date(2026, 3, 11), key="丁局", organ=True),
        Event(id="6", act=Act.RECEIVE_OPINION, on=date(2026, 3, 16), key="丙公司"),
        Event(id="7", act=Act.EXTEND, on=date(2026, 3, 20), days=10),
        Event(id="8", act=Act.EXTEND, on=date(2026, 3, 21), days=15),
        Event(id="9", act=Act.CORRECT, on=date(2026, 3, 21), cancels="7"),
    ]
    found = steps_of(reversed(entries))
    assert found == Steps(
        supplement_asked_on=date(2026, 3, 4),
        supplemented_on=date(2026, 3, 9),
        consultations=(
            Consulted(who="第三方", sent_on=date(2026, 3, 10), answered_on=date(2026, 3, 16)),
            Consulted(who="共同制作机关", sent_on=date(2026, 3, 11)),
        ),
        extended_on=date(2026, 3, 21),
        extended_by=15,
    )
    text = draft("reply_not_exist", facts("reply_not_exist", steps=found), settings()).text_of(Part.FACTS)
    assert "丙公司" not in text  # a third party is not named to the applicant
    assert "共同制作机关的意见，期限内未收到意见" in text


def test_every_place_tells_its_source():
    letter = draft("reply_refused_4", facts("reply_refused_4"), settings())
    sources = {filled.place: filled.source for filled in letter.filled}
    assert sources["申请内容"] == "申请登记"
    assert sources["补正告知日期"] == "办理记录"
    assert sources["联系电话"] == "机关设置"
    assert sources["第三方意见"] == "拟稿填写"
    assert sources["依据条款"] == "办理结果与法律规则"
    assert "先申请行政复议（《行政复议法》第二十三条第一款第四项）" in sources["救济途径"]
    assert all(sources.values())


def test_the_number_is_of_the_series_of_the_letter_and_the_year_of_its_date():
    assert draft("reply_not_exist", facts("reply_not_exist"), settings()).number == "示街公开〔2026〕5号-答"
    assert draft("letter_extension", facts("letter_extension"), settings()).number == "示街公开〔2026〕5号-告"
    assert draft("letter_receipt", facts("letter_receipt"), settings()).number == ""
    own = settings(reply_number="{代字}公复〔{年}〕{序号}号")
    assert draft("reply_other", facts("reply_other"), own).number == "示街公开公复〔2026〕5号"


def test_a_fee_notice_tells_the_sum_and_its_calculation_and_none_is_lawful_below_the_scale():
    text = draft("letter_fee_notice", facts("letter_fee_notice"), settings()).text_of(Part.CONTENT)
    assert "应缴金额：200元" in text
    assert "第11至12件每件100元，计200元" in text
    free = draft("letter_fee_notice", facts("letter_fee_notice", fee=items_fee(10)), settings())
    assert any("不到收费标准的不能收费" in sentence for sentence in missing(free))


def test_a_receipt_tells_the_due_date_or_why_there_is_none():
    text = draft("letter_receipt", facts("letter_receipt"), settings()).text_of(Part.CONTENT)
    assert "答复期限：2026年4月20日。\n推算：收到补正的申请之日起20个工作日。" in text
    assert "查询码：春江花月" in text
    made = facts("letter_receipt", due_on=None, due_reason="还没有与申请人确认，答复期限尚未起算。")
    waiting = draft(
        "letter_receipt", replace(made, application=replace(made.application, received_on=None)), settings()
    )
    assert missing(waiting) == ()
    assert "答复期限：还没有与申请人确认，答复期限尚未起算。" in waiting.text_of(Part.CONTENT)
    assert "推算" not in waiting.text_of(Part.CONTENT)


def test_letters_to_others_do_not_name_the_applicant_and_never_fall_back_on_the_applicant():
    for kind_id in ("letter_consult_third_party", "letter_consult_coproducer", "letter_notice_third_party"):
        letter = draft(kind_id, facts(kind_id), settings())
        assert letter.addressee == "乙公司"
        assert "甲某某" not in whole(letter)
        lost = draft(kind_id, facts(kind_id, addressee=""), settings())
        assert lost.addressee == ""
        assert missing(lost) == ("缺少受文人的姓名或者名称。请写明发给谁。",)


def test_a_partial_answer_lists_what_is_withheld_with_reason_and_article_and_needs_the_open_part():
    letter = draft("reply_partial", facts("reply_partial"), settings())
    withheld = "1．第3页的报价：属于商业秘密（《中华人民共和国政府信息公开条例》第十五条、第三十二条）。"
    assert withheld in letter.text_of(Part.REASONS)
    bare = draft("reply_partial", facts("reply_partial", annexes=(), withheld=()), settings())
    assert [gap.place for gap in bare.gaps] == ["不予公开的部分", "附件"]


def test_an_answer_by_items_holds_what_each_letter_would_say_and_names_what_an_item_lacks():
    letter = draft("reply_by_item", facts("reply_by_item"), settings())
    text = letter.text_of(Part.DECISION) + letter.text_of(Part.REASONS)
    assert "（一）关于“补偿方案”" in text
    assert "（二）关于“评估报告”" in text
    assert "本机关决定对该信息不予公开。" in text
    items = (Item(content="", outcome="refused_law_forbids", details={"law": "某办法"}), *facts().items)
    lacking = draft("reply_by_item", facts("reply_by_item", items=items), settings())
    assert [sentence[:4] for sentence in missing(lacking)] == ["第一项："] * 3
    assert {gap.place for gap in lacking.gaps} == {"申请内容", "法律依据", "禁止公开的理由"}


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["granted_provided"] * 2, "granted_provided"),
        (["granted_provided", "refused_third_party"], "partial"),
        (["granted_already_public", "partial"], "partial"),
        (["granted_provided", "unavailable_not_exist"], None),
        (["refused_deliberative", "refused_third_party"], None),
        (["granted_provided", "refused_third_party", "unprocessed_petition"], None),
    ],
)
def test_several_outcomes_make_one_only_where_it_is_a_partial_answer(codes, code):
    assert single_code(codes) == code


def test_annexes_are_numbered_where_there_are_several():
    two = (Annex(title="方案", pages=12), Annex(title="图纸", form="光盘"), Annex(title="说明"))
    assert draft("reply_partial", facts("reply_partial", annexes=two), settings()).annexes == (
        "1．方案（12页）", "2．图纸（光盘）", "3．说明",
    )  # fmt: skip


def test_a_choice_outside_the_list_and_a_law_without_article_are_told():
    made = facts("reply_refused_5")
    wrong = draft("reply_refused_5", replace(made, details={**made.details, "sort": "其他"}), settings())
    assert missing(wrong) == ("“内部事务的类别”应当是人事管理、后勤管理、内部工作流程中的一项。",)
    made = facts("reply_refused_2")
    vague = draft("reply_refused_2", replace(made, details={**made.details, "law": "有关规定"}), settings())
    assert "写作《……法》第……条" in missing(vague)[0]


@pytest.mark.parametrize("kind_id", FORMS)
def test_a_blank_form_has_its_grid_and_nothing_of_a_case(kind_id):
    letter = blank(kind_id, settings())
    (table,) = letter.blocks
    assert isinstance(table, Table)
    assert all(sum(cell.columns for cell in row) == len(table.columns) for row in table.rows)
    assert "甲某某" not in whole(letter)
    assert missing(letter) == ()


def test_the_application_form_asks_only_for_what_the_law_names_and_ticks_the_kind():
    form = blank("form_application", settings())
    labels = [cell.text for row in form.blocks[0].rows for cell in row if cell.label]
    assert not any(word in "".join(labels) for word in ("用途", "身份证号", "单位性质", "职业"))
    assert "□自然人　□商业企业　□科研机构　□社会公益组织　□法律服务机构　□其他" in whole(form)
    assert "☑自然人　□商业企业" in whole(draft("form_application", facts("form_application"), settings()))


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind, match="没有“reply_maybe”这一种文书"):
        draft("reply_maybe", facts(), settings())


def test_item_details_of_every_outcome_can_be_given():
    for code in outcomes():
        items = (Item(content="文件", outcome=code, details=item_details(code)), facts().items[0])
        assert missing(draft("reply_by_item", facts("reply_by_item", items=items), settings())) == (), code
