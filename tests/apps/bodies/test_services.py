"""Every change to bodies and people: what it does, its one row of the log, and what is refused."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies import services
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import BodyIsClosed, NotAllowed, RuleError
from gongkai.apps.bodies.models import Kind, PublicBody, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.selectors import setting_on, within
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return factories.body(name="甲区人民政府", short_name="甲区")


@pytest.fixture
def admin(top):
    return factories.holder(Role.PLATFORM_ADMINISTRATOR, top)


@pytest.fixture
def street(top):
    return factories.body(top, name="乙街道办事处", short_name="乙街道")


def last(act: Act) -> Entry:
    """The row just written, which must be the only one since."""
    entry = Entry.objects.latest("number")
    assert entry.act == act
    assert list(verify()) == []
    return entry


CALLS = {
    Act.CREATE_BODY: lambda by, body: services.create_body(
        by=by, parent=body, slug="new", kind=Kind.BUREAU, name="丙局", short_name="丙局", now=NOON
    ),
    Act.RENAME_BODY: lambda by, body: services.rename_body(by=by, body=body, name="丁", short_name="丁", now=NOON),
    Act.EDIT_BODY: lambda by, body: services.edit_body(by=by, body=body, profile={"phone": "0000-1"}, now=NOON),
    Act.CLOSE_BODY: lambda by, body: services.close_body(by=by, body=body, successor=None, now=NOON),
    Act.ADD_OFFICE: lambda by, body: services.add_office(by=by, body=body, name="党政办公室", now=NOON),
    Act.ADD_COMMUNITY: lambda by, body: services.add_community(by=by, body=body, name="河滨社区", now=NOON),
    Act.ADD_DOCUMENT_WORD: lambda by, body: services.add_document_word(by=by, body=body, word="乙街办发", now=NOON),
    Act.SET_SETTING: lambda by, body: services.set_setting(
        by=by, body=body, key=Key.COURT, value="甲区人民法院", from_on=TODAY, now=NOON
    ),
    Act.GRANT_ROLE: lambda by, body: services.grant_role(
        by=by, user=factories.user(), body=body, role=Role.CONTRIBUTOR, now=NOON
    ),
}


@pytest.mark.parametrize("act", CALLS, ids=str)
def test_an_act_writes_one_row_with_who_and_when(act, admin, street):
    before = Entry.objects.count()
    CALLS[act](admin, street)
    entry = last(act)
    assert Entry.objects.count() == before + 1
    assert (entry.actor_id, entry.actor_name, entry.at) == (str(admin.pk), admin.name, NOON)
    assert entry.summary.startswith(f"{act.label}：")


@pytest.mark.parametrize("act", CALLS, ids=str)
def test_an_act_without_the_role_is_refused_and_leaves_nothing(act, street):
    person = factories.holder(Role.SECRECY_REVIEWER, street)
    before = Entry.objects.count(), PublicBody.objects.count()
    with pytest.raises(NotAllowed):
        CALLS[act](person, street)
    assert (Entry.objects.count(), PublicBody.objects.count()) == before


@pytest.mark.parametrize("act", CALLS, ids=str)
def test_an_act_on_a_closed_body_is_refused(act, admin, street):
    services.close_body(by=admin, body=street, successor=None, now=NOON)
    with pytest.raises(BodyIsClosed, match="乙街道办事处已经撤销"):
        CALLS[act](admin, street)


def test_a_body_at_the_top_is_made_on_the_server_only(admin):
    with pytest.raises(NotAllowed, match="服务器"):
        services.create_body(
            by=admin, parent=None, slug="x", kind=Kind.DISTRICT, name="戊区", short_name="戊", now=NOON
        )


def test_an_address_is_given_once(admin, street):
    with pytest.raises(RuleError, match="已经被别的机关使用"):
        services.create_body(
            by=admin, parent=street, slug=street.slug, kind=Kind.BUREAU, name="己局", short_name="己", now=NOON
        )


def test_a_renamed_body_keeps_its_former_name(admin, street):
    services.rename_body(by=admin, body=street, name="新街道办事处", short_name="新街道", now=NOON)
    assert [(one.name, one.until_on) for one in street.former_names.all()] == [("乙街道办事处", TODAY)]
    entry = last(Act.RENAME_BODY)
    assert json.loads(entry.before)["name"] == "乙街道办事处"
    assert json.loads(entry.after)["name"] == "新街道办事处"
    with pytest.raises(RuleError, match="相同"):
        services.rename_body(by=admin, body=street, name="新街道办事处", short_name="新街道", now=NOON)


def test_an_edit_logs_what_changed_and_nothing_else(admin, street):
    services.edit_body(by=admin, body=street, profile={"phone": "0000-2", "fax": ""}, now=NOON)
    assert (last(Act.EDIT_BODY).before, last(Act.EDIT_BODY).after) == ('{"phone":""}', '{"phone":"0000-2"}')
    with pytest.raises(RuleError, match="没有改动"):
        services.edit_body(by=admin, body=street, profile={"phone": "0000-2"}, now=NOON)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("site_code", "123"),
        ("icp", "备00000000号"),
        ("police_record", "公网安备1号"),
        ("postcode", "1"),
        ("email", "x"),
    ],
)
def test_a_mark_that_is_written_wrong_is_refused_by_its_field(field, value, admin, street):
    with pytest.raises(ValidationError) as caught:
        services.edit_body(by=admin, body=street, profile={field: value}, now=NOON)
    assert set(caught.value.message_dict) == {field}
    street.refresh_from_db()
    assert getattr(street, field) == ""


def test_marks_that_are_written_right_are_kept(admin, street):
    marks = {"site_code": "0000000001", "icp": "某ICP备00000000号-1", "police_record": "某公网安备 00000000000000号"}
    services.edit_body(by=admin, body=street, profile=marks, now=NOON)
    street.refresh_from_db()
    assert {name: getattr(street, name) for name in marks} == marks


def test_a_body_moves_with_all_below_it(admin, top, street):
    child = factories.body(street)
    grandchild = factories.body(child)
    other = factories.body(top)
    services.move_body(by=admin, body=child, parent=other, now=NOON)
    last(Act.MOVE_BODY)
    assert set(within([PublicBody.objects.get(pk=other.pk)])) == {other, child, grandchild}
    assert set(within([PublicBody.objects.get(pk=street.pk)])) == {street}
    assert PublicBody.objects.get(pk=grandchild.pk).above() == [top.pk, other.pk, child.pk]


def test_a_body_cannot_move_below_itself_or_to_where_it_is(admin, top, street):
    child = factories.body(street)
    with pytest.raises(RuleError, match="下级机关"):
        services.move_body(by=admin, body=street, parent=child, now=NOON)
    with pytest.raises(RuleError, match="已经隶属于"):
        services.move_body(by=admin, body=street, parent=top, now=NOON)


def test_a_body_closes_after_those_below_it_and_loses_nothing(admin, top, street):
    child, heir = factories.body(street), factories.body(top)
    office = services.add_office(by=admin, body=child, name="科室", now=NOON)
    with pytest.raises(RuleError, match="还有下级机关"):
        services.close_body(by=admin, body=street, successor=None, now=NOON)
    services.close_body(by=admin, body=child, successor=heir, now=NOON)
    last(Act.CLOSE_BODY)
    kept = PublicBody.objects.get(pk=child.pk)
    assert (kept.closed_on, kept.successor, list(kept.offices.all())) == (TODAY, heir, [office])
    with pytest.raises(RuleError, match="不能承接"):
        services.close_body(by=admin, body=street, successor=kept, now=NOON)


@pytest.mark.parametrize("add", [services.add_office, services.add_community])
def test_a_unit_stands_once_in_a_body(add, admin, top, street):
    add(by=admin, body=street, name="甲", now=NOON)
    add(by=admin, body=top, name="甲", now=NOON)
    with pytest.raises(RuleError, match="已经有"):
        add(by=admin, body=street, name="甲", now=NOON)


def test_no_two_bodies_share_a_document_word(admin, top, street):
    services.add_document_word(by=admin, body=top, word="甲政发", now=NOON)
    with pytest.raises(RuleError, match="已由甲区人民政府使用"):
        services.add_document_word(by=admin, body=street, word="甲政发", now=NOON)


def test_a_setting_is_dated_typed_and_inherited(admin, top, street):
    def value(body, day):
        return setting_on(body, Key.PROACTIVE_TERM, date.fromisoformat(day))

    for body, days, day in ((top, "20", "2025-01-01"), (street, "7", "2026-01-01"), (street, "5", "2026-02-01")):
        services.set_setting(
            by=admin, body=body, key=Key.PROACTIVE_TERM, value=days, from_on=date.fromisoformat(day), now=NOON
        )
    assert [value(street, day) for day in ("2024-12-31", "2025-12-31", "2026-01-31", "2026-02-01")] == [None, 20, 7, 5]
    assert value(top, "2026-02-01") == 20


@pytest.mark.parametrize("value", ["0", "21", "二十", ""])
def test_a_setting_of_the_wrong_type_is_refused_with_what_it_takes(value, admin, street):
    with pytest.raises(RuleError, match="应为1 到 20 之间的整数"):
        services.set_setting(by=admin, body=street, key=Key.PROACTIVE_TERM, value=value, from_on=TODAY, now=NOON)


class TestRoles:
    def test_the_general_office_gives_the_role_of_a_contributor_and_no_other(self, street):
        office = factories.holder(Role.GENERAL_OFFICE, street)
        person = factories.user()
        services.grant_role(by=office, user=person, body=street, role=Role.CONTRIBUTOR, now=NOON)
        with pytest.raises(NotAllowed, match="平台管理员"):
            services.grant_role(by=office, user=person, body=street, role=Role.APPROVING_LEADER, now=NOON)

    def test_the_general_office_takes_no_role_it_could_not_give(self, street):
        office = factories.holder(Role.GENERAL_OFFICE, street)
        grant = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        with pytest.raises(NotAllowed):
            services.end_role(by=office, grant=grant, now=NOON)

    def test_a_person_holds_roles_in_several_bodies_but_none_twice(self, admin, top, street):
        person = factories.user()
        for body in (top, street):
            factories.grant(Role.DISCLOSURE_OFFICER, body, person)
        with pytest.raises(RuleError, match="不必重复"):
            factories.grant(Role.DISCLOSURE_OFFICER, street, person)

    def test_a_unit_must_be_of_the_body(self, admin, top, street):
        office = services.add_office(by=admin, body=top, name="科", now=NOON)
        with pytest.raises(RuleError, match="不属于"):
            factories.grant(Role.CONTRIBUTOR, street, factories.user(), unit=office)

    def test_the_last_administrator_stays(self, admin, top):
        with pytest.raises(RuleError, match="最后一位平台管理员"):
            services.end_role(by=admin, grant=admin.grants.get(), now=NOON)
        factories.holder(Role.PLATFORM_ADMINISTRATOR, top)
        services.end_role(by=admin, grant=admin.grants.get(), now=NOON)
        last(Act.END_ROLE)

    def test_a_role_ends_once_and_its_row_stays(self, admin, street):
        grant = factories.grant(Role.CONTRIBUTOR, street, factories.user())
        ended = services.end_role(by=admin, grant=grant, now=NOON)
        assert ended.until_on == TODAY
        with pytest.raises(RuleError, match="已于"):
            services.end_role(by=admin, grant=grant, now=NOON)

    @pytest.mark.parametrize(("first", "final"), [(2, 1), (-3, -1)], ids=["turned", "past"])
    def test_days_of_a_substitute_must_make_sense(self, street, first, final):
        grant = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        with pytest.raises(RuleError, match="截止日期"):
            services.name_substitute(
                by=grant.user,
                grant=grant,
                substitute=factories.user(),
                from_on=TODAY + timedelta(days=first),
                until_on=TODAY + timedelta(days=final),
                now=NOON,
            )

    def test_a_stranger_names_no_substitute_and_nobody_is_their_own(self, street):
        grant = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        typed = {"grant": grant, "from_on": TODAY, "until_on": TODAY, "now": NOON}
        with pytest.raises(NotAllowed):
            services.name_substitute(by=factories.user(), substitute=factories.user(), **typed)
        with pytest.raises(RuleError, match="不能代"):
            services.name_substitute(by=grant.user, substitute=grant.user, **typed)
        services.name_substitute(by=SERVER, substitute=factories.user(), **typed)
        last(Act.NAME_SUBSTITUTE)


def test_the_sql_of_people_never_deletes(admin):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        User.objects.filter(pk=admin.pk).delete()
