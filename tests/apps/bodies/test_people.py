"""People change their name, move and go; offices and substitutions end; what is open is named, and nothing is lost."""

import json
from datetime import timedelta

import pytest
from django.db.models import ProtectedError

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies import questions, services
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import Invitation, PublicBody, RoleGrant, StaffSession, Substitution
from gongkai.apps.bodies.permissions import SERVER, may
from gongkai.apps.bodies.roles import Act, Role
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, PASSWORD, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return factories.body(name="甲区人民政府")


@pytest.fixture
def street(top):
    return factories.body(top, name="乙街道办事处", slug="yi")


@pytest.fixture
def admin(top):
    return factories.holder(Role.PLATFORM_ADMINISTRATOR, top)


@pytest.fixture
def answering():
    """`answering(signal, lines)`: an app that answers a question with these lines."""
    connected = []

    def connect(signal, *lines):
        def receiver(sender, of, **more):
            return [questions.Counted(*line) for line in lines]

        signal.connect(receiver)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def last(act):
    entry = Entry.objects.latest("number")
    assert entry.act == act
    assert list(verify()) == []
    return entry


class TestName:
    def test_a_person_is_renamed_and_the_log_keeps_the_name_of_then(self, admin, street):
        person = factories.holder(Role.CONTRIBUTOR, street, name="某旧")
        services.rename_person(by=admin, person=person, name="某新", now=NOON)
        person.refresh_from_db()
        assert person.name == "某新"
        assert last(Act.RENAME_PERSON).summary == "更改人员姓名：某旧改为某新"
        with pytest.raises(RuleError, match="相同"):
            services.rename_person(by=admin, person=person, name="某新", now=NOON)

    def test_who_looks_after_one_body_does_not_reach_a_person_of_two(self, top, street):
        local = factories.holder(Role.PLATFORM_ADMINISTRATOR, street)
        person = factories.holder(Role.CONTRIBUTOR, street)
        factories.grant(Role.CONTRIBUTOR, factories.body(top), person)
        with pytest.raises(NotAllowed):
            services.rename_person(by=local, person=person, name="某新", now=NOON)


