"""Table 2 of the annual report out of the ledgers: its cells for any period, and the rows behind each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.ledgers.kinds import DOCUMENTS, Ending, LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry

YUAN_OF_WAN: Final = 10_000
_ROWS: Final[Mapping[LedgerKind, str]] = {
    LedgerKind.GOVERNMENT_RULE: "t2.rules",
    LedgerKind.NORMATIVE_DOCUMENT: "t2.normdocs",
    LedgerKind.PERMIT: "t2.permits",
    LedgerKind.PENALTY: "t2.penalties",
    LedgerKind.COERCION: "t2.coercion",
    LedgerKind.CHARGE: "t2.fees",
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report speaks of (统计期限), both included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The days of a year."""
        return cls(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class CellRule:
    """How a cell of table 2 is counted: which entries stand behind it, and the rule in words."""

    cell: str
    kind: LedgerKind
    within: str  # "made", "ended" or "in_force"
    words: str

    def entries(self, period: Period) -> Q:
        """Return what an entry must be to stand behind the cell."""
        days = (period.first, period.last)
        if self.within == "made":
            return Q(kind=self.kind, on__range=days)
        if self.within == "ended":
            return Q(kind=self.kind, ended_on__range=days, ending=Ending.REPEALED)
        return Q(kind=self.kind, on__lte=period.last) & (Q(ended_on=None) | Q(ended_on__gt=period.last))


def _rules() -> Iterable[CellRule]:
    for kind, row in _ROWS.items():
        if kind in DOCUMENTS:
            yield CellRule(f"{row}.issued", kind, "made", f"制发日期在统计期限内的{kind.label}")
            yield CellRule(f"{row}.repealed", kind, "ended", f"废止日期在统计期限内的{kind.label}")
            yield CellRule(
                f"{row}.in_force", kind, "in_force", f"统计期限最后一日以前制发、到这一日没有废止或失效的{kind.label}"
            )
        elif kind is LedgerKind.CHARGE:
            yield CellRule(f"{row}.amount_wan", kind, "made", "收费日期在统计期限内的金额，折合万元，保留四位小数")
        else:
            yield CellRule(f"{row}.decisions", kind, "made", f"决定日期在统计期限内的{kind.label}决定，不公开的也计入")


RULES: Final[Mapping[str, CellRule]] = {rule.cell: rule for rule in _rules()}


def counted(body: PublicBody) -> QuerySet[LedgerEntry]:
    """Return the entries of a body that count: those not voided."""
    return LedgerEntry.objects.filter(public_body=body, voided_at=None)


def table2(body: PublicBody, period: Period) -> dict[str, int | Decimal]:
    """Return every cell of table 2 for a period: counts, and the charges in 万元 with four decimals at most."""
    asked = {
        _name(rule): Sum("amount", filter=rule.entries(period))
        if rule.kind is LedgerKind.CHARGE
        else Count("pk", filter=rule.entries(period))
        for rule in RULES.values()
    }
    found = counted(body).filter(on__lte=period.last).aggregate(**asked)
    return {
        rule.cell: wan(found[_name(rule)]) if rule.kind is LedgerKind.CHARGE else found[_name(rule)]
        for rule in RULES.values()
    }


def rows(body: PublicBody, cell: str, period: Period) -> QuerySet[LedgerEntry]:
    """Return the entries behind a cell; KeyError for a cell that is not of table 2."""
    return counted(body).filter(RULES[cell].entries(period)).select_related("office").order_by("on", "pk")


def wan(yuan: Decimal | None) -> Decimal:
    """Return an amount in 元 as 万元, without a digit lost: 元 has two decimals, the form takes four of 万元.

    Where the sum of a period has 分 that four decimals cannot hold, it is rounded half up, once, at the end.
    """
    if not yuan:
        return Decimal(0)
    return (yuan / YUAN_OF_WAN).quantize(Decimal("0.0001")).normalize() + 0


def touched(entry: LedgerEntry) -> Iterable[tuple[int, str]]:
    """Yield year and cell of every figure of table 2 that an entry enters, up to the year it ends."""
    for rule in RULES.values():
        if rule.kind != entry.kind:
            continue
        if rule.within == "made":
            yield entry.on.year, rule.cell
        elif rule.within == "ended" and entry.ended_on is not None and entry.ending == Ending.REPEALED:
            yield entry.ended_on.year, rule.cell
        elif rule.within == "in_force":
            yield entry.on.year, rule.cell  # and every later year while it is in force


def _name(rule: CellRule) -> str:
    return rule.cell.replace(".", "_")
