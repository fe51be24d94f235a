"""Applications answered in time (依申请公开按期答复, Regulation art. 33)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Gain, Item, Measure, Reading, part


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge what was answered in the year, and what is open beyond its last day."""
    overdue = [one for one in facts.open_cases if one.due_on is not None and one.due_on < on]
    late = facts.answered_late + len(overdue)
    judged = facts.answered_in_time + late
    rate = part(facts.answered_in_time, judged)
    items = (
        Item("按期答复", f"{facts.answered_in_time} 件", is_met=True, key="cases:in_time"),
        Item("超期答复", f"{facts.answered_late} 件", not facts.answered_late, "cases:late"),
        Item("到检查日超期未答复", f"{len(overdue)} 件", not overdue, "cases:overdue"),
    )
    now = _share(rate, target)
    gains = []
    for one in overdue:
        if one.due_on is not None and one.due_on >= facts.until and now is not None:
            better = _share(part(facts.answered_in_time + 1, judged), target)
            step = (better or Fraction(0)) - now
            gains.append(Gain(f"申请 {one.name} 按期答复", step, one.due_on, f"case:{one.number}"))
    said = f"应答复 {judged} 件，超期 {late} 件" if judged else "没有应当答复的申请"
    return Reading(now, said, items if judged else (), tuple(gains))


def _share(rate: Fraction | None, target: Decimal) -> Fraction | None:
    if rate is None:
        return None
    return min(Fraction(1), rate * 100 / Fraction(target)) if target else Fraction(1)


MEASURE = Measure(
    "answers",
    "申请按期答复",
    "在当年答复的申请，加上到检查日已经超期没有答复的。按期答复所占的百分比达到目标即得满分，达不到的按比例得分。",
    "应当达到百分之多少",
    read,
)
