"""The downloads of a result. Nothing is kept on the site: the page carries its reports, and sends them back."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gongkai.core.report.errors import OversizedFile, UnknownOutput
from gongkai.core.report.exchange import from_json
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import WRITERS, write
from gongkai.core.report.writers.findings import HEAD, as_mapping, as_row
from gongkai.core.report.writers.layout import printable
from gongkai.core.report.writers.listing import Listing, to_xlsx
from gongkai.portal.check.limits import CARRIED, refuse_too_long
from gongkai.portal.check.published import day_of
from gongkai.portal.check.results import Checked, check_all

MEDIA: Final[Mapping[str, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST: Final = 80  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Download:
    """A file made for the visitor."""

    name: str
    media: str
    data: bytes


def download(wanted: str, carried: Sequence[str], published: str = "") -> Download:
    """Return what a button of the page asks for.

    `wanted` is “3.docx”, the third report in a form of the writers, or “findings.xlsx”, the findings of all reports;
    `published` is the day of publication that the visitor told, "" for none.
    Raises UnknownOutput for any other, WrongExchange where a carried report is none, OversizedFile where there is more
    than the page would have carried.
    """
    what, _, form = wanted.partition(".")
    if what == "findings" and form in _FINDINGS:
        checked = check_all([_report(text) for text in carried], day_of(published))
        return Download(f"年度报告检查结果.{form}", MEDIA[form], _FINDINGS[form](checked))
    if form not in WRITERS or not (what.isascii() and what.isdigit() and 0 < int(what[:6]) <= len(carried)):
        raise UnknownOutput(printable(wanted[:20]), "、".join(WRITERS))
    report = _report(carried[int(what[:6]) - 1])
    return Download(f"{_file_name(report)}.{form}", MEDIA[form], write(report, form))


def _report(carried: str) -> AnnualReport:
    data = carried.encode("utf-8", errors="replace")
    if len(data) > CARRIED:
        raise OversizedFile(f"{CARRIED // 1_000_000} MB")
    report = from_json(data)
    refuse_too_long(report)
    return report


def _file_name(report: AnnualReport) -> str:
    name = report.title or f"{report.organ}年度报告"
    return _UNSAFE.sub("", name)[:_LONGEST].strip(" .") or "年度报告"


def _as_json(checked: Sequence[Checked]) -> bytes:
    found: list[dict[str, Any]] = [
        {"file": one.report.file, "name": one.name, "findings": [as_mapping(finding) for finding in one.findings]}
        for one in checked
    ]
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _as_xlsx(checked: Sequence[Checked]) -> bytes:
    rows = tuple((one.report.file, one.name, *as_row(finding)) for one in checked for finding in one.findings)
    return to_xlsx("年度报告检查结果", [Listing("检查结果", ("文件", "报告", *HEAD), rows)])


_FINDINGS: Final[Mapping[str, Callable[[Sequence[Checked]], bytes]]] = {"xlsx": _as_xlsx, "json": _as_json}
