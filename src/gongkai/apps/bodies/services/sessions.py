"""Logins of a person: begun, ended, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import StaffSession, User, snapshot
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log

SEEN_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Browser:
    """From where somebody logs in."""

    address: str
    agent: str


@transaction.atomic
def begin_session(*, user: User, session_key: str, browser: Browser, now: datetime, second: str = "") -> StaffSession:
    """Note a login, with the second factor it passed."""
    made = StaffSession.objects.create(
        user=user, session_key=session_key, started_at=now, address=browser.address, agent=browser.agent[:200]
    )
    after = {**snapshot(made, "address", "agent"), "second": second}
    log(Act.LOG_IN, made, by=user, now=now, body=None, told=user.name, after=after)
    return made


@transaction.atomic
def end_session(*, by: User, session: StaffSession, act: Act, now: datetime) -> StaffSession:
    """End a login of one's own, here (LOG_OUT) or elsewhere (REVOKE_SESSION): that browser must log in again."""
    session = StaffSession.objects.select_for_update().get(pk=session.pk, user=by)
    if session.ended_at is not None:
        raise RuleError(_("这次登录已经结束。"), _("不必再注销。"))
    Session.objects.filter(session_key=session.session_key).delete()
    session.ended_at = now
    session.save(update_fields=["ended_at"])
    log(act, session, by=by, now=now, body=None, told=by.name, before={"ended_at": None}, after={"ended_at": now})
    return session


def end_sessions(user: User, now: datetime, *, keep: int = 0) -> int:
    """End every login of a person, but for one of that number, inside the transaction of the act it belongs to."""
    rows = StaffSession.objects.filter(user=user, ended_at__isnull=True).exclude(pk=keep)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    return rows.update(ended_at=now)


@transaction.atomic
def end_other_sessions(*, by: User, keep: StaffSession | None, now: datetime) -> int:
    """End every login of one's own but this one: those browsers must log in again at once. Returns how many."""
    number = end_sessions(by, now, keep=keep.pk if keep else 0)
    told = f"{by.name}的其他 {number} 次登录"
    log(Act.REVOKE_SESSION, by, by=by, now=now, body=None, told=told, before={}, after={"ended": number})
    return number


def see_session(number: int, now: datetime) -> None:
    """Note that a login is in use, at most once in SEEN_EVERY; no act, no row of the log."""
    due = StaffSession.objects.filter(pk=number, ended_at__isnull=True).exclude(seen_at__gt=now - SEEN_EVERY)
    if due.exists():  # asked first: on SQLite an update waits for every writer, whether it changes a row or not
        due.update(seen_at=now)


@transaction.atomic
def change_password(*, user: User, password: str, now: datetime) -> User:
    """Set another password; raises Django's ValidationError for a weak one. Logins elsewhere end."""
    user = User.objects.select_for_update().get(pk=user.pk)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user, now)
    log(Act.CHANGE_PASSWORD, user, by=user, now=now, body=None, told=user.name, after={})
    return user
