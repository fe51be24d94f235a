"""What must be done today, and the list of cases: filtered, sorted, searched, paged by key."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import Application, Consultation, Delivery, IncomingMail, Message, OutgoingMail
from gongkai.apps.applications.sealing import blind_index
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.selectors import setting_on
from gongkai.core.law.casework import State
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.workdays import WorkCalendar

SOON: Final = 3  # working days before a due date in which it is shown as near, where the body has set none
PAGE: Final = 50  # cases on a page


def days_ahead(today: date, calendar: WorkCalendar, number: int) -> date:
    """Return the day some working days ahead; where the calendar ends, calendar days."""
    try:
        return calendar.add(today, number)
    except CalendarGap:
        return today + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Days:
    """Today, and how far "soon" reaches."""

    today: date
    soon: date

    @classmethod
    def of(cls, today: date, calendar: WorkCalendar, working_days: int = SOON) -> "Days":
        """Return the days of a body's calendar; where it ends, calendar days."""
        return cls(today, days_ahead(today, calendar, working_days))


@dataclass(frozen=True, slots=True)
class Bucket:
    """One kind of thing to be done: how it is called, what to do, which cases."""

    id: str
    label: str
    help: str
    condition: Callable[[Days], Q]
    urgent: bool = False
    page: str = ""  # where it is done, if not in the list of cases


_Rows = (
    QuerySet[IncomingMail] | QuerySet[Consultation] | QuerySet[Delivery] | QuerySet[Message] | QuerySet[OutgoingMail]
)


def _exists(rows: _Rows) -> Q:
    return Q(Exists(rows.filter(application=OuterRef("pk"))))


def _waiting(state: State) -> Callable[[Days], Q]:
    return lambda days: Q(is_open=True, state=state, waits_until__lt=days.today)


BUCKETS: Final[tuple[Bucket, ...]] = (
    Bucket(
        "overdue",
        "已逾期",
        "请立即答复，并说明逾期的原因",
        lambda days: Q(is_open=True, due_on__lt=days.today),
        urgent=True,
    ),
    Bucket(
        "due",
        "即将到期",
        "期限临近，请抓紧办理",
        lambda days: Q(is_open=True, due_on__gte=days.today, due_on__lte=days.soon),
        urgent=True,
    ),
    Bucket(
        "letters",
        "申请邮箱来信",
        "登记为申请，或者注明不是申请",
        lambda _days: Q(pk__in=()),
        urgent=True,
        page="applications:mailbox",
    ),
    Bucket(
        "confirm", "待确认收到", "请今天与申请人确认", lambda _days: Q(is_open=True, state=State.SUBMITTED), urgent=True
    ),
    Bucket(
        "supplement",
        "补正告知期将满",
        "7 个工作日内不告知补正，以后不能再要求",
        lambda days: Q(is_open=True, supplement_until__gte=days.today, supplement_until__lte=days.soon),
    ),
    Bucket("supplement-over", "补正期已过", "可以按放弃申请办结，或继续联系", _waiting(State.SUPPLEMENT_REQUESTED)),
    Bucket(
        "opinions",
        "待回复的征求意见",
        "催办，或在期限届满后结束征求意见",
        lambda _days: (
            _exists(Consultation.objects.filter(replied_on__isnull=True, cancelled_on__isnull=True)) & Q(is_open=True)
        ),
    ),
    Bucket("payment-over", "缴费期已过", "可以按放弃申请办结", _waiting(State.FEE_REQUESTED)),
    Bucket(
        "accept",
        "待转入办理",
        "已收到、已补正或已缴费",
        lambda _days: Q(is_open=True, state__in=[State.RECEIVED, State.SUPPLEMENTED, State.PAID]),
    ),
    Bucket("sign", "待审签的答复", "由分管领导审签", lambda _days: Q(is_open=True, state=State.DRAFTED)),
    Bucket("send", "待发出的答复", "已审签", lambda _days: Q(is_open=True, state=State.APPROVED)),
    Bucket(
        "unproven",
        "没有送达凭证",
        "登记签收日期和凭证",
        lambda _days: _exists(Delivery.objects.filter(signed_on__isnull=True, returned_on__isnull=True)),
    ),
    Bucket(
        "messages",
        "申请人的投诉和咨询",
        "请回复",
        lambda _days: _exists(Message.objects.filter(answered_at__isnull=True)),
    ),
    Bucket(
        "mails",
        "没有寄到的邮件",
        "请改用其他方式告知申请人，再登记",
        lambda _days: _exists(OutgoingMail.lost()),
    ),
)
BUCKET_BY_ID: Final[Mapping[str, Bucket]] = {bucket.id: bucket for bucket in BUCKETS}