class TestGoing:
    def test_roles_substitutions_and_logins_end_at_once_and_every_row_stays(self, admin, street, log_in):
        person, boss = (
            factories.holder(Role.DISCLOSURE_OFFICER, street),
            factories.holder(Role.APPROVING_LEADER, street),
        )
        services.name_substitute(
            by=boss, grant=boss.grants.get(), substitute=person, from_on=TODAY, until_on=TODAY, now=NOON
        )
        browser = log_in(person)
        services.close_account(by=admin, person=person, now=NOON)
        assert browser.get("/desk/").status_code == 302
        assert StaffSession.objects.get(user=person).ended_at == NOON
        assert RoleGrant.objects.get(user=person).until_on == TODAY
        assert Substitution.objects.get().ended_on == TODAY
        person.refresh_from_db()
        assert (person.is_active, person.closed_on) == (False, TODAY)
        assert json.loads(last(Act.CLOSE_ACCOUNT).after)["roles"] == ["乙街道办事处信息专员"]
        assert browser.post("/desk/login/", {"username": person.username, "password": PASSWORD}).status_code == 200

    def test_open_work_is_named_on_the_form_and_in_the_log(self, admin, street, answering, log_in):
        answering(questions.open_work, ("未发布的稿件", 3, "/desk/x/"), ("无", 0))
        person = factories.holder(Role.CONTRIBUTOR, street)
        page = log_in(admin).get(f"/desk/people/{person.pk}/close/").content.decode()
        assert '<a href="/desk/x/">未发布的稿件 3</a>' in page
        assert "无 0" not in page
        services.close_account(by=admin, person=person, now=NOON)
        assert "未办结：未发布的稿件 3" in last(Act.CLOSE_ACCOUNT).summary

    def test_neither_oneself_nor_the_last_administrator_nor_twice(self, admin, top, street):
        with pytest.raises(RuleError, match="自己的账号"):
            services.close_account(by=admin, person=admin, now=NOON)
        with pytest.raises(RuleError, match="最后一位"):
            services.close_account(by=SERVER, person=admin, now=NOON)
        assert admin.grants.get().until_on is None
        person = factories.holder(Role.CONTRIBUTOR, street)
        services.close_account(by=admin, person=person, now=NOON)
        with pytest.raises(RuleError, match="已经停用"):
            services.close_account(by=admin, person=person, now=NOON)

    def test_a_closed_account_gets_no_role_until_it_is_opened_again(self, admin, street):
        person = factories.holder(Role.CONTRIBUTOR, street, password=PASSWORD)
        services.close_account(by=admin, person=person, now=NOON)
        person.refresh_from_db()
        with pytest.raises(RuleError, match="先恢复账号"):
            factories.grant(Role.CONTRIBUTOR, street, person)
        services.reopen_account(by=admin, person=person, now=NOON)
        last(Act.REOPEN_ACCOUNT)
        person.refresh_from_db()
        assert person.is_active
        assert not may(person, Act.HAND_IN, street, on=TODAY)
        factories.grant(Role.CONTRIBUTOR, street, person)
        with pytest.raises(RuleError, match="没有停用"):
            services.reopen_account(by=admin, person=person, now=NOON)

    def test_who_never_took_up_the_invitation_is_not_let_in_by_opening_again(self, admin, street):
        person = factories.holder(Role.CONTRIBUTOR, street, is_active=False)
        Invitation.objects.create(user=person, body=street, token_digest="x", expires_at=NOON)
        services.close_account(by=admin, person=person, now=NOON)
        assert not services.reopen_account(by=admin, person=person, now=NOON).is_active


class TestMoving:
    def test_a_person_goes_on_in_another_body_from_the_same_day(self, admin, top, street):
        other = factories.body(top)
        unit = services.add_office(by=admin, body=other, name="某科", now=NOON)
        grant = factories.grant(Role.CONTRIBUTOR, street, factories.user())
        made = services.move_person(by=admin, grant=grant, body=other, unit=unit, now=NOON)
        grant.refresh_from_db()
        assert (grant.until_on, made.body, made.office, made.role) == (TODAY, other, unit, Role.CONTRIBUTOR)
        entry = last(Act.MOVE_PERSON)
        assert "改任" in entry.summary
        assert not may(grant.user, Act.HAND_IN, street, on=TODAY)
        assert may(grant.user, Act.HAND_IN, other, on=TODAY)
        with pytest.raises(RuleError, match="已经解除"):
            services.move_person(by=admin, grant=grant, body=other, unit=unit, now=NOON)

    def test_the_general_office_moves_its_contributors_between_offices_and_nobody_else(self, top, street):
        office = factories.holder(Role.GENERAL_OFFICE, street)
        unit = services.add_office(by=SERVER, body=street, name="某科", now=NOON)
        grant = factories.grant(Role.CONTRIBUTOR, street, factories.user())
        assert services.move_person(by=office, grant=grant, body=street, unit=unit, now=NOON).office == unit
        leader = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        with pytest.raises(NotAllowed):
            services.move_person(by=office, grant=leader, body=street, unit=unit, now=NOON)
        with pytest.raises(NotAllowed):
            services.move_person(by=office, grant=grant, body=factories.body(top), unit=None, now=NOON)

    def test_the_last_administrator_does_not_move_away(self, admin, street):
        with pytest.raises(RuleError, match="最后一位"):
            services.move_person(by=admin, grant=admin.grants.get(), body=street, unit=None, now=NOON)
        assert RoleGrant.objects.filter(user=admin).count() == 1

    def test_the_form_offers_the_open_places_and_moves(self, admin, street, log_in):
        unit = services.add_community(by=admin, body=street, name="河滨社区", now=NOON)
        closed = services.add_community(by=admin, body=street, name="旧社区", now=NOON)
        services.close_unit(by=admin, unit=closed, now=NOON)
        grant = factories.grant(Role.CONTRIBUTOR, street, factories.user())
        browser = log_in(admin)
        page = browser.get(f"/desk/roles/{grant.pk}/move/").content.decode()
        assert f'value="community-{unit.pk}"' in page
        assert f'value="community-{closed.pk}"' not in page
        assert 'value="body-' not in page  # a contributor writes for an office or a community
        assert browser.post(f"/desk/roles/{grant.pk}/move/", {"place": f"community-{unit.pk}"}).status_code == 302
        assert RoleGrant.objects.latest("pk").community == unit


