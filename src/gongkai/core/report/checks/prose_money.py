"""Money in the prose against table 2 (信息处理费、行政事业性收费)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import about, of_this_year, with_cells
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.statements import statements
from gongkai.core.report.reading.prose.subjects import Subject

_FEES: Final = "t2.fees.amount_wan"
_NOT_COLLECTED: Final = re.compile(r"总金额|通知|应收|应缴|减免|标准|每件|每页|未收|退")
_SOURCE: Final = f"《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；{LETTER}，表二"


@rule(
    "AR-S6-T2FEE",
    severity=Severity.WARNING,
    source=_SOURCE,
    title="收取的信息处理费不超过表二行政事业性收费",
    editions=("2021",),
)
def fees_within_table(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """信息处理费 is an 行政事业性收费, so what section 6 says was collected cannot exceed table 2 (in 万元)."""
    total = report.number(_FEES)
    collected = [
        one
        for one in statements(report)
        if one.section == "s6"
        and one.kind is NumberKind.MONEY
        and one.subject is Subject.PROCESSING_FEE
        and one.exact
        and of_this_year(report, one)
        and not _NOT_COLLECTED.search(one.left)
    ]
    if total is None or not collected:
        return
    most = max(collected, key=lambda one: one.value)
    yuan = Decimal(total) * 10_000
    if most.value > yuan:
        finding = about(
            "AR-S6-T2FEE",
            most,
            f"文中收取的信息处理费是 {most.value} 元，表二“行政事业性收费”是 {total} 万元，即 {_plain(yuan)} 元，"
            f"少 {_plain(most.value - yuan)} 元。信息处理费属于行政事业性收费，应当包含在内。",
            "请把收取的信息处理费计入表二的行政事业性收费，单位是万元。",
        )
        yield with_cells(report, finding, [_FEES])


def _plain(amount: int | Decimal) -> str:
    """An amount without trailing zeros."""
    return format(Decimal(amount).normalize(), "f")
