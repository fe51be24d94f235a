"""The result page in pieces, sent as they are ready: first the files, then a line a file read, then the reports."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string

from gongkai.core.report.together import contexts
from gongkai.portal.check.forms import Upload
from gongkai.portal.check.readers import READERS, Failure, Read
from gongkai.portal.check.report_page import report_view
from gongkai.portal.check.results import check_one

log = logging.getLogger(__name__)

BROKEN: Final = Failure(
    "检查这份报告时网站出了故障，没有得出结果。",
    "请把文件另存为其他格式再试；故障已经记入日志，也可以告诉本网站的主办单位。",
)


def result_stream(request: HttpRequest, given: Sequence[Upload]) -> Iterator[str]:
    """Yield the pieces of the page; a file that gives no report has its reason in its place."""
    top = render_to_string("check/result.html", {"files": given}, request)
    before, _, after = top.partition("<!-- reports -->")
    begin, _, rest = before.partition("<!-- progress -->")
    yield begin
    reads: list[Read] = []
    for read in READERS.read_all(given):
        reads.append(read)
        yield render_to_string("check/progress.html", {"read": read})
    yield rest
    yield from _reports(reads)
    yield after


def _reports(reads: Sequence[Read]) -> Iterator[str]:
    """Yield the reports and failures in the order of the files, then the downloads that concern them all."""
    around = iter(contexts([read.report for read in reads if read.report is not None]))
    shown = 0
    for read in reads:
        if read.report is None:
            yield render_to_string("check/failure.html", {"read": read})
            continue
        try:
            view = report_view(check_one(read.report, next(around)), shown + 1)
            piece = render_to_string("check/report.html", {"report": view, "many": len(reads) > 1})
        except Exception:
            # A fault of the program in one report must not take the others' results with it.
            log.exception("a report could not be checked or shown")
            yield render_to_string("check/failure.html", {"read": replace(read, failure=BROKEN)})
            continue
        shown += 1
        yield piece
    yield render_to_string("check/downloads.html", {"shown": shown, "many": len(reads) > 1})
