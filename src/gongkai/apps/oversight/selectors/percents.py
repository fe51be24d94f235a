"""The points of years that are not looked at closely: judged once for each count and each set of rules."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from gongkai.apps.oversight.models import YearFacts
from gongkai.core.oversight import Rule, score

# What is judged follows from the key alone: another count has another time, other rules are other rules.
_Key = tuple[int, datetime, tuple[Rule, ...], date]
_JUDGED: Final[dict[_Key, Decimal | None]] = {}
_MOST: Final = 50_000


def percents(rows: QuerySet[YearFacts], rules: Sequence[Rule], on: date) -> dict[int, Decimal | None]:
    """Return the points of a hundred of the bodies whose facts are among the rows, by the number of the body."""
    held = tuple(rules)
    keys: dict[int, _Key] = {
        body: (pk, counted_at, held, on) for body, pk, counted_at in rows.values_list("public_body", "pk", "counted_at")
    }
    missing = [key[0] for key in keys.values() if key not in _JUDGED]
    if len(_JUDGED) + len(missing) > _MOST:
        _JUDGED.clear()
        missing = [key[0] for key in keys.values()]
    found = {row.public_body_id: row for row in YearFacts.objects.filter(pk__in=missing)}
    for body, row in found.items():
        keys[body] = (row.pk, row.counted_at, held, on)  # it may have been counted anew in between
        _JUDGED[keys[body]] = score(row.opened(), held, on).percent
    return {body: _JUDGED[key] for body, key in keys.items()}
