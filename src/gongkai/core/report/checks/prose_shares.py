"""Percentages in the prose against the two numbers they come from (占……%)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.prose_figures import about, quoted
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.numerals import NumberKind
from gongkai.core.report.reading.statement import Statement
from gongkai.core.report.reading.statements import section_prose, statements

_SOURCE: Final = "约定：国办公开办函〔2021〕30号，报告内容应当准确；容许相差 0.1 个百分点"
_TOLERANCE: Final = Decimal("0.1")  # percentage points, as the form document sets it
_BETWEEN: Final = re.compile(
    r"[，、]?（?(?:分别)?(?:占比?|比例)(?:[^，。；（）\d]{0,14})?(?:为|是)?|（(?:占比)?(?:为)?"
)
_BACK: Final = 2  # sentences before the one with the share in which its base may stand


@rule("AR-TXT-PCT", severity=Severity.WARNING, source=_SOURCE, title="文中的百分比等于两个数相除")
def shares(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """A share that follows its number is the quotient of that number and a base which its neighbours confirm.

    Silent where any number nearby, or in the tables, would make the share right: it may be the base that was meant.
    """
    everything = [one for one in statements(report) if one.kind in {NumberKind.COUNT, NumberKind.SHARE}]
    for section in sorted({one.section for one in everything}):
        own = [one for one in everything if one.section == section and not one.denial]
        pairs = _pairs(section_prose(report.sections[section]).text, own)
        for part, share in pairs:
            base = _base(part, share, pairs, own)
            if base is not None and not _explained(report, part, share, own):
                yield _wrong(part, share, base)


def _pairs(text: str, own: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    return [
        (part, share)
        for part, share in pairwise(own)
        if part.kind is NumberKind.COUNT
        and share.kind is NumberKind.SHARE
        and share.unit == "%"
        and part.exact
        and not (share.approximate or share.comparison)
        and _BETWEEN.fullmatch(text[part.after : share.position])
    ]


def _fits(part: Statement, share: Statement, base: int | Decimal) -> bool:
    if not base:
        return False
    digits = Decimal(share.value).as_tuple().exponent
    printed = Decimal(1).scaleb(digits if isinstance(digits, int) else 0) / 2  # what rounding may have hidden
    return abs(Decimal(100) * part.value / base - share.value) <= max(_TOLERANCE, printed)


def _base(
    part: Statement, share: Statement, pairs: Sequence[tuple[Statement, Statement]], own: Sequence[Statement]
) -> Statement | None:
    """The number the share must come from: the one that other shares of the sentence confirm, or the only one there."""
    before = [
        one
        for one in own
        if one.kind is NumberKind.COUNT
        and one.exact
        and one.position < part.position
        and one.value >= part.value
        and share.sentence_number - _BACK <= one.sentence_number <= share.sentence_number
    ]
    siblings = [pair for pair in pairs if pair[1].sentence_number == share.sentence_number and pair[1] is not share]
    confirmed = [one for one in before if sum(_fits(p, s, one.value) for p, s in siblings) >= 1]
    if confirmed:
        return max(confirmed, key=lambda one: sum(_fits(p, s, one.value) for p, s in siblings))
    same = [one for one in before if one.sentence_number == share.sentence_number and one.unit == part.unit]
    return same[0] if len(same) == 1 and not siblings else None


def _explained(report: AnnualReport, part: Statement, share: Statement, own: Sequence[Statement]) -> bool:
    known = [one.value for one in own if one.kind is NumberKind.COUNT]
    known += [number for cell in report.cells if (number := report.number(cell)) is not None]
    return any(_fits(part, share, value) for value in known)


def _wrong(part: Statement, share: Statement, base: Statement) -> Finding:
    right = Decimal(100) * part.value / base.value
    return about(
        "AR-TXT-PCT",
        share,
        f"文中“{quoted(part)}”占 {share.value}%，按总数 {base.value} 计算，"
        f"{part.value} ÷ {base.value} = {right:.2f}%，相差 {abs(right - share.value):.2f} 个百分点。",
        "请核对件数、总数和百分比，改正其中写错的一个。",
    )
