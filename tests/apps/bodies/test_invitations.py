"""An invitation: the letter, the password, and every way in which it is void."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core.exceptions import ValidationError

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies import services
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.models import Invitation, User
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services.invitations import Person
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.body()


@pytest.fixture
def admin(body):
    return factories.holder(Role.PLATFORM_ADMINISTRATOR, body)


@pytest.fixture
def invite(admin, body, django_capture_on_commit_callbacks, mailoutbox):
    """Invite somebody; return the token of the letter."""

    def send(**given):
        person = Person(**{"name": "某新", "username": "mouxin", "email": "Mou.Xin@demo.invalid", **given})
        with django_capture_on_commit_callbacks(execute=True):
            services.invite_user(
                by=admin,
                body=body,
                person=person,
                role=Role.DISCLOSURE_OFFICER,
                link="https://x.invalid/{}".format,
                now=NOON,
            )
        return token(mailoutbox)

    return send


def token(mailoutbox):
    return re.search(r"https://x\.invalid/(\S+)", mailoutbox[-1].body)[1]


def test_the_letter_leads_to_a_password_and_an_account(invite, mailoutbox):
    found = invite()
    assert mailoutbox[0].to == ["mou.xin@demo.invalid"]
    assert "登录名是 mouxin" in mailoutbox[0].body
    person = User.objects.get(username="mouxin")
    assert not person.is_active
    assert [grant.role for grant in person.grants.all()] == [Role.DISCLOSURE_OFFICER]
    services.accept_invitation(token=found, password=PASSWORD, now=NOON)
    person.refresh_from_db()
    assert person.is_active
    assert person.check_password(PASSWORD)


def test_an_invitation_and_its_acceptance_are_one_row_each_without_token_or_password(invite):
    before = Entry.objects.count()
    found = invite()
    services.accept_invitation(token=found, password=PASSWORD, now=NOON)
    rows = list(Entry.objects.filter(number__gt=before))
    assert [row.act for row in rows] == ["invite_user", "accept_invitation"]
    text = "".join(row.before + row.after + row.summary for row in rows)
    assert found not in text
    assert PASSWORD not in text
    assert not Invitation.objects.filter(token_digest=found).exists()


def test_a_token_serves_once(invite):
    found = invite()
    services.accept_invitation(token=found, password=PASSWORD, now=NOON)
    with pytest.raises(RuleError, match="已经失效"):
        services.accept_invitation(token=found, password=PASSWORD, now=NOON)


@pytest.mark.parametrize(("days", "holds"), [(6.99, True), (7, False)])
def test_a_token_holds_for_seven_days(invite, days, holds):
    found, later = invite(), NOON + timedelta(days=days)
    if holds:
        assert services.accept_invitation(token=found, password=PASSWORD, now=later).is_active
        return
    with pytest.raises(RuleError, match="已经失效"):
        services.accept_invitation(token=found, password=PASSWORD, now=later)


def test_a_letter_sent_again_voids_the_first(invite, admin, mailoutbox, django_capture_on_commit_callbacks):
    first = invite()
    with django_capture_on_commit_callbacks(execute=True):
        services.renew_invitation(
            by=admin, invitation=Invitation.objects.get(), link="https://x.invalid/{}".format, now=NOON
        )
    with pytest.raises(RuleError, match="已经失效"):
        services.accept_invitation(token=first, password=PASSWORD, now=NOON)
    services.accept_invitation(token=token(mailoutbox), password=PASSWORD, now=NOON)
    with pytest.raises(RuleError, match="已经接受"):
        services.renew_invitation(by=admin, invitation=Invitation.objects.get(), link=str, now=NOON)


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("Aa1-bcdef", id="nine-characters"),
        pytest.param("zhongguo2026", id="two-kinds"),
        pytest.param("Mouxin-2026", id="like-the-name"),
    ],
)
def test_a_weak_password_is_refused_and_the_token_stays_good(password, invite):
    found = invite()
    with pytest.raises(ValidationError):
        services.accept_invitation(token=found, password=password, now=NOON)
    assert services.accept_invitation(token=found, password=PASSWORD, now=NOON).is_active


def test_an_address_and_a_login_name_are_one_persons(invite):
    invite()
    with pytest.raises(RuleError, match="已有账号"):
        invite(username="other", email="MOU.xin@demo.invalid")
    with pytest.raises(RuleError, match="已经有人使用"):
        invite(username="MouXin", email="other@demo.invalid")


def test_nobody_is_invited_to_a_role_the_inviter_cannot_give(body):
    office = factories.holder(Role.GENERAL_OFFICE, body)
    with pytest.raises(NotAllowed):
        services.invite_user(
            by=office,
            body=body,
            person=Person("某", "mou", "m@demo.invalid"),
            role=Role.PLATFORM_ADMINISTRATOR,
            link=str,
            now=NOON,
        )
    assert not User.objects.filter(username="mou").exists()


def test_the_page_sets_the_password_and_leads_to_login(
    client, admin, body, mailoutbox, log_in, django_capture_on_commit_callbacks
):
    browser = log_in(admin)
    typed = {"name": "某新", "username": "mouxin", "email": "m@demo.invalid", "role": "secrecy_reviewer", "unit": ""}
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"/desk/bodies/{body.slug}/invite/", typed).status_code == 302
    address = re.search(r"http://testserver(/desk/invitation/\S+)", mailoutbox[0].body)[1]
    assert "某新，请设置密码" in client.get(address).content.decode()
    weak = client.post(address, {"new_password1": "12345678901", "new_password2": "12345678901"})
    assert "至少三种" in weak.content.decode()
    assert client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert client.get(address).status_code == 410
    assert client.post("/desk/login/", {"username": "mouxin", "password": PASSWORD}).status_code == 302


def test_a_letter_that_cannot_be_sent_is_told_and_the_invitation_stays(
    admin, body, log_in, monkeypatch, django_capture_on_commit_callbacks
):
    from gongkai.apps.bodies.services import invitations

    def fail(*args):
        raise SMTPException

    monkeypatch.setattr(invitations, "send_mail", fail)
    monkeypatch.setattr(invitations.transaction, "on_commit", lambda run: run())
    browser = log_in(admin)
    typed = {"name": "某", "username": "mou", "email": "m@demo.invalid", "role": "secrecy_reviewer"}
    page = browser.post(f"/desk/bodies/{body.slug}/invite/", typed, follow=True).content.decode()
    assert "信没有寄出" in page
