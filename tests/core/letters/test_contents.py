"""What the rules say each letter must contain, and where in the letter it stands; a golden letter of each stage."""

import io

import docx
import pytest

from gongkai.core.law.outcomes import MANDATORY_PARTS, missing_parts, outcomes
from gongkai.core.letters.completeness import missing
from gongkai.core.letters.drafting import draft
from gongkai.core.letters.kinds import Series, Stage, kind, kinds, letter_for
from gongkai.core.letters.parts import Part
from gongkai.core.letters.writers import render
from tests.core.letters.factories import facts, settings

# For each outcome, in the order of `contains`: the mandatory place that holds it, or words of the wording itself.
CONTAINS = {
    "granted_already_public": ["获取途径"],
    "granted_provided": ["提供方式", "形式不同的理由"],
    "granted_third_party_override": ["公共利益的理由", "告知第三方的情况"],
    "partial": ["提供方式", "不予公开的部分"],
    "refused_state_secret": ["已依法确定为国家秘密"],
    "refused_law_forbids": ["法律依据"],
    "refused_security_stability": ["危及的方面", "危及的理由"],
    "refused_third_party": ["权益种类", "第三方意见", "公共利益判断"],
    "refused_internal_affairs": ["内部事务的类别"],
    "refused_deliberative": ["过程性信息的类别", "有无应当公开的规定"],
    "refused_enforcement_file": ["案卷", "有无应当公开的规定"],
    "refused_admin_query": ["法律依据", "查询的地点"],
    "unavailable_not_exist": ["检索情况"],
    "unavailable_not_responsible": ["不负责公开的理由", "负责公开的机关"],
    "unavailable_needs_creation": ["需要加工的理由", "不能区分处理的说明"],
    "unavailable_still_unclear": ["仍不明确的内容", "补正收到日期"],
    "unprocessed_petition": ["不作为政府信息公开申请处理"],
    "unprocessed_repeated": ["首次答复文号", "申请公开同一政府信息"],
    "unprocessed_publication": ["获取出版物的途径"],
    "unprocessed_excessive": ["申请的数量和频次", "要求说明理由日期", "理由不合理的原因"],
    "unprocessed_confirm_again": ["获取信息的时间"],
    "closed_no_supplement": ["补正告知书送达日期", "没有正当理由"],
    "closed_unpaid": ["收费金额", "缴费期限届满日期"],
    "closed_withdrawn": ["撤回的方式"],
    "closed_other": ["处理的理由"],
}
# Only where there is something to tell: art. 40, and the responsible organ where it can be determined.
IF_ANY = {"形式不同的理由", "负责公开的机关"}

# Contents of the interim letters, outcomes.md part 5.
INTERIM = {
    "letter_receipt": ["申请编号", "收到申请之日", "提交方式", "答复期限", "联系方式"],
    "letter_supplement": ["补正事项", "补正指引", "补正期限", "视为放弃申请"],
    "letter_extension": ["答复期限届满日", "延长工作日数", "延期的理由", "负责人同意"],
    "letter_ask_reasons": ["申请的数量和频次", "说明理由的期限", "不予处理"],
    "letter_consult_third_party": ["涉及的信息", "可能涉及的权益", "15个工作日", "由本机关依法决定是否公开"],
    "letter_consult_coproducer": ["15个工作日", "视为同意公开"],
    "letter_notice_third_party": ["公开的内容", "公共利益的理由"],
    "letter_fee_notice": ["依据条款", "计费过程", "收费金额", "缴纳方式", "20个工作日", "视为放弃申请"],
    "letter_deferred": ["答复期限届满日"],
    "letter_consult_notice_applicant": ["不计算在答复期限内"],
    "letter_assist_request": ["需要协助的事项"],
}

# The full set of outcomes.md part 5.
FULL_SET = {
    *INTERIM, "reply_granted_public", "reply_granted_provided", "reply_granted_override", "reply_partial",
    *(f"reply_refused_{number}" for number in range(1, 9)), "reply_not_exist", "reply_not_responsible",
    "reply_needs_creation", "reply_still_unclear", "reply_petition", "reply_repeated", "reply_publication",
    "reply_excessive", "reply_confirm_again", "reply_abandoned_supplement", "reply_abandoned_fee", "reply_withdrawn",
    "form_service_proof", "form_archive_cover", "letter_correction_done", "letter_correction_refused",
    "letter_correction_forwarded", "form_recon_answer", "form_evidence_list", "form_court_defence",
    "form_review_approval", "form_application", "form_registration", "form_consult_reply",
}  # fmt: skip


