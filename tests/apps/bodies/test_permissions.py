"""Who may do what: the table, its reach, substitutes, and refusals that name who may."""

from datetime import timedelta

import pytest

from gongkai.apps.bodies import services
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER, may, require
from gongkai.apps.bodies.roles import ALLOWED, GRANTABLE, REACHES_BELOW, Act, Role
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, TODAY

OWN_ACCOUNT = {
    Act.ACCEPT_INVITATION,
    Act.CHANGE_PASSWORD,
    Act.LOG_IN,
    Act.LOG_OUT,
    Act.REVOKE_SESSION,
    Act.RESET_PASSWORD,
    Act.ADD_CODE_APP,
    Act.REMOVE_CODE_APP,
    Act.ADD_PASSKEY,
    Act.REMOVE_PASSKEY,
    Act.MAKE_RECOVERY_CODES,
    Act.USE_SECOND_FACTOR,
    Act.LINK_ACCOUNT,
}
# Done by who may keep the ledger or the catalogue, by hand or as a business system; by who hands in for a unit.
NAMES_IN_THE_LOG = {Act.IMPORT_LEDGER, Act.IMPORT_CATALOGUE, Act.REPORT_PROGRESS}


def test_every_role_stands_in_the_table_and_every_act_has_somebody():
    assert set(ALLOWED) == set(Role)
    assert frozenset().union(*ALLOWED.values()) == set(Act) - OWN_ACCOUNT - NAMES_IN_THE_LOG


def test_who_gives_roles_may_grant_end_and_nobody_gives_more_than_an_administrator():
    assert all({Act.GRANT_ROLE, Act.END_ROLE} <= ALLOWED[role] for role in GRANTABLE)
    assert [role for role in GRANTABLE if Role.PLATFORM_ADMINISTRATOR in GRANTABLE[role]] == [
        Role.PLATFORM_ADMINISTRATOR
    ]


def test_an_administrator_sees_no_draft_and_an_overseer_changes_nothing_of_a_body():
    assert not ALLOWED[Role.PLATFORM_ADMINISTRATOR] & {Act.SEE_UNPUBLISHED, Act.APPROVE, Act.PUBLISH, Act.HAND_IN}
    own = {Act.KEEP_INDICATORS, Act.ASSIGN_TASK}  # rules of inspection and tasks for mending
    assert ALLOWED[Role.DISTRICT_OVERSEER] == {Act.SEE_BODY, Act.OVERSEE, Act.SEE_LOG, *own}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_a_role_is_held_in_its_body_and_below_only_where_it_reaches(role, act):
    top = factories.body()
    own, other = factories.body(top), factories.body(top)
    below = factories.body(own)
    person = factories.holder(role, own)
    allowed = act in ALLOWED[role]
    assert [may(person, act, one, on=TODAY) for one in (own, below, other, top)] == [
        allowed,
        allowed and role in REACHES_BELOW,
        False,
        False,
    ]


@pytest.mark.django_db
class TestInTime:
    @pytest.fixture(autouse=True)
    def people(self):
        self.top = factories.body()
        self.leader, self.deputy = factories.user(), factories.user()
        self.grant = factories.grant(Role.APPROVING_LEADER, self.top, self.leader)

    def may(self, person, day):
        return may(person, Act.APPROVE, self.top, on=TODAY + timedelta(days=day))

    def test_a_role_begins_on_its_day(self):
        assert [self.may(self.leader, day) for day in (-1, 0, 1)] == [False, True, True]

    def test_a_role_that_ends_is_gone_the_same_day(self):
        services.end_role(by=SERVER, grant=self.grant, now=NOON + timedelta(days=2))
        assert [self.may(self.leader, day) for day in (1, 2)] == [True, False]

    def test_a_substitute_acts_on_the_days_named_both_included(self):
        first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
        services.name_substitute(
            by=self.leader, grant=self.grant, substitute=self.deputy, from_on=first, until_on=last, now=NOON
        )
        assert [self.may(self.deputy, day) for day in (0, 1, 2, 3)] == [False, True, True, False]
        assert self.may(self.leader, 1)

    def test_a_substitute_falls_with_the_role(self):
        services.name_substitute(
            by=self.leader,
            grant=self.grant,
            substitute=self.deputy,
            from_on=TODAY,
            until_on=TODAY + timedelta(days=9),
            now=NOON,
        )
        services.end_role(by=SERVER, grant=self.grant, now=NOON + timedelta(days=1))
        assert [self.may(self.deputy, day) for day in (0, 1)] == [True, False]

    def test_an_account_that_is_closed_may_nothing(self):
        self.leader.is_active = False
        assert not self.may(self.leader, 0)

    def test_superuser_is_no_role(self):
        root = factories.user(is_superuser=True, is_staff=True)
        assert not self.may(root, 0)

    def test_a_refusal_names_who_may(self):
        with pytest.raises(NotAllowed) as caught:
            require(self.leader, Act.INVITE_USER, self.top, on=TODAY)
        assert caught.value.problem == f"您在{self.top}没有“邀请人员”的权限。"
        assert "可以办理的岗位是：党政办、平台管理员。" in caught.value.remedy
