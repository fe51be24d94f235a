"""The rows behind a point of evidence: a key such as `month:3` names them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.applications.law import calendar_of
from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.selectors.duties import duties
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.states import State as DeliveryState
from gongkai.apps.oversight.selectors.counting import FALLEN_DUE, Span, days_between, published
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.words import COLUMN
from gongkai.core.catalogue.duties import State as DutyState

MOST_ROWS: Final = 200
_NO_SUCH: Final = RuleError("没有这一项数据。", "请从考核页面点选。")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing behind a point."""

    on: date | None
    title: str
    address: str = ""
    remark: str = ""


def rows_of(body: PublicBody, year: int, on: date, key: str, target: Decimal) -> list[Row]:
    """Return the rows of a key, the first of them. Raises RuleError for a key that names none."""
    kind, _colon, which = key.partition(":")
    span = Span(year, min(on, timezone.localdate()))
    if kind in _DISCLOSED:
        return [_disclosure(one) for one in _disclosed(body, span, kind, _number(which))[:MOST_ROWS]]
    if kind == "waits":
        return list(islice(_waits(body, span, which, target), MOST_ROWS))
    if kind in {"cases", "case"}:
        return list(_cases(body, span, which, on))
    if kind == "remedies":
        return list(_remedies(body, span))
    if kind == "duties":
        return list(islice(_duties(body, span, which), MOST_ROWS))
    if kind == "channel":
        return list(_deliveries(body, span, _number(which)))
    if kind == "report":
        address = reverse("reports:report", args=[body.slug, _number(which)])
        return [Row(None, f"{which}年度报告", address)]
    raise _NO_SUCH


_DISCLOSED: Final = frozenset({"month", "column", "office", "community"})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise _NO_SUCH
    return int(text)


def _disclosed(body: PublicBody, span: Span, kind: str, number: int) -> QuerySet[Disclosure]:
    found = published([body.pk], span)
    if kind == "month":
        if not 1 <= number <= 12:
            raise _NO_SUCH
        first = date(span.year, number, 1)
        after = date(span.year + number // 12, number % 12 + 1, 1)
        month = Span(span.year, min(span.last, after - timedelta(days=1)))
        found = published([body.pk], month).filter(published_at__gte=_begin(first))
    elif kind == "column":
        found = Disclosure.objects.filter(
            public_body=body, column=number, standing=Standing.PUBLISHED, published_at__lt=span.ends
        )
    else:
        found = found.filter(**{kind: number})
    ordered: QuerySet[Disclosure] = found.select_related("public_body", "column").order_by("-published_at", "-pk")
    return ordered


def _begin(day: date) -> object:
    return Span(day.year, day).ends - timedelta(days=1)


def _disclosure(one: Disclosure, remark: str = "") -> Row:
    on = timezone.localdate(one.published_at) if one.published_at else None
    return Row(on, one.title, one.address, remark or one.column.name)


def _waits(body: PublicBody, span: Span, which: str, target: Decimal) -> Iterator[Row]:
    calendar = calendar_of(body)
    rows = published([body.pk], span).select_related("public_body", "column").order_by("-published_at", "-pk")
    for one in rows.iterator(chunk_size=500):
        made = one.made_on
        days = None if made is None else days_between(calendar, made, timezone.localdate(one.published_at))
        found = "undated" if days is None else "late" if days > target else "in_time"
        if found == which:
            yield _disclosure(one, "" if days is None else f"成文{made}，{days} 个工作日")


def _cases(body: PublicBody, span: Span, which: str, on: date) -> Iterator[Row]:
    mine = Application.objects.filter(body=body)
    answered = mine.filter(answered_on__gte=date(span.year, 1, 1), answered_on__lte=span.last).order_by("-answered_on")
    if which == "in_time":
        found = answered.exclude(in_time=False)
    elif which == "late":
        found = answered.filter(in_time=False)
    elif which == "overdue":
        found = mine.filter(is_open=True, due_on__lt=on).order_by("due_on")
    else:
        found = mine.filter(pk=_number(which))
    for one in found[:MOST_ROWS]:
        address = reverse("applications:case", args=[one.pk])
        remark = f"期限{one.due_on}" if one.due_on else f"答复{one.answered_on}"
        yield Row(one.received_on, f"申请 {one.number}", address, remark)


def _remedies(body: PublicBody, span: Span) -> Iterator[Row]:
    corrected = [result.value for result, column in COLUMN.items() if column == "corrected"]
    found = Remedy.objects.filter(
        body=body, decided_on__gte=date(span.year, 1, 1), decided_on__lte=span.last, result__in=corrected
    )
    for one in found[:MOST_ROWS]:
        yield Row(one.decided_on, one.subject, reverse("remedies:case", args=[one.pk]), one.number)


def _duties(body: PublicBody, span: Span, which: str) -> Iterator[Row]:
    for duty in duties(body, span.year, today=span.until):
        if duty.state in FALLEN_DUE and (duty.state is DutyState.MET) == (which == "met"):
            yield Row(duty.due.on, f"{duty.title} {duty.label}", "", duty.state.label)


def _deliveries(body: PublicBody, span: Span, number: int) -> Iterator[Row]:
    found = Delivery.objects.filter(
        channel__public_body=body, channel=number, state=DeliveryState.DONE, done_at__lt=span.ends
    ).select_related("disclosure__public_body")
    for one in found.order_by("-done_at")[:MOST_ROWS]:
        yield Row(timezone.localdate(one.done_at), one.disclosure.title, one.disclosure.address)
