"""Acts to be logged, plainly invented, and ways to spoil the log behind its back."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from gongkai.apps.audit import protection
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.services import Actor, Change, append

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class Act(StrEnum):
    TRY = "try"


def log(count: int = 1, **given: Any) -> list[Entry]:
    """Append acts to the log, each in a transaction of its own."""
    made = []
    for turn in range(count):
        defaults = {
            "by": Actor("7", "甲某"),
            "at": NOON + timedelta(seconds=turn),
            "act": Act.TRY,
            "change": Change("tests.thing:1", {"名称": f"旧{turn}"}, {"名称": f"新{turn}"}),
            "summary": f"试办第 {turn} 次",
        }
        with transaction.atomic():
            made.append(append(**{**defaults, **given}))
    return made


def triggers(*, on: bool) -> None:
    """Drop the triggers as somebody with the database's password could, or put them back."""
    statements = {
        ("sqlite", True): protection.SQLITE,
        ("sqlite", False): protection.SQLITE_OFF,
        ("postgresql", True): protection.POSTGRESQL,
        ("postgresql", False): protection.POSTGRESQL_OFF,
    }[connection.vendor, on]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
