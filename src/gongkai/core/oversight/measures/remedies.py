"""Decisions that a reconsideration or a lawsuit corrected (复议、诉讼被纠正)."""

from datetime import date
from decimal import Decimal

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Item, Measure, Reading, left


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the cases that were decided in the year."""
    wrong = facts.remedies_corrected
    item = Item("被纠正", f"{wrong} 件", not wrong, "remedies:corrected")
    said = f"审结 {facts.remedies_decided} 件，被纠正 {wrong} 件" if facts.remedies_decided else "没有审结的复议、诉讼"
    return Reading(left(wrong, target), said, (item,))


MEASURE = Measure(
    "remedies",
    "复议诉讼没有被纠正",
    "在当年审结、结果是纠正的行政复议和行政诉讼，每件扣去“满分除以目标”；没有审结的案件得满分。",
    "被纠正多少件就不得分",
    read,
)
