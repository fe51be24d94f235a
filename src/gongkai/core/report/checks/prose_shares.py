"""Percentages in the prose against the two numbers they come from (占……%)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.prose_figures import Figure, about, quoted
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.numerals import NumberKind
from gongkai.core.report.reading.statement import Statement
from gongkai.core.report.reading.statements import prose_of, statements

_SOURCE: Final = "约定：国办公开办函〔2021〕30号，报告内容应当准确；容许相差 0.1 个百分点"
_TOLERANCE: Final = Decimal("0.1")  # percentage points, as the form document sets it
_BETWEEN: Final = re.compile(
    r"[，、]?（?(?:分别)?(?:占比?|比例)(?:[^，。；（）\d]{0,14})?(?:为|是)?|（(?:占比)?(?:为)?"
)
_BACK: Final = 2  # sentences before the one with the share in which its base may stand
_LOOKED_AT: Final = 60  # numbers around a share among which its base and its neighbours stand


class _Pair(NamedTuple):
    """A number and the share that follows it."""

    part: Statement
    share: Statement

    @property
    def tolerance(self) -> Decimal:
        """Percentage points by which the quotient may differ: what the form allows, or what rounding has hidden."""
        digits = Decimal(self.share.value).as_tuple().exponent
        return max(_TOLERANCE, Decimal(1).scaleb(digits if isinstance(digits, int) else 0) / 2)

    def fits(self, base: Figure) -> bool:
        """Whether the share is that of the number in this base."""
        return bool(base) and abs(Decimal(100) * self.part.value / base - self.share.value) <= self.tolerance

    def fits_any(self, known: Sequence[Decimal]) -> bool:
        """Whether it fits any of these numbers, which are in order."""
        if not self.part.value:
            return abs(Decimal(self.share.value)) <= self.tolerance  # nought of anything is 0 %
        highest, lowest = self.share.value + self.tolerance, self.share.value - self.tolerance
        first = bisect_left(known, Decimal(100) * self.part.value / highest)
        return any(self.fits(base) for base in known[first : first + 1]) or lowest <= 0


@rule("AR-TXT-PCT", severity=Severity.WARNING, source=_SOURCE, title="文中的百分比等于两个数相除")
def shares(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """A share that follows its number is the quotient of that number and a base which its neighbours confirm.

    Silent where any number of the section, or of the tables, would make the share right: it may be the base meant.
    """
    in_tables = [number for cell in report.cells if (number := report.number(cell)) is not None]
    counted = [one for one in statements(report) if one.kind in {NumberKind.COUNT, NumberKind.SHARE} and not one.denial]
    for section, group in groupby(counted, key=lambda one: one.section):
        own = list(group)
        pairs = _pairs(prose_of(report, section).text, own)
        known = sorted(
            Decimal(one) for one in {*in_tables, *(one.value for one in own if one.kind is NumberKind.COUNT)}
        )
        for place, pair in enumerate(pairs):
            if not pair.fits_any(known):
                siblings = [one for one in pairs[max(place - _LOOKED_AT, 0) : place + _LOOKED_AT] if one is not pair]
                base = _base(pair, siblings, own)
                if base is not None:
                    yield _wrong(pair, base)


def _pairs(text: str, own: Sequence[Statement]) -> list[_Pair]:
    return [
        _Pair(part, share)
        for part, share in pairwise(own)
        if part.kind is NumberKind.COUNT
        and share.kind is NumberKind.SHARE
        and share.unit == "%"
        and part.exact
        and not (share.approximate or share.comparison)
        and _BETWEEN.fullmatch(text[part.after : share.position])
    ]


def _base(pair: _Pair, siblings: Sequence[_Pair], own: Sequence[Statement]) -> Statement | None:
    """The number the share must come from: the one that other shares of the sentence confirm, or the only one there."""
    sentence = pair.share.sentence_number
    end = bisect_left(own, pair.part.position, key=lambda one: one.position)
    before = [
        one
        for one in own[max(end - _LOOKED_AT, 0) : end]
        if one.kind is NumberKind.COUNT and one.exact and one.value >= pair.part.value
        if sentence - _BACK <= one.sentence_number <= sentence
    ]
    same = [one for one in siblings if one.share.sentence_number == sentence]
    confirmed = [(sum(one.fits(base.value) for one in same), base) for base in before]
    best = max(confirmed, key=lambda item: item[0], default=None)
    if best is not None and best[0]:
        return best[1]
    alone = [one for one in before if one.sentence_number == sentence and one.unit == pair.part.unit]
    return alone[0] if len(alone) == 1 and not same else None


def _wrong(pair: _Pair, base: Statement) -> Finding:
    part, share = pair
    right = Decimal(100) * part.value / base.value
    return about(
        "AR-TXT-PCT",
        share,
        f"文中“{quoted(part)}”占 {share.value}%，按总数 {base.value} 计算，"
        f"{part.value} ÷ {base.value} = {right:.2f}%，相差 {abs(right - share.value):.2f} 个百分点。",
        "请核对件数、总数和百分比，改正其中写错的一个。",
    )
