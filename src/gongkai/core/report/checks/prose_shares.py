"""Percentages in the prose against the two numbers they come from (占……%)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import Figure, about, of_this_year, quoted, row_side, sum_side
from gongkai.core.report.checks.years import last_year
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import prose_of, statements
from gongkai.core.report.reading.prose.subjects import Subject

_SOURCE: Final = f"约定：{LETTER}，报告内容应当准确；容许相差 0.1 个百分点"
_TOLERANCE: Final = Decimal("0.1")  # percentage points, as the form document sets it
_BETWEEN: Final = re.compile(
    r"[，、]?（?(?:占比?|比例)(?:(?:申请|信息|公开|发布|办结|答复)?(?:总数|总量|总条数)|全部)?(?:的)?(?:比例)?(?:为|是)?"
    r"|（(?:占比)?(?:为)?"
)
_GROWTH: Final = re.compile(
    r"(?:（[^（）]*）)?[，、]?(?:同比|(?:较|比)(?:上年|去年|上一年)(?:同期)?)(?:显著|大幅|略)?(?P<word>增长|上升|增加|下降|减少|回落)(?:了)?"
)
_DOWN: Final = frozenset({"下降", "减少", "回落"})
_BACK: Final = 2  # sentences before the one with the share in which its base may stand
_LOOKED_AT: Final = 60  # numbers around a share among which its base and its neighbours stand


class _Pair(NamedTuple):
    """A number and the share that follows it."""

    part: Statement
    share: Statement

    @property
    def tolerance(self) -> Decimal:
        """Percentage points by which the quotient may differ: what the form allows, or what was rounded or cut off."""
        digits = Decimal(self.share.value).as_tuple().exponent
        return max(_TOLERANCE, Decimal(1).scaleb(digits if isinstance(digits, int) else 0))

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
def shares(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """A share that follows its number is the quotient of that number and a base which its neighbours confirm.

    Silent where any number of the section, or of the tables, would make the share right: it may be the base meant.
    With last year's report at hand, 同比增长 of the applications received is held against it.
    """
    yield from _wrong_shares(report)
    previous = last_year(report, context)
    if previous is not None:
        yield from _wrong_growth(report, previous)


def _wrong_shares(report: AnnualReport) -> Iterator[Finding]:
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


def _wrong_growth(report: AnnualReport, previous: AnnualReport) -> Iterator[Finding]:
    """Growth that fits neither 本年新收 of last year nor that with what was carried in then."""
    new = row_side(previous, "t3.new")
    both = sum_side(previous, ("t3.new", "t3.carried_in"), "")
    counted = [one for one in statements(report) if one.kind in {NumberKind.COUNT, NumberKind.SHARE} and not one.denial]
    for received, share in pairwise(counted):
        if received.subject is not Subject.NEW or share.kind is not NumberKind.SHARE or new is None or not new.value:
            continue
        between = prose_of(report, received.section).text[received.after : share.position]
        growth = _GROWTH.fullmatch(between) if received.section == share.section else None
        if growth is None or not received.exact or share.approximate or not of_this_year(report, received):
            continue
        told = -share.value if growth["word"] in _DOWN else share.value
        bases = {new.value, *new.also, *((both.value,) if both is not None else ())}
        if not any(_grows(received, base, told, _Pair(received, share).tolerance) for base in bases if base):
            yield _not_grown(received, share, growth["word"], new.value)


def _grows(received: Statement, base: Figure, told: Figure, tolerance: Decimal) -> bool:
    return abs(Decimal(100) * (received.value - base) / base - told) <= tolerance


def _not_grown(received: Statement, share: Statement, word: str, before: Figure) -> Finding:
    right = Decimal(100) * (received.value - before) / before
    direction = "增长" if right >= 0 else "下降"
    return about(
        "AR-TXT-PCT",
        share,
        f"文中“{quoted(received)}”同比{word} {share.value}%；上一年度报告的本年新收是 {before} 件，"
        f"由 {before} 件到 {received.value} 件是{direction} {abs(right):.2f}%。",
        "请按上一年度已经公布的报告核对，改正件数或者百分比。",
    )
