"""How a body's work on disclosure is judged (考核): pure facts, one file a measure, scores that show their evidence."""

from gongkai.core.oversight.facts import Account, BodyFacts, Case, ReportFact, Unit, facts_from_json, facts_to_json
from gongkai.core.oversight.measures import MEASURES
from gongkai.core.oversight.model import Gain, Item, Measure, Reading
from gongkai.core.oversight.scoring import Mark, Rank, Rule, Sheet, ranking, score

__all__ = [
    "MEASURES",
    "Account",
    "BodyFacts",
    "Case",
    "Gain",
    "Item",
    "Mark",
    "Measure",
    "Rank",
    "Reading",
    "ReportFact",
    "Rule",
    "Sheet",
    "Unit",
    "facts_from_json",
    "facts_to_json",
    "ranking",
    "score",
]
