"""The five aspects of section 1, by their sub-headings."""

import pytest

from gongkai.core.report.form import COMMON
from gongkai.core.report.reading.aspects import aspect_of, aspects
from tests.core.report.factories import section

IDS = [head.id for head in COMMON.aspects]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "（一）主动公开情况。甲。\n（二）依申请公开情况。乙。\n（三）政府信息管理情况。丙。\n"
            "（四）政府信息公开平台建设情况。丁。\n（五）监督保障情况。戊。",
            id="brackets-and-full-stops",
        ),
        pytest.param(
            "(一)主动公开方面\n甲。\n(二)依申请公开方面\n乙。\n(三)政府信息管理方面\n丙。\n(四)平台建设方面\n丁。\n(五)监督保障方面\n戊。",
            id="headings-on-lines-of-their-own",
        ),
        pytest.param(
            "1.主动公开：甲。\n2.依申请公开：乙。\n3.政府信息管理：丙。\n4.平台建设：丁。\n5.监督保障：戊。",
            id="figures",
        ),
        pytest.param(
            "一是主动公开。甲。二是依申请公开。乙。三是政府信息管理。丙。四是公开平台。丁。五是监督保障机制。戊。",
            id="all-in-one-paragraph",
        ),
        pytest.param(
            "主动公开情况\n甲。\n依申请公开情况\n乙。\n信息管理情况\n丙。\n平台建设情况\n丁。\n监督保障情况\n戊。",
            id="no-numbers",
        ),
        pytest.param(
            "三、主动公开工作情况\n甲。\n四、政府信息公开申请情况\n乙。\n五、政府信息管理\n丙。\n六、政府信息公开平台建设\n丁。\n"
            "七、监督保障\n戊。",
            id="numbered-on",
        ),
        pytest.param(
            "（一）主動公開情況。甲。\n（二）依申請公開情況。乙。\n（三）政府信息管理情況。丙。\n（四）平臺建設情況。丁。\n（五）監督保障情況。戊。",
            id="traditional",
        ),
    ],
)
def test_five_aspects_are_found_with_their_text(text):
    found = aspects(section("s1", text))
    assert list(found) == IDS
    assert [aspect.text.rstrip("。") for aspect in found.values()] == ["甲", "乙", "丙", "丁", "戊"]


def test_a_lower_level_does_not_take_the_place_of_a_sub_heading():
    text = (
        "（一）主动公开。一是加强平台建设。甲。二是强化监督保障。乙。\n（二）依申请公开。丙。\n（三）政府信息管理。丁。\n"
        "（四）平台建设。戊。\n（五）监督保障。己。"
    )
    found = aspects(section("s1", text))
    assert found["s1.d_platform"].text == "戊。"
    assert found["s1.e_supervision"].text == "己。"


def test_a_missing_aspect_is_left_out():
    found = aspects(section("s1", "（一）主动公开。甲。\n（二）依申请公开。乙。"))
    assert list(found) == ["s1.a_proactive", "s1.b_on_request"]


def test_prose_that_only_mentions_an_aspect_is_no_sub_heading():
    assert aspects(section("s1", "本机关认真做好主动公开、依申请公开和平台建设工作，监督保障到位。")) == {}


@pytest.mark.parametrize("head", COMMON.aspects, ids=lambda head: head.id)
def test_every_wording_of_the_form_data_names_its_aspect(head):
    assert {aspect_of(label) for label in (head.label, *head.also)} == {head.id}
