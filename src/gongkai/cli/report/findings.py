"""The findings of a check as text, JSON, HTML and workbook."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from gongkai.cli import batch
from gongkai.core.report.checks import Finding, Severity
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.naming import name_of
from gongkai.core.report.writers.findings import HEAD, as_mapping, as_row
from gongkai.core.report.writers.layout import printable
from gongkai.core.report.writers.listing import Listing, to_html, to_xlsx

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_QUOTED = 80  # characters of a passage shown on the terminal
_PAGE_HEAD = ("级别", "规则", "位置", "问题", "改法", "依据")  # the page has one table a file; advice is in 改法
_HEAD = ("文件", *HEAD)


@dataclass(frozen=True, slots=True)
class Checked:
    """One file after the check: its findings, or why it could not be read."""

    path: Path
    name: str = ""  # organ and year
    findings: tuple[Finding, ...] = ()
    failure: batch.Failure | None = None


def checked(path: Path, report: AnnualReport, findings: Sequence[Finding]) -> Checked:
    """Return the result for a report that was read."""
    unnamed = f"没有认出机关，{report.year}年" if report.year else "没有认出机关"
    return Checked(path, name_of(report) if report.organ else unnamed, tuple(findings))


def as_text(item: Checked) -> str:
    """Return the findings of one file for the terminal."""
    if not item.findings:
        return f"{item.path}（{item.name}）：没有发现问题。\n"
    parts = [_finding_text(finding) for finding in item.findings]
    return f"{item.path}（{item.name}）：{_totals(item.findings)}\n{''.join(parts)}"


def _totals(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return "、".join(f"{severity.label} {counts[severity]} 个" for severity in Severity if counts[severity])


def _finding_text(finding: Finding) -> str:
    label = click.style(finding.severity.label, fg=_COLOURS[finding.severity], bold=True)
    # Many problem sentences begin with the place; it is not said twice.
    place = "" if finding.problem.startswith(finding.place) else f" {finding.place}"
    lines = [
        f"{finding.rule}{place}",
        finding.problem,
        _quotation(finding),
        finding.remedy,
        finding.doubt,
        finding.mend,
    ]
    lines.append(f"依据：{finding.source}")
    # What is quoted from a report may hold control characters; none of them may reach the terminal.
    first, *rest = (printable(line) for line in lines if line)
    return "".join([f"  {label} {first}\n", *(f"    {line}\n" for line in rest)])


def _quotation(finding: Finding) -> str:
    """Return the words of the report that a finding is about, on one line; "" where the problem quotes them itself."""
    bare = "".join(finding.passage.split())
    if not bare or any(piece.strip("…") in bare for piece in re.findall(r"“([^”]{4,})”", finding.problem)):
        return ""
    words = " ".join(finding.passage.split())
    return f"原文：“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”"


def as_json_line(item: Checked) -> str:
    """Return the findings of one file as one line of JSON; a file that could not be read has `error`."""
    found: dict[str, Any] = {"file": str(item.path), "findings": [as_mapping(one) for one in item.findings]}
    if item.failure:
        found["error"] = {"problem": item.failure.problem, "remedy": item.failure.remedy}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def as_html(items: Sequence[Checked]) -> bytes:
    """Return the findings of all files as one page."""
    lines = [_summary(items), *(_unread(item) for item in items if item.failure)]
    tables = [Listing(f"{item.path.name}（{item.name}）", _PAGE_HEAD, tuple(_page_rows(item))) for item in items]
    return to_html("年度报告检查结果", lines, tables)


def as_xlsx(items: Sequence[Checked]) -> bytes:
    """Return the findings of all files as a workbook."""
    rows = tuple((str(item.path), *as_row(one)) for item in items for one in item.findings)
    unread = tuple((str(item.path), f"{item.failure.problem}{item.failure.remedy}") for item in items if item.failure)
    listings = [Listing("检查结果", _HEAD, rows), Listing("未能读取", ("文件", "原因"), unread)]
    return to_xlsx("年度报告检查结果", listings if unread else listings[:1])


def _summary(items: Sequence[Checked]) -> str:
    findings = [finding for item in items for finding in item.findings]
    read = sum(not item.failure for item in items)
    return f"共检查 {read} 份报告：{_totals(findings) or '没有发现问题'}。"


def _unread(item: Checked) -> str:
    return f"{item.path}：{item.failure.problem}{item.failure.remedy}" if item.failure else ""


def _page_rows(item: Checked) -> Iterator[tuple[str, ...]]:
    for one in item.findings:
        advice = "\n".join(text for text in (one.remedy, one.doubt, one.mend) if text)
        yield (one.severity.label, one.rule, one.place, one.problem, advice, one.source)
