"""Closing a month and opening it again."""

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.ledgers.errors import WrongEntry
from gongkai.apps.ledgers.models import MonthClosing


@transaction.atomic
def close_month(*, by: By, body: PublicBody, year: int, month: int, now: datetime) -> MonthClosing:
    """Say that the ledgers of a month are complete (月结): nothing is entered into it any more."""
    body = lock_open(body, by, Act.CLOSE_MONTH, now)
    after_it = date(year + month // 12, month % 12 + 1, 1)
    if day_of(now) < after_it:
        raise WrongEntry(f"{year}年{month}月还没有过完。", f"请在{after_it.month}月1日以后结账。")
    if MonthClosing.objects.filter(public_body=body, year=year, month=month, opened_at=None).exists():
        raise WrongEntry(f"{year}年{month}月已经结账。", "不必重复结账。")
    made = MonthClosing.objects.create(
        public_body=body, year=year, month=month, closed_at=now, closed_by=by.as_actor().name
    )
    log(
        Act.CLOSE_MONTH,
        made,
        by=by,
        now=now,
        body=body,
        told=f"{year}年{month}月",
        after=snapshot(made, "year", "month"),
    )
    return made


@transaction.atomic
def open_month(*, by: By, body: PublicBody, year: int, month: int, reason: str, now: datetime) -> MonthClosing:
    """Open a closed month again, for a reason that is kept (重新打开)."""
    body = lock_open(body, by, Act.OPEN_MONTH, now)
    found = MonthClosing.objects.filter(public_body=body, year=year, month=month, opened_at=None).first()
    if found is None:
        raise WrongEntry(f"{year}年{month}月没有结账。", "不需要重新打开。")
    if not reason.strip():
        raise WrongEntry("没有填写重新打开的理由。", "请写明要补记或更正什么。")
    found.opened_at, found.opened_by, found.reason = now, by.as_actor().name, reason.strip()
    found.save(update_fields=["opened_at", "opened_by", "reason"])
    told = f"{year}年{month}月：{found.reason}"
    log(Act.OPEN_MONTH, found, by=by, now=now, body=body, told=told, after=snapshot(found, "year", "month", "reason"))
    return found
