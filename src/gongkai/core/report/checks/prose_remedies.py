"""Reconsideration and litigation in the prose against table 4 (行政复议、行政诉讼)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import Side, about, against, remedy_side, said_of, unsettled, with_cells
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import prose_of
from gongkai.core.report.reading.prose.subjects import Subject

_SOURCE: Final = f"《中华人民共和国政府信息公开条例》第五十条；{LETTER}，表四"
_REVIEW: Final = ("t4.review",)
_SUITS: Final = ("t4.suit_direct", "t4.suit_after_review")
_COLUMNS: Final = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
_NOT_UPHELD: Final = ("corrected", "other", "pending")
_NAMES: Final[Mapping[Subject, tuple[str, Sequence[str]]]] = {
    Subject.REVIEW_TOTAL: ("行政复议", _REVIEW),
    Subject.SUIT_TOTAL: ("行政诉讼", _SUITS),
}
_ALL_UPHELD: Final = re.compile(r"(?:均|都|全部|皆)(?:获得?|为|被|予以|得到)?(?:结果)?维持")


@rule("AR-TXT-T4", severity=Severity.WARNING, source=_SOURCE, title="文中行政复议、行政诉讼件数与表四一致")
def remedies(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Numbers of 行政复议 and 行政诉讼 and their results agree with table 4; 均获维持 leaves none open."""
    for subject, side in remedy_sides(report).items():
        for statement in unsettled(said_of(report, subject), side):
            yield against(report, "AR-TXT-T4", statement, side, note=_only_decided(report, statement))
    yield from _all_upheld(report)


def remedy_sides(report: AnnualReport) -> Mapping[Subject, Side]:
    """Return what table 4 says of reconsideration and litigation and their results, for what was read."""
    found: dict[Subject, Side] = {}
    for column, label in _COLUMNS.items():
        review = remedy_side(report, _REVIEW, column, f"表四“行政复议”的“{label}”")
        suits = remedy_side(report, _SUITS, column, f"表四两类“行政诉讼”的“{label}”合计")
        if review is not None:
            found[Subject(f"review_{column}")] = review
        if suits is not None:
            found[Subject(f"suit_{column}")] = _either(report, suits, column)
    both = remedy_side(report, (*_REVIEW, *_SUITS), "total", "表四“行政复议”和“行政诉讼”的“总计”合计")
    if both is not None:
        found[Subject.REMEDIES_TOTAL] = both
    return found


def _either(report: AnnualReport, suits: Side, column: str) -> Side:
    """A sentence on 行政诉讼 may mean one of the two kinds alone."""
    single = {report.number(f"{group}.{column}") for group in _SUITS}
    known = frozenset(number for number in single if number)
    return Side(suits.value, known, suits.cells, suits.name, suits.formula)


def _only_decided(report: AnnualReport, statement: Statement) -> str:
    """Say so where the figure is that of the decided cases, which is how it may have come about."""
    groups = {Subject.REVIEW_TOTAL: _REVIEW, Subject.SUIT_TOTAL: _SUITS}.get(statement.subject)
    if groups is None:
        return ""
    decided = [report.count(f"{group}.{column}") for group in groups for column in ("upheld", "corrected", "other")]
    known = [number for number in decided if number is not None]
    if len(known) == len(decided) and sum(known) == statement.value:
        return "文中的数字正好是已经审结的件数，没有算上尚未审结的。"
    return ""


def _all_upheld(report: AnnualReport) -> Iterator[Finding]:
    """均获维持 said of cases some of which table 4 gives another result or none yet."""
    said = said_of(report, *_NAMES)
    for (section, number), group in groupby(said, key=lambda one: (one.section, one.sentence_number)):
        same = list(group)
        if not _ALL_UPHELD.search(prose_of(report, section).sentences[number].text):
            continue
        named = [_NAMES[subject] for subject in dict.fromkeys(one.subject for one in same)]
        rest = {name: _not_upheld(report, name, groups) for name, groups in named}
        told = [f"{name}{'、'.join(counts)}" for name, counts in rest.items() if counts]
        if told:
            problem = f"文中说行政复议、行政诉讼的结果都是维持，而表四还有{'；'.join(told)}。"
            remedy = "请按表四分别写明维持、纠正、其他结果和尚未审结的件数。"
            cells = [
                f"{one}.{column}" for name, groups in named if rest[name] for one in groups for column in _NOT_UPHELD
            ]
            yield with_cells(report, about("AR-TXT-T4", same[0], problem, remedy), cells)


def _not_upheld(report: AnnualReport, name: str, groups: Sequence[str]) -> list[str]:
    """What table 4 counts besides 结果维持, in words."""
    sides = {column: remedy_side(report, groups, column, name) for column in _NOT_UPHELD}
    return [f"{_COLUMNS[column]} {side.value} 件" for column, side in sides.items() if side is not None and side.value]
