"""Logins of a person: begun, ended, revoked."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import StaffSession, User, snapshot
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log


@dataclass(frozen=True, slots=True)
class Browser:
    """From where somebody logs in."""

    address: str
    agent: str


@transaction.atomic
def begin_session(*, user: User, session_key: str, browser: Browser, now: datetime) -> StaffSession:
    """Note a login."""
    made = StaffSession.objects.create(
        user=user, session_key=session_key, started_at=now, address=browser.address, agent=browser.agent[:200]
    )
    after = snapshot(made, "address", "agent")
    log(Act.LOG_IN, made, by=user, now=now, body=None, told=user.name, after=after)
    return made


@transaction.atomic
def end_session(*, by: User, session: StaffSession, act: Act, now: datetime) -> StaffSession:
    """End a login of one's own, here (LOG_OUT) or elsewhere (REVOKE_SESSION): that browser must log in again."""
    session = StaffSession.objects.select_for_update().get(pk=session.pk, user=by)
    if session.ended_at is not None:
        raise RuleError("这次登录已经结束。", "不必再注销。")
    Session.objects.filter(session_key=session.session_key).delete()
    session.ended_at = now
    session.save(update_fields=["ended_at"])
    log(act, session, by=by, now=now, body=None, told=by.name, before={"ended_at": None}, after={"ended_at": now})
    return session


@transaction.atomic
def change_password(*, user: User, password: str, now: datetime) -> User:
    """Set another password; raises Django's ValidationError for a weak one. Logins elsewhere end."""
    user = User.objects.select_for_update().get(pk=user.pk)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    StaffSession.objects.filter(user=user, ended_at__isnull=True).update(ended_at=now)
    log(Act.CHANGE_PASSWORD, user, by=user, now=now, body=None, told=user.name, after={})
    return user
