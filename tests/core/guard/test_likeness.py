"""How alike two texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.guard.likeness import NEAR, distance, fingerprint, likeness

NOTICE = (
    "经本人申请、社区入户调查、街道审核，拟给予下列家庭临时救助。现将名单予以公示，公示期为七日。公示期内如有异议，"
    "请以书面形式向街道民政办公室反映，反映人应当写明真实姓名和联系方式。逾期不再受理，由街道办事处按程序办理。"
)
OTHER = (
    "因管网改造，定于本周六八时至十八时对解放路沿线停水，请沿线居民提前储水，给您带来不便，敬请谅解。"
    "供水热线全天受理咨询。"
)
texts = st.text(alphabet=st.sampled_from("公示期内如有异议请以书面形式反映0123，。 "), max_size=80)


@given(texts, texts)
def test_likeness_is_a_share_and_the_same_both_ways(one, two):
    here, there = likeness(one, two), likeness(two, one)
    assert here.common == there.common
    assert (here.of_first, here.of_second) == (there.of_second, there.of_first)
    assert 0 <= here.common <= min(here.of_first, here.of_second) <= 1


@given(texts)
def test_a_text_is_like_itself_whatever_its_blanks(text):
    spaced = "  ".join(text)
    assert likeness(text, spaced).common == (1.0 if any(sign.isalnum() for sign in text) else 0.0)
    assert fingerprint(text) == fingerprint(spaced)


@pytest.mark.parametrize(
    ("other", "near"),
    [
        pytest.param(NOTICE.replace("七日", "五日"), True, id="one-word-changed"),
        pytest.param("西关街道：" + NOTICE, True, id="a-salutation-more"),
        pytest.param(OTHER, False, id="another-notice"),
    ],
)
def test_near_duplicates_have_near_fingerprints_and_others_have_not(other, near):
    assert (likeness(NOTICE, other).common > 0.8) is near
    assert (distance(fingerprint(NOTICE), fingerprint(other)) < NEAR) is near


def test_a_text_that_holds_another_is_told_by_its_share():
    assert likeness(NOTICE, f"{OTHER}{NOTICE}").of_first == 1.0
    assert likeness(NOTICE, f"{OTHER}{NOTICE}").of_second < 0.8


def test_an_empty_text_is_like_none():
    assert likeness("", "，。").common == 0.0
    assert fingerprint("") == 0
