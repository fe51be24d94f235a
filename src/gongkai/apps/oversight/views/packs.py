"""Packages of evidence of a body: ordered, and taken along when they are made."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.views.acting import do
from gongkai.apps.oversight.models import EvidencePack
from gongkai.apps.oversight.services.packs import TRIES, order_pack
from gongkai.apps.oversight.views.asked import FIRST, READERS, body_asked, require_any

ORDERERS = (Act.OVERSEE, Act.DRAFT_REPORT)
_PIECE = 64 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The packages of a body; a year that is sent orders one."""
    body = body_asked(request, slug, *(ORDERERS if request.method == "POST" else READERS))
    this = timezone.localdate().year
    years = range(this, max(FIRST, this - 6), -1)
    if request.method == "POST":
        year = request.POST.get("year", "")
        if year not in {str(one) for one in years}:
            raise Http404
        if do(request, None, lambda: order_pack(by=person(request), body=body, year=int(year), now=timezone.now())):
            messages.success(request, _("已经交给后台制作，一般一两分钟。请刷新页面。"))
        return redirect("oversight:packs", slug)
    packs = EvidencePack.objects.filter(public_body=body)[:20]
    may_order = any(may_act(request, act, body) for act in ORDERERS)
    given = {"body": body, "page": "packs", "packs": packs, "years": years, "may_order": may_order, "tries": TRIES}
    return render(request, "oversight/packs.html", given)


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A package as a file."""
    row = get_object_or_404(EvidencePack.objects.select_related("public_body"), pk=pk)
    require_any(request, row.public_body, *READERS)
    if not row.file:
        raise Http404

    def pieces() -> Iterator[bytes]:
        with row.file.open("rb") as opened:
            yield from iter(lambda: opened.read(_PIECE), b"")

    answer = StreamingHttpResponse(pieces(), content_type="application/zip")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{row}.zip") or ""  # noqa: FBT003
    answer.headers["Content-Length"] = str(row.bytes)
    return answer
