"""Importing a sheet: first read and shown, then put into the ledger as a whole, and undone as a whole."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.ledgers.errors import MonthIsClosed, WrongEntry
from gongkai.apps.ledgers.kinds import LedgerKind, Source
from gongkai.apps.ledgers.models import LedgerEntry, LedgerImport
from gongkai.apps.ledgers.models.sheet import ImportState
from gongkai.apps.ledgers.selectors.cells import counted
from gongkai.apps.ledgers.selectors.months import closed_of
from gongkai.apps.ledgers.services.entries import Entry, wrongs
from gongkai.apps.ledgers.sheets.reading import ReadRow, read_sheet

BATCH = 1000  # rows that are written at once


@transaction.atomic
def preview(*, by: By, body: PublicBody, kind: LedgerKind, name: str, data: bytes, now: datetime) -> LedgerImport:
    """Read a sheet and keep what it holds, row by row, with the reason for each that cannot go in. Nothing is entered.

    Raises SheetError for a file that is no sheet.
    """
    require(by, Act.KEEP_LEDGER, body, on=day_of(now))
    read = read_sheet(data, name, kind)
    offices = {office.name: office.pk for office in body.offices.all()}
    taken = set(counted(body).filter(kind=kind).exclude(number="").values_list("number", flat=True))
    closed = closed_of(body)
    rows: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for row in read.rows:
        reasons = row.reasons or _reasons(kind, row, taken, offices, closed, day_of(now))
        if reasons:
            refused.append({"line": row.line, "shown": row.shown, "reasons": reasons})
            continue
        if row.number:
            taken.add(row.number)
        rows.append(_kept(row, offices))
    return LedgerImport.objects.create(
        public_body=body, kind=kind, file_name=name[:200], digest=hashlib.sha256(data).hexdigest(), rows=rows,
        refused=refused, remarks=_remarks(body, read.remarks, data), made_at=now, made_by=by.as_actor().name,
    )  # fmt: skip


@transaction.atomic
def carry_out(*, by: By, made: LedgerImport, now: datetime) -> int:
    """Put the rows that were shown into the ledger, all of them or none; return how many."""
    body = lock_open(made.public_body, by, Act.KEEP_LEDGER, now)
    made = LedgerImport.objects.select_for_update().get(pk=made.pk)
    if made.state != ImportState.PREVIEWED:
        raise WrongEntry(f"这次导入{ImportState(made.state).label}。", "需要时请重新读取表格。")
    kind = LedgerKind(made.kind)
    entries = [_entry(row) for row in made.rows]
    _must_be_open(body, {day for entry in entries for day in (entry["on"], entry["ended_on"])})
    numbers = [entry["number"] for entry in entries if entry["number"]]
    meanwhile = set(counted(body).filter(kind=kind, number__in=numbers).values_list("number", flat=True))
    if meanwhile:
        raise WrongEntry(f"读取表格以后，{'、'.join(sorted(meanwhile)[:5])}已经登记。", "请重新读取表格。")
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                public_body=body, kind=kind, source=Source.SHEET, imported=made, entered_at=now,
                entered_by=by.as_actor().name, **entry,
            )
            for entry in entries
        ),
        batch_size=BATCH,
    )  # fmt: skip
    made.state, made.done_at = ImportState.DONE, now
    made.save(update_fields=["state", "done_at"])
    told = f"从“{made.file_name}”导入{kind.label} {len(entries)} 条"
    after = {"digest": made.digest, "count": len(entries)}
    log(Act.IMPORT_LEDGER, made, by=by, now=now, body=body, told=told, after=after)
    return len(entries)


@transaction.atomic
def undo(*, by: By, made: LedgerImport, reason: str, now: datetime) -> int:
    """Take an import back as a whole: its entries are voided; return how many."""
    body = lock_open(made.public_body, by, Act.KEEP_LEDGER, now)
    made = LedgerImport.objects.select_for_update().get(pk=made.pk)
    if made.state != ImportState.DONE:
        raise WrongEntry(f"这次导入{ImportState(made.state).label}。", "只有已导入的可以撤销。")
    if not reason.strip():
        raise WrongEntry("没有填写撤销的原因。", "请填写原因。")
    entries = made.entries.filter(voided_at=None)
    days = {day for pair in entries.values_list("on", "ended_on") for day in pair}
    _must_be_open(body, days)
    number = entries.update(voided_at=now, void_reason=reason.strip()[:200])
    made.state, made.undone_at = ImportState.UNDONE, now
    made.save(update_fields=["state", "undone_at"])
    told = f"撤销“{made.file_name}”的导入，作废 {number} 条：{reason.strip()}"
    log(Act.IMPORT_LEDGER, made, by=by, now=now, body=body, told=told, after={"count": number})
    return number


def _must_be_open(body: PublicBody, days: set[date | None]) -> None:
    closed = closed_of(body)
    for day in sorted(day for day in days if day is not None):
        if (day.year, day.month) in closed:
            raise MonthIsClosed(day.year, day.month)


def _reasons(
    kind: LedgerKind, row: ReadRow, taken: set[str], offices: dict[str, int], closed: set[tuple[int, int]], today: date
) -> list[str]:
    entry = Entry(
        title=row.title, on=row.on or today, number=row.number, ended_on=row.ended_on, ending=row.ending,
        amount=row.amount, is_public=row.is_public, withheld_reason=row.withheld_reason,
    )  # fmt: skip
    found = [f"{problem}{remedy}" for problem, remedy in wrongs(kind, entry, today)]
    if row.number and row.number in taken:
        found.append(f"“{row.number}”在表格中重复，或者台账里已经有。同一件只登记一次。")
    if row.office and row.office not in offices:
        found.append(f"没有科室“{row.office}”。请改成本机关科室的名称，或者留空。")
    found += [
        f"{day.year}年{day.month}月已经结账。请先重新打开这个月。"
        for day in (row.on, row.ended_on)
        if day is not None and (day.year, day.month) in closed
    ]
    return found


def _kept(row: ReadRow, offices: dict[str, int]) -> dict[str, Any]:
    return {
        "line": row.line,
        "number": row.number,
        "title": row.title,
        "on": row.on.isoformat() if row.on else None,
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        "ending": row.ending,
        "amount": str(row.amount) if row.amount is not None else None,
        "is_public": row.is_public,
        "withheld_reason": row.withheld_reason,
        "office_id": offices.get(row.office),
        "remarks": row.remarks,
    }


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("on", "ended_on")}
    amount = Decimal(row["amount"]) if row["amount"] is not None else None
    kept = {name: row[name] for name in ("number", "title", "ending", "is_public", "withheld_reason", "office_id")}
    return {**kept, **days, "amount": amount}


def _remarks(body: PublicBody, remarks: list[str], data: bytes) -> list[str]:
    before = LedgerImport.objects.filter(
        public_body=body, digest=hashlib.sha256(data).hexdigest(), state=ImportState.DONE
    ).first()
    done_at = timezone.localtime(before.done_at) if before and before.done_at else None
    again = [f"这个文件在 {done_at:%Y-%m-%d} 已经导入过一次。"] if done_at else []
    return [*again, *remarks]
