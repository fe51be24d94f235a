"""The statutory form of the annual report (年度报告格式) as versioned data."""

from gongkai.core.report.form.edition import (
    COMMON,
    EDITIONS,
    Block,
    Common,
    Edition,
    Heading,
    Row,
    edition,
    edition_for_year,
)
from gongkai.core.report.form.publication import Due, due

__all__ = [
    "COMMON",
    "EDITIONS",
    "Block",
    "Common",
    "Due",
    "Edition",
    "Heading",
    "Row",
    "due",
    "edition",
    "edition_for_year",
]
