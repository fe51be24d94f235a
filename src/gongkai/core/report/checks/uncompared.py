"""What the checks between reports could not compare: silence about it would read as “nothing found”."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import Context, Finding, Severity
from gongkai.core.report.checks.ending import Ending
from gongkai.core.report.checks.parts import LABELS
from gongkai.core.report.model import AnnualReport

COMPARED: Final = ("s1", "s5")  # the sections in which copied prose is looked for
_STANDING: Final = re.compile(r"(?:(?:人民)?政府|街道办事处|办事处|街道)?(?:办公[室厅])?$")  # one body, two names
_CARRIED_IN: Final = "t3.carried_in.total"
_CARRIED_OUT: Final = "t3.carried_out.total"
_LOOK: Final = "请打开原文核对；原文有的，请补上标题，或者换一种格式的文件再检查。"


def uncompared(report: AnnualReport, context: Context, end: Ending | None) -> Iterator[Finding]:
    """Yield what was not compared with last year's report and those of other bodies.

    What stands behind the end of a file cut short is told with that end.
    """
    previous = context.previous
    if previous is not None and report.year and previous.year and previous.year != report.year - 1:
        texts = "和文字" if of_same_year(report, previous) else ""
        yield _told(
            "",
            "对照的上年报告",
            f"对照的报告是{previous.year}年的，不是{report.year - 1}年的，没有核对两年之间的数字{texts}。",
            f"请换成{report.year - 1}年的报告再核对。",
        )
        previous = None
    if context.previous is not None and of_another_body(report, context.previous):
        yield _told(
            "",
            "对照的上年报告",
            f"对照的报告是{context.previous.organ}的，不是{report.organ}的。",
            "请换成本机关上年的报告再核对；机关改过名称的，请核对是不是同一个机关。",
        )
    behind = frozenset((*end.behind, *end.cells)) if end else frozenset()
    for section in COMPARED:
        yield from _section(report, context, section, told=section in behind)
    if previous is not None:
        yield from _carried(report, previous, told=bool({"s3", _CARRIED_IN} & behind))
    if not report.organ and (context.previous or context.others):
        yield _told(
            "",
            "机关名称",
            "没有读出机关名称，没有核对正文里有没有留下别的机关的名称。",
            "请在标题里写明机关名称，例如“××街道办事处2023年政府信息公开工作年度报告”。",
        )


def of_same_year(report: AnnualReport, previous: AnnualReport | None) -> bool:
    """Tell whether what was given as last year's report is of the report's own year."""
    return previous is not None and report.year is not None and previous.year == report.year


def of_another_body(report: AnnualReport, previous: AnnualReport) -> bool:
    """Tell whether what was given as last year's report is surely another body's: neither name ends in the other.

    示例区青石街道 and 示例区青石街道办事处 are one body, 青石街道办事处 is it without the name of its district.
    """
    one, other = (_STANDING.sub("", organ) for organ in (report.organ, previous.organ))
    return bool(one and other) and not one.endswith(other) and not other.endswith(one)


def _section(report: AnnualReport, context: Context, section: str, *, told: bool) -> Iterator[Finding]:
    """Yield one finding for a section that is not compared because one side was not read."""
    name = LABELS[section]
    previous = None if of_same_year(report, context.previous) else context.previous
    if not _is_read(report, section):
        against = [*(["上年的报告"] if previous else []), *(["别的机关的报告"] if context.others else [])]
        if against and not told:
            said = f"这份报告没有读出“{name}”，没有和{'、'.join(against)}比对这一部分的文字是否雷同。"
            yield _told(section, name, said, _LOOK)
    elif previous is not None and not _is_read(previous, section):
        said = f"{_called(previous)}没有读出“{name}”，没有比对这一部分的文字是否与上年雷同。"
        yield _told(section, name, said, _LOOK)


def _is_read(report: AnnualReport, section: str) -> bool:
    found = report.sections.get(section)
    return found is not None and bool(found.text.strip())


def _carried(report: AnnualReport, previous: AnnualReport, *, told: bool) -> Iterator[Finding]:
    """Say so where what was carried over could not be bound (上年结转、结转下年度)."""
    if report.count(_CARRIED_IN) is None and not told:
        lost = "这份报告没有读出表三“上年结转”的总计"
    elif previous.count(_CARRIED_OUT) is None and report.count(_CARRIED_IN) is not None:
        lost = f"{_called(previous)}没有读出表三“结转下年度继续办理”的总计"
    else:
        return
    yield _told("t3", "表三", f"{lost}，没有核对两年之间的结转。", "请打开原文核对，或者换一种格式的文件再检查。")


def _called(previous: AnnualReport) -> str:
    return f"{previous.year}年的报告" if previous.year else "上年的报告"


def _told(where: str, place: str, problem: str, remedy: str) -> Finding:
    return Finding("AR-READ", Severity.INFO, where, place, problem, remedy, "约定")
