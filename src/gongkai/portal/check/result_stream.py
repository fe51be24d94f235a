"""The result page in pieces, sent as they are ready: first the files, then a line a file read, then the reports."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from gongkai.core.report.together import contexts
from gongkai.portal.check.forms import Upload
from gongkai.portal.check.report_page import ReportView, report_view
from gongkai.portal.check.results import check_one
from gongkai.portal.check.workers import WORKERS, Failure, Read


@dataclass(frozen=True, slots=True)
class Failed:
    """A file without a result on the page: the id of its place, its name and the reason."""

    id: str
    name: str
    failure: Failure


log = logging.getLogger(__name__)

BROKEN: Final = Failure(
    _("检查这份报告时网站出了故障，没有得出结果。"),
    _("请把文件另存为其他格式再试；故障已经记入日志，也可以告诉本网站的主办单位。"),
)


def result_stream(request: HttpRequest, given: Sequence[Upload], published_on: date | None = None) -> Iterator[str]:
    """Yield the pieces of the page; a file that gives no report has its reason in its place."""
    top = render_to_string("check/result.html", {"files": given, "published_on": published_on}, request)
    before, _mark, after = top.partition("<!-- reports -->")
    begin, _mark, rest = before.partition("<!-- progress -->")
    yield begin
    reads: list[Read] = []
    for read in WORKERS.read_all(given):
        reads.append(read)
        yield render_to_string("check/progress.html", {"read": read})
    yield rest
    yield from _reports(reads, published_on)
    yield after


def _reports(reads: Sequence[Read], published_on: date | None) -> Iterator[str]:
    """Yield an overview of several, then reports and failures in the order of the files, then the end of the page."""
    shown = list(_shown(reads, published_on))
    sound = [item for item in shown if isinstance(item, ReportView)]
    many = len(reads) > 1
    if many:
        yield render_to_string("check/overview.html", {"items": shown})
    for item in shown:
        if isinstance(item, ReportView):
            yield render_to_string("check/report.html", {"report": item})
        else:
            yield render_to_string("check/failure.html", {"failed": item})
    yield render_to_string("check/end.html", {"sound": sound, "many": many})


def _shown(reads: Sequence[Read], published_on: date | None) -> Iterator[ReportView | Failed]:
    """Yield for each file its report as shown, or why there is none."""
    around = iter(contexts([read.report for read in reads if read.report is not None]))
    number = 0
    for place, read in enumerate(reads, 1):
        failure = read.failure or BROKEN
        if read.report is not None:
            try:
                view = report_view(check_one(read.report, next(around), published_on), number + 1)
            except Exception:
                # A fault of the program in one report must not take the others' results with it.
                log.exception("a report could not be checked or shown")
            else:
                number += 1
                yield view
                continue
        yield Failed(f"x{place}", read.name, failure)
