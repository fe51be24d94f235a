"""Reminders (提醒): each working morning a digest for everyone who works on cases, and what the leader must know.

By e-mail to each person and, where the body has named a group, by its robot. Cases are named by number alone: what is
personal does not leave the site.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.applications.access import workers_of
from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import Application, GroupNotice
from gongkai.apps.applications.selectors.desk import Days, days_ahead, days_of, filtered, to_do
from gongkai.apps.applications.selectors.desk import Wanted as Asked
from gongkai.apps.applications.services.acting import day_of
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.mail.services import Letter, write_mail
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.words import chinese_date

HOUR: Final = 8  # Beijing time, where the body has set none
ESCALATED: Final = 1  # working days before the due date, where the body has set none
NAMED: Final = 10  # cases of one kind named in a letter
MOST: Final = 4096  # bytes of what a robot says
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30))
EVERY: Final = timedelta(minutes=5)
FOR_SIGNING: Final = "sign"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing to be done, with how many cases, the first of them by number."""

    bucket: str
    label: str
    number: int
    cases: tuple[str, ...]

    def __str__(self) -> str:
        named = "、".join(self.cases) + ("等" if self.number > len(self.cases) else "")
        return f"{self.label} {self.number} 件" + (f"：{named}" if self.cases else "")


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to be told of a body on a day; `escalated`: due soon or overdue, for the leader."""

    body: PublicBody
    on: date
    lines: tuple[Line, ...]
    escalated: tuple[str, ...]

    def for_handlers(self) -> list[str]:
        """Return the lines of who handles cases."""
        return [str(line) for line in self.lines if line.bucket != FOR_SIGNING]

    def for_leaders(self) -> list[str]:
        """Return the lines of who signs answers."""
        lines = [str(line) for line in self.lines if line.bucket == FOR_SIGNING]
        if self.escalated:
            lines.append(f"已逾期或即将到期、需要您督促 {len(self.escalated)} 件：" + "、".join(self.escalated[:NAMED]))
        return lines


def digest_of(body: PublicBody, today: date) -> Digest:
    """Return what there is to be told of a body."""
    days = days_of(body, today)
    lines = tuple(
        Line(bucket.id, bucket.label, number, _named(body, bucket.id, days))
        for bucket, number in to_do(body, days)
        if number
    )
    ahead = setting_on(body, Key.ESCALATE_BEFORE, today)
    until = days_ahead(today, calendar_of(body), ESCALATED if ahead is None else int(ahead))
    pressing = Application.objects.filter(body=body, is_open=True, due_on__lte=until).order_by("due_sort", "pk")
    return Digest(body, today, lines, tuple(_told(case) for case in pressing))


def _named(body: PublicBody, bucket: str, days: Days) -> tuple[str, ...]:
    return tuple(_told(case) for case in filtered(body, Asked(bucket=bucket), days).order_by("due_sort", "pk")[:NAMED])


def _told(case: Application) -> str:
    return f"{case.number}（{case.due_on.month}月{case.due_on.day}日）" if case.due_on else case.number


_looked: dict[str, datetime] = {}  # of this process: when it last looked


def reminders_due(*, now: datetime) -> int:
    """Write the digests of the day once its hour has come, for the worker; return how many letters and notices."""
    last = _looked.get("at")
    if last is not None and timedelta(0) <= now - last < EVERY:
        return 0
    _looked["at"] = now
    has_cases = Exists(Application.objects.filter(body=OuterRef("pk")))
    return sum(remind(body, now) for body in PublicBody.objects.filter(has_cases, closed_on=None))


def remind(body: PublicBody, now: datetime) -> int:
    """Write the digests of a body for a working day; nothing before its hour, nothing twice."""
    today = day_of(now)
    hour = setting_on(body, Key.DIGEST_HOUR, today)
    if not _is_working(body, today) or timezone.localtime(now).hour < (HOUR if hour is None else int(hour)):
        return 0
    key = f"applications:digest:{body.pk}:{today.isoformat()}"
    if GroupNotice.objects.filter(key=key).exists():
        return 0
    found = digest_of(body, today)
    with transaction.atomic():
        done = _mails(found, now) + _notice(found, key, now)
        if done:
            _log(found, done, now)
    return done


def _is_working(body: PublicBody, day: date) -> bool:
    try:
        return calendar_of(body).is_working(day)
    except CalendarGap:
        return day.weekday() < 5


def _mails(found: Digest, now: datetime) -> int:
    done = 0
    for person, rights in workers_of(found.body, found.on):
        lines = found.for_handlers() if Right.HANDLE_APPLICATION in rights else []
        lines += found.for_leaders() if Right.APPROVE_REPLY in rights else []
        if lines and person.email:
            key = f"digest-{found.body.pk}-{person.pk}-{found.on.isoformat()}"
            done += write_mail(_letter(found, person, lines), key=key, purpose="digest", about=str(person.pk), now=now)
    return done


def _letter(found: Digest, person: User, lines: list[str]) -> Letter:
    told = "\n".join(f"- {line}" for line in lines)
    text = (
        f"{person.name}：\n\n{found.body.name}依申请公开，{chinese_date(found.on)}要办的：\n\n{told}\n\n"
        f"{_address(found.body)}\n\n这封信由系统在工作日发出，没有要办的就不发。\n"
    )
    pressing = f"（{len(found.escalated)} 件已到期或即将到期）" if found.escalated else ""
    return Letter(person.email, f"依申请公开今日待办{pressing}：{found.body.short_name}", text)


def _address(body: PublicBody) -> str:
    return f"{settings.SITE_ADDRESS}/desk/applications/{body.slug}/"


def _notice(found: Digest, key: str, now: datetime) -> int:
    """Keep the mark of the day; with something to say where the body has named a group."""
    group = str(setting_on(found.body, Key.REMINDER_GROUP, found.on) or "")
    lines = [*found.for_handlers(), *found.for_leaders()]
    says = bool(group and lines)
    GroupNotice.objects.create(
        body=found.body,
        key=key,
        group=group,
        text=_said(found, lines) if says else "",
        made_at=now,
        next_at=now if says else None,
    )
    return int(says)


def _said(found: Digest, lines: list[str]) -> str:
    head = f"**{found.body.short_name}依申请公开今日待办**（{found.on.month}月{found.on.day}日）"
    link = f"[打开工作台]({_address(found.body)})"
    kept, room = [], MOST - len(f"{head}\n{link}".encode())
    for line in lines:
        room -= len(f"\n> {line}".encode())
        if room < 0:
            break
        kept.append(f"> {line}")
    return "\n".join([head, *kept, link])


def _log(found: Digest, done: int, now: datetime) -> None:
    shown: Mapping[str, Any] = {"on": found.on, "sent": done, "pressing": list(found.escalated[:50])}
    append(
        by=SERVER.as_actor(),
        at=now,
        act=Deed.REMIND,
        change=Change(f"bodies.publicbody:{found.body.pk}", {}, shown),
        summary=f"{found.body.short_name}：{Deed.REMIND.label}，已到期或即将到期 {len(found.escalated)} 件",
        body_id=found.body.pk,
    )


def notices_due(*, now: datetime) -> int:
    """Say what is due in the groups, for the worker. What was cut off while it was said is not said again."""
    done = 0
    while (notice := _take(now)) is not None:
        say: Callable[[PublicBody, str, str], Any] = import_string(settings.GROUP_ROBOT)
        told = say(notice.body, notice.group, notice.text)
        notice.error = "" if told.done else told.why[:200]
        notice.sent_at = now if told.done else None
        if told.again and notice.tries <= len(WAITS):
            notice.next_at = now + WAITS[notice.tries - 1]
        notice.save(update_fields=["error", "sent_at", "next_at"])
        done += 1
    return done


@transaction.atomic
def _take(now: datetime) -> GroupNotice | None:
    due = GroupNotice.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_at__lte=now)
    notice = due.select_related("body").order_by("next_at", "pk").first()
    if notice is not None:
        notice.next_at, notice.tries, notice.error = None, notice.tries + 1, "发送时中断，没有重发"
        notice.save(update_fields=["next_at", "tries", "error"])
    return notice