class TestUnits:
    @pytest.fixture(params=["office", "community"])
    def unit(self, request, admin, street):
        add = services.add_office if request.param == "office" else services.add_community
        return add(by=admin, body=street, name="甲", now=NOON)

    def test_a_closed_unit_stays_and_its_name_is_free_again(self, unit, admin, street):
        services.close_unit(by=admin, unit=unit, now=NOON)
        assert last(Act.CLOSE_OFFICE if unit._meta.model_name == "office" else Act.CLOSE_COMMUNITY)
        unit.refresh_from_db()
        assert unit.closed_on == TODAY
        again = services.add_office if unit._meta.model_name == "office" else services.add_community
        assert again(by=admin, body=street, name="甲", now=NOON).pk != unit.pk
        with pytest.raises(RuleError, match="已经撤销"):
            services.close_unit(by=admin, unit=unit, now=NOON)
        with pytest.raises(RuleError, match="已经撤销"):
            factories.grant(Role.CONTRIBUTOR, street, factories.user(), unit=unit)

    def test_who_holds_a_role_there_is_named(self, unit, admin, street):
        person = factories.user(name="某在")
        grant = factories.grant(Role.CONTRIBUTOR, street, person, unit=unit)
        with pytest.raises(RuleError, match="还有人员任职：某在：科室、社区供稿人（甲）"):
            services.close_unit(by=admin, unit=unit, now=NOON)
        services.end_role(by=admin, grant=grant, now=NOON)
        assert services.close_unit(by=admin, unit=unit, now=NOON).closed_on == TODAY

    def test_its_open_work_is_named(self, unit, admin, answering):
        answering(questions.open_work, ("审核中的稿件", 2))
        with pytest.raises(RuleError, match="未办结的工作：审核中的稿件 2"):
            services.close_unit(by=admin, unit=unit, now=NOON)

    def test_the_form_closes_it_and_the_body_tells(self, unit, admin, log_in):
        kind = "offices" if unit._meta.model_name == "office" else "communities"
        browser = log_in(admin)
        assert browser.post(f"/desk/{kind}/{unit.pk}/close/").status_code == 302
        assert "撤销</span>" in browser.get("/desk/bodies/yi/").content.decode()


class TestSubstitution:
    @pytest.fixture
    def away(self, street):
        grant = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        return services.name_substitute(
            by=grant.user,
            grant=grant,
            substitute=factories.user(),
            from_on=TODAY,
            until_on=TODAY + timedelta(days=9),
            now=NOON,
        )

    def test_it_ends_the_same_day_and_what_was_done_before_stays_lawful(self, away, street):
        later = NOON + timedelta(days=2)
        services.end_substitution(by=away.grant.user, substitution=away, now=later)
        last(Act.END_SUBSTITUTION)
        allowed = [may(away.substitute, Act.APPROVE, street, on=TODAY + timedelta(days=day)) for day in (0, 1, 2, 3)]
        assert allowed == [True, True, False, False]
        with pytest.raises(RuleError, match="已经结束"):
            services.end_substitution(by=away.grant.user, substitution=away, now=later)

    def test_the_substitute_does_not_end_it_but_an_administrator_may(self, away, admin):
        with pytest.raises(NotAllowed):
            services.end_substitution(by=away.substitute, substitution=away, now=NOON)
        assert services.end_substitution(by=admin, substitution=away, now=NOON).ended_on == TODAY

    def test_the_desk_of_the_holder_shows_and_ends_it(self, street, log_in):
        from django.utils import timezone

        today = timezone.localdate()
        grant = factories.grant(Role.APPROVING_LEADER, street, factories.user())
        away = Substitution.objects.create(grant=grant, substitute=factories.user(), from_on=today, until_on=today)
        browser = log_in(grant.user)
        assert f"提前结束{away.substitute.name}的代办" in browser.get("/desk/").content.decode()
        assert browser.post(f"/desk/substitutions/{away.pk}/end/").headers["Location"] == "/desk/"
        assert "提前结束" not in browser.get("/desk/").content.decode()


