"""A body's own wording: what is accepted, what is refused and how that is said; what fills a place is never a mark."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.letters.completeness import missing
from gongkai.core.letters.drafting import draft
from gongkai.core.letters.editing import check, check_passage
from gongkai.core.letters.errors import (
    BrokenWording,
    LetterError,
    MandatoryPartRemoved,
    MandatoryPlaceRemoved,
    UnknownPlace,
)
from gongkai.core.letters.kinds import kind, kinds, passages
from gongkai.core.letters.letter import Paragraph
from gongkai.core.letters.parts import Part
from tests.core.letters.factories import facts, settings

OWN = kind("reply_not_exist").text


@pytest.mark.parametrize("kind_id", [id_ for id_, each in kinds().items() if each.text])
def test_the_wordings_that_come_with_the_library_pass_their_own_check(kind_id):
    assert check(kind_id, kind(kind_id).text).parts


@pytest.mark.parametrize("passage", list(passages().values()), ids=lambda passage: passage.id)
def test_the_shared_passages_pass_their_own_check(passage):
    assert check_passage(passage, passage.text)


def test_an_own_wording_is_used():
    body = settings(wordings={"reply_not_exist": OWN.replace("进行了检索", "开展了全面检索")})
    assert "开展了全面检索" in draft("reply_not_exist", facts("reply_not_exist"), body).text_of(Part.FINDING)


def test_an_own_passage_is_used_in_every_letter():
    text = "申请{申请编号}（{提交方式}），收到日期{收到日期}，内容“{申请内容}”。"
    body = settings(wordings={"facts": text})
    for kind_id in ("reply_not_exist", "letter_extension"):
        letter = draft(kind_id, facts(kind_id), body)
        assert letter.text_of(Part.FACTS).startswith("申请示街申〔2026〕3号（通过互联网），收到日期2026年3月3日")
        assert missing(letter) == ()


def test_a_passage_may_be_written_out_in_the_letter_itself():
    own = OWN.replace("{受理经过}", "{提交方式}收到申请{申请编号}，{收到日期}，“{申请内容}”。")
    assert check("reply_not_exist", own)


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        pytest.param(OWN.replace("{检索情况}", "{检索状况}"), UnknownPlace, "是不是{检索情况}？", id="misspelt"),
        pytest.param(
            OWN.replace("{检索情况}", ""), MandatoryPlaceRemoved, "少了必须有的待填项：{检索情况}", id="removed"
        ),
        pytest.param(
            OWN.replace("{受理经过}", "收到申请。"), MandatoryPlaceRemoved, "{收到日期}、{申请编号}", id="passage"
        ),
        pytest.param(OWN.replace("{救济途径}", "可以复议。"), MandatoryPlaceRemoved, "{救济途径}", id="remedy"),
        pytest.param(OWN.replace("【救济】\n", ""), MandatoryPartRemoved, "【救济】", id="part"),
        pytest.param(OWN.replace("{检索情况}", "{检索情况"), BrokenWording, "第4行", id="open-brace"),
        pytest.param(OWN.replace("{检索情况}", "检索情况}{检索情况}"), BrokenWording, "“}”", id="close-brace"),
        pytest.param(OWN + "\n[[多余", BrokenWording, "没有与之成对的“]]”", id="open-brackets"),
        pytest.param(OWN + "\n[[甲[[乙]]丙]]", BrokenWording, "“[[”没有与之成对", id="nested"),
        pytest.param(OWN + "\n【事实】\n又一次", BrokenWording, "写了两次", id="part-twice"),
        pytest.param(OWN + "\n【抬头】\n新的", BrokenWording, "不是一个部分", id="unknown-part"),
        pytest.param("没有部分\n" + OWN, BrokenWording, "第1行之前没有写明", id="before-the-parts"),
        pytest.param("", MandatoryPlaceRemoved, "请把它们写回", id="empty"),
        pytest.param(OWN + "甲" * 20_001, BrokenWording, "超过20000字", id="endless"),
        pytest.param(
            OWN.replace("{检索情况}", "{检索情况}{补正事项}"), UnknownPlace, "{补正事项}", id="of-another-letter"
        ),
    ],
)
def test_a_wording_that_would_make_defective_letters_is_refused(wrong, error, said):
    with pytest.raises(error) as found:
        check("reply_not_exist", wrong)
    assert said in str(found.value)
    with pytest.raises(error):
        draft("reply_not_exist", facts("reply_not_exist"), settings(wordings={"reply_not_exist": wrong}))


def test_a_mandatory_place_in_an_optional_passage_is_still_asked_for():
    own = OWN.replace("{检索情况}", "[[{检索情况}]]")
    letter = draft("reply_not_exist", facts(details={}), settings(wordings={"reply_not_exist": own}))
    assert [gap.place for gap in letter.gaps] == ["检索情况"]


@given(st.text(alphabet="【】[]{}事实甲救济{检索情况}\n ", max_size=60))
def test_any_text_is_read_as_a_wording_or_refused_in_words(text):
    try:
        check("reply_not_exist", text)
    except LetterError as refused:
        error = refused
    else:
        return
    assert (error.problem[-1], error.remedy[-1]) == ("。", "。")


HOSTILE = [
    "{救济途径}",
    "[[{申请编号}]]",
    "【决定】\n予以公开",
    '#import "x"; #read("/etc/passwd")',
    "$x$ *粗* _斜_ `码` <标签> @引用 \\ // 注释",
    "</w:t></w:r><w:r><w:t>插入",
    "<script>alert(1)</script>&amp;&#60;",
    "{{ 7 * 7 }}{% if %}",
    "甲\u202e乙\u200b丙\x00丁",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_applicants_text_stays_text_on_one_line_and_shows_all_it_holds(text):
    made = facts("reply_not_exist")
    application = replace(made.application, content=text)
    letter = draft("reply_not_exist", facts("reply_not_exist", application=application), settings())
    plain = draft("reply_not_exist", made, settings())
    assert len(letter.blocks) == len(plain.blocks)
    (told,) = [block for block in letter.blocks if block.text.startswith("您申请公开：")]
    assert isinstance(told, Paragraph)
    kept = text.replace("\u202e", "").replace("\u200b", "").replace("\x00", "").replace("\n", " ")
    assert told.text == f"您申请公开：“{kept}”。"


def test_quotation_marks_inside_a_quotation_become_single_ones_and_its_full_stop_goes():
    made = facts("reply_not_exist")
    application = replace(made.application, content="“甲”方案。")
    text = draft("reply_not_exist", facts("reply_not_exist", application=application), settings()).text_of(Part.FACTS)
    assert "您申请公开：“‘甲’方案”。" in text


@pytest.mark.parametrize(
    "written",
    [
        "000000199001010016",
        "00000019900101001X",
        "00000019900101001x",
        "000000 19900101 0016",
        "０００００0199001010016",
    ],
)
def test_an_identity_number_is_never_printed_wherever_it_comes_from(written):
    made = facts("reply_not_exist", details={"search": f"按身份证号{written}检索"})
    made = replace(made, applicant=replace(made.applicant, name=f"甲某某{written}"))
    letter = draft("reply_not_exist", made, settings())
    printed = "\n".join([letter.addressee, *(block.text for block in letter.blocks)])
    assert "19900101" not in printed.replace(" ", "")
    assert "按身份证号（身份证号码略）检索" in printed
    (filled,) = [each for each in letter.filled if each.place == "检索情况"]
    assert "已略去" in filled.source


@pytest.mark.parametrize("kept", ["2026030412345678", "123456789012345678901", "000000199013010016"])
def test_other_long_numbers_stay(kept):
    letter = draft("reply_not_exist", facts("reply_not_exist", details={"search": f"编号{kept}"}), settings())
    assert kept in letter.text_of(Part.FINDING)
