"""Matters: put in, changed from a day on, ended; who may."""

from datetime import date

import pytest

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import content_of, open_work_of
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.services import add_office
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.errors import WrongMatter
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.services import Said
from gongkai.apps.publishing.matters import choices
from gongkai.core.catalogue.words import Carrier, Rhythm
from tests.apps.bodies import factories as people
from tests.apps.catalogue.factories import NOW, START, TODAY, matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return people.body(people.body(), slug="jia", name="甲街道办事处")


def test_a_matter_is_given_the_next_code_of_its_field_and_its_limit_is_read(body):
    first = matter(body, limit="每季度末15个工作日内")
    second = matter(body, "另一件", field="别的领域")

    assert (first.code, second.code) == ("19-001", "00-001")
    assert (first.limit_days, first.limit_working, first.rhythm) == (15, True, Rhythm.QUARTERLY)
    assert Entry.objects.filter(act=Act.KEEP_CATALOGUE).count() == 2


def test_a_change_from_a_later_day_leaves_what_was_before(body):
    old = matter(body)

    new = services.change_matter(
        by=SERVER, matter=old, said=Said("社会救助", "虚构事项", limit="每月"), from_on=date(2026, 7, 1), now=NOW
    )

    assert [one.pk for one in matters.in_force(body, date(2026, 6, 30))] == [old.pk]
    assert [one.pk for one in matters.in_force(body, date(2026, 7, 1))] == [new.pk]
    assert new.code == old.code


def test_what_is_put_right_on_its_first_day_stays_one_version(body):
    old = matter(body)

    services.change_matter(by=SERVER, matter=old, said=Said("社会救助", "改正的名称"), from_on=START, now=NOW)

    assert [one.title for one in matters.versions(body, old.code)] == ["改正的名称"]


def test_an_ended_matter_is_no_longer_chosen_but_a_draft_may_keep_its_code(body):
    kept = matter(body)
    matter(body, "留下的")

    services.end_matter(by=SERVER, matter=kept, until_on=TODAY, reason="目录调整", now=NOW)

    assert [code for code, _name in choices(body, TODAY)] == ["", "19-002"]
    assert (kept.code, f"{kept.code}（目录里现在没有这个代码）") in choices(body, TODAY, kept.code)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param(Said("社会救助", " "), "一级事项", id="no-name"),
        pytest.param(Said("", "虚构"), "领域", id="no-field"),
        pytest.param(Said("社会救助", "虚构", carriers=()), "渠道", id="no-carrier"),
        pytest.param(Said("社会救助", "虚构" * 200), "超过 200 个字", id="too-long"),
        pytest.param(Said("社会救助", "虚构事项"), "已经有", id="there-already"),
    ],
)
def test_what_is_wrong_with_a_matter_is_told(body, said, told):
    matter(body)

    with pytest.raises(WrongMatter, match=told):
        services.add_matter(by=SERVER, body=body, said=said, from_on=START, now=NOW)


def test_nothing_is_changed_twice_or_without_a_reason(body):
    kept = matter(body)

    with pytest.raises(WrongMatter, match="没有改动"):
        services.change_matter(
            by=SERVER, matter=kept, said=Said("社会救助", "虚构事项", limit=kept.limit), from_on=TODAY, now=NOW
        )
    with pytest.raises(WrongMatter, match="原因"):
        services.end_matter(by=SERVER, matter=kept, until_on=TODAY, reason=" ", now=NOW)
    services.end_matter(by=SERVER, matter=kept, until_on=TODAY, reason="目录调整", now=NOW)
    with pytest.raises(WrongMatter, match="不是最新"):
        services.end_matter(by=SERVER, matter=kept, until_on=TODAY, reason="目录调整", now=NOW)


def test_an_office_that_answers_for_a_matter_cannot_be_closed_and_a_body_with_matters_not_deleted(body):
    office = add_office(by=SERVER, body=body, name="虚构科", now=NOW)
    matter(body, unit=office, carriers=(Carrier.WEBSITE, Carrier.BOARD))

    assert "负责的公开事项 1" in map(str, open_work_of(office))
    assert "公开事项 1" in map(str, content_of(body))


def test_a_contributor_may_not_keep_the_catalogue(body):
    somebody = people.holder(Role.CONTRIBUTOR, body)

    with pytest.raises(NotAllowed):
        services.add_matter(by=somebody, body=body, said=Said("社会救助", "虚构"), from_on=START, now=people.NOON)