def test_the_full_set_of_the_rules_is_there():
    assert FULL_SET - set(kinds()) == set()


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_what_a_letter_must_contain_has_a_place_that_cannot_be_left_out(code):
    found = kind(letter_for(code))
    assert len(CONTAINS[code]) >= len(outcomes()[code].contains)
    for what in CONTAINS[code]:
        if what in IF_ANY:
            assert what in {detail.place for detail in found.details}
            assert f"{{{what}}}" in found.text
        else:
            assert what in found.mandatory or what in found.text.replace("{您}", "您"), what
            assert what in found.text


@pytest.mark.parametrize("kind_id", sorted(INTERIM))
def test_what_an_interim_letter_must_contain_has_a_place_that_cannot_be_left_out(kind_id):
    found = kind(kind_id)
    for what in INTERIM[kind_id]:
        assert what in found.text, what
        if f"{{{what}}}" in found.text and what != "联系方式":
            assert what in found.mandatory, what


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_a_final_letter_has_the_mandatory_parts_of_the_law(code):
    letter = draft(letter_for(code), facts(letter_for(code)), settings())
    parts = {part.value: letter.text_of(part) for part in Part}
    given = {
        **parts,
        "title": "".join(letter.title),
        "number": letter.number,
        "addressee": letter.addressee,
        "annexes": "".join(letter.annexes),
        "signature": f"{letter.organ}{letter.dated_on}",
    }
    # Reasons are asked for by arts. 35, 36 (3), (5), 37, 38; the other letters hold theirs in the finding.
    lacking = set(missing_parts(given)) - {MANDATORY_PARTS["reasons"]}
    assert lacking == set()
    reasons = code.startswith(("refused_", "partial")) and code != "refused_admin_query"
    assert bool(parts["reasons"]) >= (reasons or code in {"unavailable_not_responsible", "unprocessed_excessive"})


def test_series_and_stages_are_as_letters_are_numbered():
    for each in kinds().values():
        assert (each.stage is Stage.FORM) <= (each.series is Series.NONE)
        assert (each.stage is Stage.FINAL) <= (each.series is Series.REPLY)


GOLDEN = [
    ("Title", "示例区示例街道办事处\n政府信息部分公开告知书"),
    ("Normal", "示街公开〔2026〕5号-答"),
    ("Normal", "甲某某："),
    ("Normal", "您于2026年3月2日通过互联网提出的政府信息公开申请（编号：示街申〔2026〕3号）收悉，收到申请之日为2026年3月3日（双方确认之日，《条例》第三十一条第三项）。"),  # noqa: E501
    ("Normal", "您申请公开：“示例路改造工程的补偿方案”。"),
    ("Normal", "因申请内容不明确，本机关于2026年3月5日告知您作出补正。本机关于2026年3月9日收到补正后的申请。"),
    ("Normal", "本机关于2026年3月10日就公开事宜书面征求第三方的意见，于2026年3月16日收到意见。"),
    ("Normal", "本机关于2026年3月12日要求您说明理由。"),
    ("Normal", "本机关于2026年3月20日告知您延长答复期限15个工作日。"),
    ("Normal", "本机关于2026年3月11日发出信息处理费收费通知。"),
    ("Normal", "经检索、审查，您申请公开的信息中含有不应当公开的内容，能够作区分处理。"),
    ("Normal", "本机关决定公开其中可以公开的部分，随本告知书提供纸质复制件；其余部分不予公开。"),
    ("Normal", "不予公开的部分、理由和依据如下："),
    ("Normal", "1．第3页的报价：属于商业秘密（《中华人民共和国政府信息公开条例》第十五条、第三十二条）。"),
    ("Normal", "本答复依据《中华人民共和国政府信息公开条例》第三十七条的规定作出。"),
    ("Normal", "您对本答复不服的，可以自收到之日起60日内，向示例区人民政府（地址：示例区示例路2号）申请行政复议，也可以通过https://fuyi.example.invalid/提出。提起行政诉讼以前，应当先申请行政复议；对复议决定不服的，可以自收到复议决定书之日起15日内向示例区人民法院提起行政诉讼。"),
    ("Normal", "联系单位：示例街道办事处党政办公室；地址：示例区示例路1号（邮政编码000000）；电话：000-00000000；办公时间：工作日9:00至17:00。"),  # noqa: E501
    ("Normal", "特此告知。"),
    ("Normal", "附件：示例路改造工程补偿方案（12页，纸质）"),
    ("Normal", "示例区示例街道办事处"),
    ("Normal", "2026年4月10日"),
]  # fmt: skip


def test_a_golden_letter():
    letter = draft("reply_partial", facts("reply_partial", details={"way": "随本告知书提供纸质复制件。"}), settings())
    assert missing(letter) == ()
    document = docx.Document(io.BytesIO(render(letter, "docx", final=True)))
    assert [(each.style.name, each.text) for each in document.paragraphs] == GOLDEN
