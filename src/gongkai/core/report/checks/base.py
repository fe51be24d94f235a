"""What a check is: a function from a report, and what is known around it, to findings.

Each rule is one function in one of the modules of this package, registered by `rule`. Ids are those of the form
document (AR-T3-ID, …). Sentences name both sides with their figures and never an id of a cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from gongkai.core.report.model import AnnualReport, Value


class Severity(StrEnum):
    """How grave a finding is: an error breaks the form, a warning asks for a look, information is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese word shown to users."""
        return {"error": "错误", "warning": "提醒", "info": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, or worth a look, in a report.

    `where` is machine-readable: the column id for AR-T3-ID and AR-T3-SUM, the row id for AR-T3-ROW, the group id for
    AR-T4-SUM, a section id for prose, a cell id otherwise. `place` is the same for people. `passage` is the piece of
    prose concerned, word for word from the report. `doubt` says whether and why the reading itself may be wrong;
    `mend` which single cell, changed to what, would mend all failing balances.
    """

    rule: str
    severity: Severity
    where: str
    place: str
    problem: str
    remedy: str
    source: str
    cells: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    passage: str = ""
    doubt: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a place may set for itself; the defaults are those of the form document. Units in the names."""

    organ_due_month_day: tuple[int, int] | None = None  # of departments; None: 1月31日, 条例第四十九条第一款
    government_due_month_day: tuple[int, int] | None = None  # None: 3月31日, 条例第四十九条第二款
    township_due_month_day: tuple[int, int] | None = None  # 乡镇、街道, by a local notice; None: that of departments
    township_due_binds: bool = False  # a local notice orders the day: lateness is an error and no mere reminder
    section1_limit: int | None = None  # characters; local, off by default
    fee_large_wan: int = 1000  # 万元 from which the unit is doubted for a body below city level
    duplicate_share: float = 0.6  # share of equal text above which prose counts as copied


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides the report."""

    previous: AnnualReport | None = None
    others: Sequence[AnnualReport] = ()  # reports of other bodies for the same year
    published_on: date | None = None
    settings: Settings = field(default_factory=Settings)


Check = Callable[[AnnualReport, Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered check: id, severity, source in law or form, editions it holds for, and what it says in a line."""

    id: str
    severity: Severity
    source: str
    editions: frozenset[str]
    title: str
    run: Check


RULES: Final[dict[str, Rule]] = {}


def rule(
    rule_id: str, *, severity: Severity, source: str, title: str, editions: Sequence[str] = ("2019", "2021")
) -> Callable[[Check], Check]:
    """Register a check under the id of the form document."""

    def register(run: Check) -> Check:
        if rule_id in RULES:
            raise ValueError(rule_id)
        RULES[rule_id] = Rule(rule_id, severity, source, frozenset(editions), title, run)
        return run

    return register
