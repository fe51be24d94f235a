"""Working days from formation to publication (公开时效, Regulation art. 26: 20 working days)."""

from datetime import date
from decimal import Decimal

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Item, Measure, Reading, part


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge what was published with a date of formation; what has none is told and not judged."""
    known = sum(count for _days, count in facts.waits)
    late = sum(count for days, count in facts.waits if days > target)
    share = part(known - late, known)
    items = [
        Item(f"{target:f} 个工作日以内", f"{known - late} 条", is_met=True, key="waits:in_time"),
        Item(f"超过 {target:f} 个工作日", f"{late} 条", not late, "waits:late"),
    ]
    if facts.undated:
        items.append(
            Item(
                "没有填写成文日期，或者当年的放假安排还没有录入",
                f"{facts.undated} 条，不计",
                is_met=True,
                key="waits:undated",
            )
        )
    said = f"{known} 条有成文日期，{late} 条超过 {target:f} 个工作日" if known else "没有可以计算的信息"
    return Reading(share, said, tuple(items))


MEASURE = Measure(
    "timely",
    "公开时效",
    "成文日期到发布日期的工作日数，成文当日不计。得分是没有超过目标的所占的比例；没有填写成文日期的不计。",
    "最长多少个工作日",
    read,
)
