"""What holds for any number in any surroundings."""

import string
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.core.guard import inspect_text, mask
from tests.core.guard.labelled import card, identity

FIGURES = "0123456789"
FULL_WIDTH = str.maketrans(FIGURES + "X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans(FIGURES, "〇一二三四五六七八九")
SPELT = str.maketrans(FIGURES, "零壹贰叁肆伍陆柒捌玖")

days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
regions = st.integers(0, 9999).map(lambda number: f"99{number:04}")
serials = st.integers(0, 999).map(lambda number: f"{number:03}")
identities = st.builds(lambda region, day, serial: identity(region + day + serial), regions, days, serials)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
cards = st.from_regex(r"62[0-9]{16}", fullmatch=True).map(card)
# Anything but figures, in whatever writing, and signs that would make the number a part of a longer one.
PARTS = ".-/_·"
surroundings = st.text(
    st.one_of(
        st.characters(exclude_categories=["Nd", "No", "Cs"], exclude_characters=PARTS),
        st.sampled_from("，。：；、（）的是在号西关街道办一二三六九零壹 \n\t"),
    ),
    max_size=30,
)  # fmt: skip
NEUTRAL = "居民王某的"


def kinds_found(text: str) -> list[str]:
    return [finding.kind.id for finding in inspect_text(text)]


@given(surroundings, identities, surroundings)
def test_an_identity_number_is_found_in_any_text_without_other_figures(before, number, after):
    assume(not any(word in before for word in ("码", "单", "号", "次")))
    text = before + number + after
    [finding] = [one for one in inspect_text(text) if one.kind.id == "PII-ID"]
    assert text[finding.start : finding.end] == number
    assert finding.mask == f"{number[:6]}{'*' * 10}{number[-2:]}"


@given(identities, st.sampled_from([FULL_WIDTH, CHINESE, SPELT]), st.sampled_from(["", " ", "-", " "]))
def test_an_identity_number_is_found_in_every_writing(number, writing, between):
    written = between.join([number[:6], number[6:14], number[14:]]).translate(writing)
    findings = inspect_text(f"{NEUTRAL}身份证号{written}")
    assert [finding.kind.id for finding in findings] == ["PII-ID"]


@given(identities, st.integers(1, 9))
def test_an_identity_number_with_another_check_character_is_none(number, step):
    wrong = (FIGURES + "X")[(("X" + FIGURES).index(number[-1]) + step) % 11] if number[-1] != "X" else "5"
    assume(wrong != number[-1])
    assert "PII-ID" not in kinds_found(f"编码{number[:-1]}{wrong}")


@given(surroundings, mobiles, surroundings)
def test_a_mobile_phone_of_a_person_is_found_and_masked(before, number, after):
    assume(after.strip()[:1] not in set("元万亿次人个件吨%％号"))
    assume(after[:1] not in set(string.ascii_letters) and not after.startswith(("平方", "公里", " 平方", " 公里")))
    text = f"{before}\n{NEUTRAL}电话{number}{after}"
    findings = [one for one in inspect_text(text) if one.kind.id == "PII-PHONE"]
    assert [text[one.start : one.end] for one in findings] == [number]
    assert [one.mask for one in findings] == [f"{number[:3]}****{number[-4:]}"]


@given(cards, surroundings)
def test_a_bank_card_is_found_and_masked(number, after):
    assume(not after[:1].isascii() or not after[:1].isalpha())
    text = f"{NEUTRAL}银行卡号{number}{after}"
    findings = [one for one in inspect_text(text) if one.kind.id == "PII-CARD"]
    assert [one.mask for one in findings] == [f"{'*' * 15}{number[-4:]}"]


@given(
    st.lists(
        st.one_of(surroundings, identities, mobiles, cards, st.just("患者王小红"), st.just("家住幸福小区3栋1单元302")),
        max_size=6,
    ).map("".join)
)
def test_a_masked_text_has_its_length_and_no_finding_left(text):
    findings = inspect_text(text)
    masked = mask(text, findings)
    assert len(masked) == len(text)
    again = [one for one in inspect_text(masked) if one.mask]
    assert again == []
    spans = {place for one in findings if one.mask for place in range(one.start, one.end)}
    assert all(masked[place] == sign for place, sign in enumerate(text) if place not in spans)


@given(st.text(max_size=200))
def test_any_text_can_be_inspected_and_what_is_shown_is_in_it(text):
    findings = inspect_text(text)
    assert list(findings) == sorted(findings, key=lambda one: (one.start, one.end, one.kind.id))
    assert all(0 <= one.start < one.end <= len(text) for one in findings)


@given(
    st.lists(
        st.sampled_from(
            [identity("99010119900307691"), "13900000001", "　", "★", "机密", "王小明", "申请人", "\u200b", "九", "-"]
        ),
        max_size=12,
    ).map("".join)
)
def test_no_finding_shows_what_it_masks(text):
    number = identity("99010119900307691")
    for finding in inspect_text(text):
        assert number not in finding.shown + finding.around
