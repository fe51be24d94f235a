"""Duties of the catalogue that fell due and were not met (公开目录的事项)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Item, Measure, Reading, part


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the duties that have fallen due."""
    met = facts.duties_due - facts.duties_missed
    rate = part(met, facts.duties_due)
    share = None if rate is None else min(Fraction(1), rate * 100 / Fraction(target)) if target else Fraction(1)
    items = (
        Item("按期公开", f"{met} 项", is_met=True, key="duties:met"),
        Item(
            "到期没有公开、逾期公开或者渠道不全", f"{facts.duties_missed} 项", not facts.duties_missed, "duties:missed"
        ),
    )
    said = f"到期 {facts.duties_due} 项，{facts.duties_missed} 项没有按期公开" if facts.duties_due else "没有到期的事项"
    return Reading(share, said, items if facts.duties_due else ())


MEASURE = Measure(
    "duties",
    "目录事项按期公开",
    "公开目录里到期的公开任务，按期在规定渠道公开的所占的比例，达到目标即得满分。",
    "应当达到百分之多少",
    read,
)
