"""Entering, changing and voiding one entry."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongkai.apps.bodies.models import Office, PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.ledgers.errors import AlreadyEntered, MonthIsClosed, WrongEntry
from gongkai.apps.ledgers.kinds import DOCUMENTS, LedgerKind, Source
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.ledgers.models.entry import CONTENT
from gongkai.apps.ledgers.selectors.cells import counted
from gongkai.apps.ledgers.selectors.months import is_closed


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says. `ended_on` and `ending` are for documents, `amount` (元) is for charges."""

    title: str
    on: date
    number: str = ""
    ended_on: date | None = None
    ending: str = ""
    amount: Decimal | None = None
    is_public: bool = True
    withheld_reason: str = ""
    office: Office | None = None

    def fields(self) -> dict[str, Any]:
        """Return the columns of an entry."""
        return {name: getattr(self, name) for name in CONTENT}


@transaction.atomic
def enter(*, by: By, body: PublicBody, kind: LedgerKind, entry: Entry, now: datetime) -> LedgerEntry:
    """Put an entry into a ledger (登记台账)."""
    body = lock_open(body, by, Act.KEEP_LEDGER, now)
    check(body, kind, entry, now)
    made = LedgerEntry.objects.create(
        public_body=body, kind=kind, source=Source.FORM, entered_at=now, entered_by=by.as_actor().name, **entry.fields()
    )
    told = f"{kind.label}“{made.title}”"
    log(Act.KEEP_LEDGER, made, by=by, now=now, body=body, told=told, after=snapshot(made, "kind", *CONTENT))
    return made


@transaction.atomic
def change(*, by: By, row: LedgerEntry, entry: Entry, now: datetime) -> LedgerEntry:
    """Change what an entry says; the log keeps what it said before."""
    body = lock_open(row.public_body, by, Act.KEEP_LEDGER, now)
    row = LedgerEntry.objects.select_for_update().get(pk=row.pk)
    _must_count(row)
    must_be_open(body, row.on, row.ended_on)
    check(body, LedgerKind(row.kind), entry, now, besides=row.pk)
    before = snapshot(row, *CONTENT)
    for name, value in entry.fields().items():
        setattr(row, name, value)
    after = snapshot(row, *CONTENT)
    if before == after:
        raise WrongEntry("没有改动。", "请修改后再保存。")
    row.save(update_fields=list(CONTENT))
    told = f"更正{LedgerKind(row.kind).label}“{row.title}”"
    log(Act.KEEP_LEDGER, row, by=by, now=now, body=body, told=told, before=before, after=after)
    return row


@transaction.atomic
def void(*, by: By, row: LedgerEntry, reason: str, now: datetime) -> LedgerEntry:
    """Void an entry (作废): it stays, with its reason, and no longer counts."""
    body = lock_open(row.public_body, by, Act.KEEP_LEDGER, now)
    row = LedgerEntry.objects.select_for_update().get(pk=row.pk)
    _must_count(row)
    must_be_open(body, row.on, row.ended_on)
    if not reason.strip():
        raise WrongEntry("没有填写作废的原因。", "请填写原因。")
    row.voided_at, row.void_reason = now, reason.strip()
    row.save(update_fields=["voided_at", "void_reason"])
    told = f"作废{LedgerKind(row.kind).label}“{row.title}”"
    log(Act.KEEP_LEDGER, row, by=by, now=now, body=body, told=told, after={"void_reason": row.void_reason})
    return row


def must_be_open(body: PublicBody, *days: date | None) -> None:
    """Raise MonthIsClosed when the month of one of the days is closed."""
    for day in days:
        if day is not None and is_closed(body, day):
            raise MonthIsClosed(day.year, day.month)


def check(body: PublicBody, kind: LedgerKind, entry: Entry, now: datetime, besides: int = 0) -> None:
    """Raise what stands against an entry: WrongEntry, AlreadyEntered, MonthIsClosed."""
    for problem, remedy in wrongs(kind, entry, day_of(now)):
        raise WrongEntry(problem, remedy)
    must_be_open(body, entry.on, entry.ended_on)
    if entry.number and counted(body).filter(kind=kind, number=entry.number).exclude(pk=besides).exists():
        raise AlreadyEntered(kind.label, entry.number)


def wrongs(kind: LedgerKind, entry: Entry, today: date) -> list[tuple[str, str]]:
    """Return what is wrong with an entry by itself, each with how to mend it."""
    found = []
    if not entry.title.strip():
        found.append(("没有填写名称。", "请填写文件、事项或收费项目的名称。"))
    if entry.on > today:
        found.append((f"日期 {entry.on} 还没有到。", "请填写实际的日期。"))
    if entry.on.year < 1949:
        found.append((f"日期 {entry.on} 太早。", "请核对年份。"))
    if kind in DOCUMENTS:
        found += _wrong_end(entry)
    elif entry.ended_on is not None or entry.ending:
        found.append((f"{kind.label}没有废止或失效日期。", "请去掉这个日期。"))
    if (kind is LedgerKind.CHARGE) != (entry.amount is not None):
        wanted = "请填写金额，单位是元。" if kind is LedgerKind.CHARGE else "请去掉金额。"
        found.append(("收费要有金额，其他台账没有金额。", wanted))
    if entry.amount is not None and entry.amount < 0:
        found.append((f"金额 {entry.amount} 元小于 0。", "退费请作废原来的记录后重新登记。"))
    if not entry.is_public and not entry.withheld_reason.strip():
        found.append(("没有写明不公开的依据和理由。", "请写明依据《条例》哪一条、为什么不公开；不公开的也计入年报。"))
    return found


def _wrong_end(entry: Entry) -> list[tuple[str, str]]:
    if (entry.ended_on is None) != (not entry.ending):
        return [("废止或失效的日期和方式没有同时填写。", "请两项都填，或者都不填。")]
    if entry.ended_on is not None and entry.ended_on < entry.on:
        return [(f"废止或失效日期 {entry.ended_on} 早于制发日期 {entry.on}。", "请核对两个日期。")]
    return []


def _must_count(row: LedgerEntry) -> None:
    if row.voided_at is not None:
        raise WrongEntry("这条记录已经作废。", "需要时请重新登记一条。")
