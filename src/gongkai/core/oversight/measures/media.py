"""Accounts of new media that fell silent (政务新媒体更新)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.measures.stale import aged, fill_until
from gongkai.core.oversight.model import Gain, Measure, Reading, left, part


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the accounts."""
    late = [one for one in facts.media if one.is_late(on)]
    share = left(len(late), target) if facts.media else part(0, 0)
    step = (left(len(late) - 1, target) - left(len(late), target)) if late else Fraction(0)
    gains = tuple(Gain(fill_until(one, on), step, on, f"channel:{one.number}") for one in late)
    said = f"{len(facts.media)} 个新媒体账号，{len(late)} 个超期没有更新" if facts.media else "没有新媒体账号"
    return Reading(
        share, said, tuple(aged(one, on, "channel") for one in facts.media), gains if on >= facts.until else ()
    )


MEASURE = Measure(
    "media",
    "新媒体按期更新",
    "启用的政务新媒体账号，最近一次更新到检查日超过账号的最长间隔的，每个扣去“满分除以目标”。",
    "多少个账号超期就不得分",
    read,
)
