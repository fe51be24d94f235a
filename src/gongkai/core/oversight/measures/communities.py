"""Communities that contribute (社区参与)."""

from datetime import date
from decimal import Decimal

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.measures.participation import of_units
from gongkai.core.oversight.model import Measure, Reading


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the communities."""
    return of_units(facts.communities, "社区", facts, target, on)


MEASURE = Measure(
    "communities",
    "社区参与",
    "全年由社区报送并已发布的政府信息，按社区计数。得分是达到目标的社区所占的比例。",
    "每个社区全年至少多少条",
    read,
)
