"""The ledgers of the demonstration: those of 2021 hold what the published report of that year counts."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.ledgers.services import Entry, close_month, enter

BODY: Final = "xiguan"
YEAR: Final = 2021
# How many of each, what they are called, and the word before their number.
DECISIONS: Final = (
    (LedgerKind.PERMIT, 3, "演示：临时占用道路许可", "演许"),
    (LedgerKind.PENALTY, 30, "演示：占道经营处罚", "演罚"),
    (LedgerKind.COERCION, 4, "演示：扣押占道物品", "演强"),
)
WITHHELD: Final = 5  # of the penalties are lawfully not public; they count all the same


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Make the ledgers of 2021 in 西关街道办事处 and close its months; False where there are entries already."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or LedgerEntry.objects.filter(public_body=body).exists():
        return False
    for kind, entry in entries():
        enter(by=SERVER, body=body, kind=kind, entry=entry, now=now)
    for month in range(1, 13):
        close_month(by=SERVER, body=body, year=YEAR, month=month, now=now)
    return True


def entries() -> Iterator[tuple[LedgerKind, Entry]]:
    """Yield the invented decisions, spread over the year."""
    for kind, count, title, word in DECISIONS:
        for number in range(1, count + 1):
            on = date(YEAR, 1 + (number * 5) % 12, 1 + (number * 3) % 28)
            is_public = kind is not LedgerKind.PENALTY or number > WITHHELD
            reason = "" if is_public else "《条例》第十五条，涉及个人隐私（演示）"
            yield kind, Entry(title, on, f"{word}〔{YEAR}〕{number}号", is_public=is_public, withheld_reason=reason)