def to_do(body: PublicBody, days: Days) -> list[tuple[Bucket, int]]:
    """Return what must be done today with how many cases, in two queries however many cases there are."""
    opened = [bucket for bucket in BUCKETS if bucket.id not in _BESIDE]
    counts = Application.objects.filter(body=body, is_open=True).aggregate(
        **{_column(bucket.id): Count("pk", filter=bucket.condition(days)) for bucket in opened}
    )
    beside = {_column(name): Subquery(_cases(rows())) for name, rows in _BESIDE.items()}
    counts |= PublicBody.objects.filter(pk=body.pk).values(**beside).get()
    return [(bucket, counts[_column(bucket.id)] or 0) for bucket in BUCKETS]


def _column(bucket: str) -> str:
    return "n_" + bucket.replace("-", "_")


def _cases(rows: QuerySet[Any]) -> Any:
    of_body = rows.filter(body=OuterRef("pk")).order_by().values("body")
    counted = Count("pk") if rows.model is IncomingMail else Count("application", distinct=True)
    return of_body.annotate(cases=counted).values("cases")


# Counted from their own few rows, through their own indexes.
_BESIDE: Final[Mapping[str, Callable[[], _Rows]]] = {
    "letters": lambda: IncomingMail.objects.filter(settled_at__isnull=True),
    "opinions": lambda: Consultation.objects.filter(
        application__is_open=True, replied_on__isnull=True, cancelled_on__isnull=True
    ),
    "unproven": lambda: Delivery.objects.filter(signed_on__isnull=True, returned_on__isnull=True),
    "messages": lambda: Message.objects.filter(answered_at__isnull=True),
    "mails": OutgoingMail.lost,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked of the list. `after` is the key of the last case on the page before."""

    bucket: str = ""
    state: str = ""
    outcome: str = ""
    kind: str = ""
    channel: str = ""
    text: str = ""
    open_only: bool = False
    sort: str = "due"
    after: str = ""


# Name: label, columns that sort, and whether the last comes first.
SORTS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "due": ("答复期限", "due_sort", False),
    "new": ("最近提交", "submitted_at", True),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, and the key under which the next ones are asked for; empty at the end."""

    cases: list[Application] = field(default_factory=list)
    after: str = ""


def filtered(body: PublicBody, wanted: Wanted, days: Days) -> QuerySet[Application]:
    """Return the cases of a body that were asked for, unsorted."""
    found = Application.objects.filter(body=body)
    if wanted.bucket in BUCKET_BY_ID:
        found = found.filter(BUCKET_BY_ID[wanted.bucket].condition(days))
    if wanted.open_only:
        found = found.filter(is_open=True)
    for name in ("state", "outcome", "kind", "channel"):
        value = getattr(wanted, name)
        if value:
            found = found.filter(**{name: value})
    return found.filter(_matching(wanted.text)) if wanted.text.strip() else found


def _matching(text: str) -> Q:
    """Find by number, by the applicant's whole name, or by words of what is wanted."""
    text = text.strip()
    number = re.fullmatch(r"(\d{4})-0*(\d{1,9})", text)
    if number:
        return Q(year=int(number[1]), serial=int(number[2]))
    return Q(wanted__icontains=text) | Q(applicant__name_index=blind_index("name", text))


def page_of(body: PublicBody, wanted: Wanted, days: Days, size: int = PAGE) -> Page:
    """Return one page of the list, found by the key of the last case: a late page is as fast as the first."""
    _label, column, newest_first = SORTS.get(wanted.sort, SORTS["due"])
    found = filtered(body, wanted, days)
    key = _key(wanted.after)
    if key is not None:
        side = "lt" if newest_first else "gt"
        found = found.filter(Q(**{f"{column}__{side}": key[0]}) | Q(**{column: key[0], f"pk__{side}": key[1]}))
    mark = "-" if newest_first else ""
    rows = list(found.select_related("applicant", "office").order_by(f"{mark}{column}", f"{mark}pk")[: size + 1])
    if len(rows) <= size:
        return Page(rows)
    last = rows[size - 1]
    value = getattr(last, column)
    return Page(rows[:size], f"{value.isoformat()}_{last.pk}")


def _key(after: str) -> tuple[str, int] | None:
    value, _dash, number = after.rpartition("_")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return (value, int(number)) if number.isdecimal() and len(number) < 19 else None


def days_of(body: PublicBody, today: date) -> Days:
    """Return today and soon by the calendar and the setting of a body."""
    return Days.of(today, calendar_of(body), int(setting_on(body, Key.REMIND_BEFORE, today) or SOON))
