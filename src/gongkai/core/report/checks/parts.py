"""Which parts of the form a report has: sections by their headings or their words, tables by their figures."""

import re
from typing import Final

from gongkai.core.report.checks.doubt import table_of
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport

TABLE_OF_SECTION: Final = {"s2": "t2", "s3": "t3", "s4": "t4"}
LABELS: Final = {section.id: section.label for section in COMMON.sections}
NUMBERS: Final = {section.id: place for place, section in enumerate(COMMON.sections)}
_LONG_FRONT: Final = 600  # characters before the first heading that no introduction has
# What sections 5 and 6 speak of wherever they stand.
_SPOKEN: Final = {
    "s5": (re.compile(r"问题|不足|差距"), re.compile(r"改进|整改|以下措施|下一步")),
    "s6": (re.compile(r"信息处理费|其[他它]需要报告|收费通知"),),
}


def has_heading(report: AnnualReport, section: str) -> bool:
    """Tell whether a section was found."""
    return section in report.sections or section in report.headings


def has_text(report: AnnualReport, section: str) -> bool:
    """Tell whether what a section speaks of stands in the part before it, so that only its heading was lost."""
    if section == "s1":
        return sum(len(passage.text) for passage in report.front) >= _LONG_FRONT
    marks = _SPOKEN.get(section, ())
    before = [head.id for head in COMMON.sections[1 : NUMBERS[section]] if head.id in report.sections]
    text = report.sections[before[-1]].text if before else ""
    return bool(marks) and all(mark.search(text) for mark in marks)


def has_figures(report: AnnualReport, table: str) -> bool:
    """Tell whether any cell of a table was read."""
    return any(table_of(cell) == table for cell in report.cells)


def is_there(report: AnnualReport, section: str) -> bool:
    """Tell whether a section is there: its heading, its table's figures, or what it speaks of."""
    table = TABLE_OF_SECTION.get(section, "")
    return has_heading(report, section) or has_figures(report, table) or has_text(report, section)
