"""The annual report published by its last day (年度报告按期公布, Regulation art. 49)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts
from gongkai.core.oversight.model import Gain, Item, Measure, Reading, chinese


def read(facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge the report on the year before; `target` is how many days of grace there are."""
    report = facts.report
    if report is None or not report.is_owed:
        return Reading(None, "上一年在本系统没有业务，不考核年度报告")
    last, key = report.due_on + timedelta(days=int(target)), f"report:{report.year}"
    label = f"{report.year}年度报告"
    if report.published_on is not None and report.published_on <= on:
        met = report.published_on <= last
        said = f"{chinese(report.published_on)}公布，期限是{chinese(last)}"
        return Reading(Fraction(int(met)), said, (Item(label, said, met, key),))
    gains = (Gain(f"公布{label}", Fraction(1), last, key),) if facts.until <= last else ()
    if on <= last:
        return Reading(None, f"还没有到期限{chinese(last)}", (), gains)
    said = f"没有公布，期限是{chinese(last)}"
    return Reading(Fraction(0), said, (Item(label, said, is_met=False, key=key),), gains)


MEASURE = Measure(
    "report",
    "年度报告按期公布",
    "上一年度的政府信息公开工作年度报告，在期限以内公布的得满分，逾期不得分；期限未到不计。",
    "宽限多少天",
    read,
)
