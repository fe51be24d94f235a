"""The page `/check/`: reports are read, checked and shown; nothing of them is kept.

The forms carry the site's CSRF token although the page keeps nothing: without it a foreign site could have this one
show a report of its making, under this site's name.
"""

from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.core.report.errors import ReportError
from gongkai.portal.check.examples import EXAMPLES, example_uploads
from gongkai.portal.check.forms import Upload, uploads
from gongkai.portal.check.published import day_of
from gongkai.portal.check.result_stream import result_stream
from gongkai.portal.check.workers import BUSY, WORKERS, Failure

NOTHING = (_("没有收到报告。"), _("请选择文件，或者把报告的全文粘贴到文本框里，再开始检查。"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Show the form; with reports handed in, check them and show the result as it grows."""
    if request.method != "POST":
        return _form(request)
    given = uploads(request)
    if not given:
        return _form(request, *NOTHING, status=HTTPStatus.BAD_REQUEST)
    try:
        published_on = day_of(request.POST.get("published", ""))
    except ReportError as error:
        return _form(request, error.problem, error.remedy, status=HTTPStatus.BAD_REQUEST)
    return _result(request, given, published_on)


@never_cache
@require_safe
def example(request: HttpRequest, example_id: str) -> HttpResponseBase:
    """Check the files of an example, as if the visitor had handed them in."""
    given = example_uploads(example_id)
    if not given:
        raise Http404
    return _result(request, given)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def download_view(request: HttpRequest) -> HttpResponse:
    """Write a report that the page sends back in another form; opened as an address, lead to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("check:page"))
    sent = request.POST
    made = WORKERS.download(sent.get("wanted", ""), sent.getlist("report"), sent.get("published", ""))
    if isinstance(made, Failure):
        status = HTTPStatus.SERVICE_UNAVAILABLE if made is BUSY else HTTPStatus.BAD_REQUEST
        return _form(request, made.problem, made.remedy, status=status)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=made.name) or "attachment",
        # A report saved as a page must not act in this site's name, should a browser show it after all.
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(made.data, content_type=made.media, headers=headers)


def _form(
    request: HttpRequest, problem: str = "", remedy: str = "", *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "problem": problem,
        "remedy": remedy,
        "examples": EXAMPLES,
        "limit_mb": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        "limit_bytes": settings.UPLOAD_LIMIT_BYTES,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "check/form.html", context, status=status)


def _result(request: HttpRequest, given: list[Upload], published_on: date | None = None) -> StreamingHttpResponse:
    get_token(request)  # before the answer begins: its cookie stands in the headers
    answer = StreamingHttpResponse(result_stream(request, given, published_on))
    if len(given) > 1:
        answer.headers["X-Accel-Buffering"] = "no"  # nginx: hand the page on as it grows
    return answer
