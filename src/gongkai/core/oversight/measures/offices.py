"""Offices that contribute (科室参与)."""

from datetime import date
from decimal import Decimal

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.measures.participation import of_units
from gongkai.core.oversight.model import Measure, Reading


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the offices."""
    return of_units(facts.offices, "科室", facts, target, on)


MEASURE = Measure(
    "offices",
    "科室参与",
    "全年由科室报送并已发布的政府信息，按科室计数。得分是达到目标的科室所占的比例。",
    "每个科室全年至少多少条",
    read,
)