class TestDeletion:
    def test_a_body_made_by_mistake_is_deleted_and_the_log_keeps_it(self, admin, street, log_in):
        assert log_in(admin).post("/desk/bodies/yi/delete/").headers["Location"] == "/desk/"
        assert not PublicBody.objects.filter(slug="yi").exists()
        assert "删除机关：乙街道办事处" in last(Act.DELETE_BODY).summary

    @pytest.mark.parametrize("thing", ["office", "role", "below", "setting", "content"])
    def test_a_body_to_which_anything_belongs_is_not_deleted_and_the_refusal_names_it(
        self, thing, admin, street, answering
    ):
        make = {
            "office": lambda: services.add_office(by=admin, body=street, name="某科", now=NOON),
            "role": lambda: factories.holder(Role.CONTRIBUTOR, street),
            "below": lambda: factories.body(street),
            "setting": lambda: services.add_document_word(by=admin, body=street, word="乙街办发", now=NOON),
            "content": lambda: answering(questions.content, ("已公开的信息", 12)),
        }
        named = {
            "office": "科室 1",
            "role": "岗位 1",
            "below": "机关 1",
            "setting": "机关代字 1",
            "content": "已公开的信息 12",
        }
        make[thing]()
        with pytest.raises(RuleError, match=f"已经有{named[thing]}，不能删除"):
            services.delete_body(by=admin, body=street, now=NOON)

    def test_the_rows_themselves_refuse_too(self, admin, street):
        factories.holder(Role.CONTRIBUTOR, street)
        with pytest.raises(ProtectedError):
            street.delete()

    def test_a_body_with_content_closes_only_with_a_successor(self, admin, top, street, answering):
        answering(questions.content, ("已公开的信息", 12))
        with pytest.raises(RuleError, match="已公开的信息 12。请指定承接机关"):
            services.close_body(by=admin, body=street, successor=None, now=NOON)
        heir = factories.body(top)
        assert services.close_body(by=admin, body=street, successor=heir, now=NOON).successor == heir


class TestPage:
    def test_a_persons_page_tells_of_roles_account_and_what_may_be_done(self, admin, street, log_in):
        person = factories.holder(Role.CONTRIBUTOR, street, name="某某")
        page = log_in(admin).get(f"/desk/people/{person.pk}/").content.decode()
        assert "科室、社区供稿人" in page
        assert "停用账号" in page
        assert "恢复账号" not in page
        assert "重置二次验证" not in page

    def test_the_forms_rename_close_and_reopen(self, admin, street, log_in):
        person, browser = factories.holder(Role.CONTRIBUTOR, street), log_in(admin)
        for name, typed in (("rename", {"name": "某新"}), ("close", {}), ("reopen", {})):
            assert browser.post(f"/desk/people/{person.pk}/{name}/", typed).status_code == 302
        person.refresh_from_db()
        assert (person.name, person.is_active) == ("某新", True)
        assert browser.get(f"/desk/people/{person.pk}/nothing/").status_code == 404
