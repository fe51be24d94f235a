"""Breakdowns in the prose that should add up (其中……)."""

from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import about
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.statements import breakdowns

_SOURCE: Final = f"约定：{LETTER}，报告内容应当准确"


@rule("AR-TXT-SUM", severity=Severity.WARNING, source=_SOURCE, title="文中总数等于列出的各分项之和")
def parts_make_the_whole(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """A whole in the prose differs from its parts where the words promise that these are all of it."""
    for broken in breakdowns(report):
        if not broken.reason or broken.sum == broken.whole.value:
            continue
        unit = broken.whole.unit
        parts = "+".join(f"{part.value}" for part in broken.parts)
        gap = broken.sum - broken.whole.value
        more = f"多 {gap}" if gap > 0 else f"少 {-gap}"
        yield about(
            "AR-TXT-SUM",
            broken.whole,
            f"文中总数是 {broken.whole.value} {unit}，列出的分项 {parts} = {broken.sum} {unit}，比总数{more} {unit}"
            f"（{broken.reason}，所以应当相等）。",
            "请核对总数和各分项，改正其中写错的一个；有分项没有列出或者互相重叠的，请在文中写明。",
        )
