"""Columns that were not filled again within their limit (栏目更新)."""

from datetime import date, timedelta
from decimal import Decimal

from gongkai.core.oversight.facts import Account, BodyFacts
from gongkai.core.oversight.model import Gain, Item, Measure, Reading, chinese, left


def aged(account: Account, on: date, kind: str) -> Item:
    """Return how old the newest entry of a column or account is, as evidence."""
    late = account.is_late(on)
    if account.last_on is None:
        return Item(account.name, "从来没有内容", not late, f"{kind}:{account.number}")
    days = (on - account.last_on).days
    return Item(account.name, f"已 {days} 天，限 {account.limit_days} 天", not late, f"{kind}:{account.number}")


def fill_until(account: Account, on: date) -> str:
    """Return what is to be done so that a column or account is in time on a day."""
    first = on - timedelta(days=account.limit_days)
    return f"“{account.name}”在{chinese(first)}以后发布一条"


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the columns that were filled at least once; those that never were are another measure."""
    watched = [one for one in facts.columns if one.last_on is not None]
    late = [one for one in watched if one.is_late(on)]
    share = left(len(late), target) if watched else None
    step = (left(len(late) - 1, target) - left(len(late), target)) if late else left(0, target)
    gains = (
        tuple(Gain(fill_until(one, on), step, on, f"column:{one.number}") for one in late) if on >= facts.until else ()
    )
    said = f"{len(watched)} 个有更新期限的栏目，{len(late)} 个超期" if watched else "没有规定更新期限的栏目"
    return Reading(share, said, tuple(aged(one, on, "column") for one in watched), gains)


MEASURE = Measure(
    "stale",
    "栏目按期更新",
    "有更新期限的栏目，最新一条的发布日期到检查日超过期限的，每个扣去“满分除以目标”；从来没有内容的栏目另计。",
    "多少个栏目超期就不得分",
    read,
)
