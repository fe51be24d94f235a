"""Columns without any content (空白栏目)."""

from datetime import date
from decimal import Decimal

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Gain, Item, Measure, Reading, left


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the columns that have a limit and no content."""
    empty = [one for one in facts.columns if one.last_on is None]
    share = left(len(empty), target) if facts.columns else None
    step = (left(len(empty) - 1, target) - left(len(empty), target)) if empty else left(0, target)
    items = tuple(Item(one.name, "从来没有内容", is_met=False, key=f"column:{one.number}") for one in empty)
    gains = tuple(Gain(f"“{one.name}”发布第一条", step, on, f"column:{one.number}") for one in empty)
    said = f"{len(facts.columns)} 个有更新期限的栏目，{len(empty)} 个空白"
    return Reading(share, said, items, gains if on >= facts.until else ())


MEASURE = Measure(
    "never_filled",
    "没有空白栏目",
    "有更新期限而从来没有发布过内容的栏目，每个扣去“满分除以目标”。",
    "多少个空白栏目就不得分",
    read,
)
