"""Prose copied from last year's report or from another body's (内容雷同)."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import ACCOUNTABILITY
from gongkai.core.report.checks.names import names
from gongkai.core.report.checks.privacy import masked
from gongkai.core.report.checks.shingles import Likeness, Prose, likeness, prose
from gongkai.core.report.checks.uncompared import COMPARED, of_another_body, of_same_year
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport

_SOURCE: Final = f"{ACCOUNTABILITY}：内容雷同的追究责任；相同的界限为约定"
_SHORTEST: Final = 80  # characters without marks below which likeness says nothing
_QUOTED: Final = 24  # characters quoted of further passages
_LABELS: Final = {section.id: section.label for section in COMMON.sections}


class _Match(NamedTuple):
    other: AnnualReport
    like: Likeness


@rule("AR-DUP", severity=Severity.WARNING, source=_SOURCE, title="第一、五部分不照抄上年或者别的机关的报告")
def copied_prose(report: AnnualReport, context: Context) -> Iterator[Finding]:
    """Sections 1 and 5 against last year's report and those of other bodies, figures, dates and names set aside."""
    others = [other for other in context.others if other is not report]
    previous = None if of_same_year(report, context.previous) else context.previous
    if previous is None and not others:
        return
    for section in COMPARED:
        own = section_prose(report, section)
        if len(own.reduced) < _SHORTEST:
            continue
        if previous is not None:
            yield from _copied(report, section, own, [previous], context)
        yield from _copied(report, section, own, others, context)


def section_prose(report: AnnualReport, section: str) -> Prose:
    """Return a section reduced for comparison, personal data masked; empty where the report has none."""
    found = report.sections.get(section)
    return prose(masked(found.text) if found else "", names(report.organ))


def _copied(
    report: AnnualReport, section: str, own: Prose, others: list[AnnualReport], context: Context
) -> Iterator[Finding]:
    """Yield at most one finding: for the most similar of the reports that are too similar."""
    matches = [_Match(other, likeness(own, section_prose(other, section))) for other in others]
    alike = [match for match in matches if match.like.share >= context.settings.duplicate_share and match.like.passages]
    if not alike:
        return
    nearest = max(alike, key=lambda match: match.like.share)
    more = f"另有 {len(alike) - 1} 份报告也达到这个程度。" if len(alike) > 1 else ""
    yield Finding(
        rule="AR-DUP",
        severity=Severity.WARNING,
        where=section,
        place=f"“{_LABELS[section]}”",
        problem=f"“{_LABELS[section]}”有 {_percent(nearest.like.share)} 的文字与"
        f"{_called(report, nearest.other, context)}相同（数字、日期和机关名称不计）{_quoted(nearest.like)}。{more}",
        remedy="请按当年的实际情况重写相同的段落，写明本年做了什么、解决了什么问题。",
        source=_SOURCE,
        passage=nearest.like.passages[0],
    )


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _called(report: AnnualReport, other: AnnualReport, context: Context) -> str:
    year = f"{other.year}年的" if other.year else "上年的" if other is context.previous else ""
    if (other is context.previous and not of_another_body(report, other)) or other.organ == report.organ:
        return f"本机关{year}报告"
    return f"{other.organ or '另一个机关'}{year}报告"


def _quoted(like: Likeness) -> str:
    further = "”“".join(f"{passage[:_QUOTED]}……" for passage in like.passages[1:3])
    return f"，最长的一段有 {len(like.passages[0])} 字" + (f"，还有“{further}”等段落" if further else "")
