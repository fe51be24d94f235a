"""What answers a subscriber."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.core.search.errors import SearchError
from gongkai.core.search.question import Order, Question
from gongkai.portal.feeds.forms import Feed, Item, atom, json_feed
from gongkai.portal.search.services import store

LENGTH: Final = 30  # newest entries
SHOWN: Final = (
    "title", "summary", "published_at", "corrected_at", "public_id", "public_body__slug", "public_body__name",
    "column__title",
)  # fmt: skip
KINDS: Final = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}


@require_safe
def everything(request: HttpRequest, kind: str) -> HttpResponse:
    """What is new of all bodies."""
    return _answer(kind, Feed("政府信息公开", "/feed/all", "/"), public.published())


@require_safe
def of_body(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What is new of a body."""
    body = PublicBody.objects.filter(slug=slug, home__isnull=False).first()
    if body is None:
        raise Http404
    return _answer(kind, Feed(f"{body.name}政府信息公开", f"/feed/{slug}", f"/{slug}/"), public.published(body=body))


@require_safe
def of_column(request: HttpRequest, slug: str, section: str, name: str, kind: str) -> HttpResponse:
    """What is new in a column."""
    column = public.column_by_address(slug, section, name)
    if column is None:
        raise Http404
    title = f"{column.home.public_body.short_name}{column.name}"
    return _answer(kind, Feed(title, f"/feed/{slug}/{section}/{name}", column.address), public.published(column=column))


@require_safe
def of_search(request: HttpRequest, kind: str) -> HttpResponse:
    """What is new of what a search finds. 503 when the search is down, so that a reader keeps what it has."""
    typed = request.GET.get("q", "")
    filters = {name: request.GET[name][:80] for name in ("body", "section") if request.GET.get(name)}
    try:
        hits = store().search(Question.read(typed, filters=filters, order=Order.NEWEST), size=LENGTH).hits
    except SearchError as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    found = {one.public_id: one for one in public.published().filter(public_id__in=[hit.id for hit in hits])}
    feed = Feed(f"检索：{typed}", "/feed/search", "/search/")
    return _answer(kind, feed, [found[hit.id] for hit in hits if hit.id in found])


def _answer(kind: str, feed: Feed, found: QuerySet[Disclosure] | list[Disclosure]) -> HttpResponse:
    if isinstance(found, QuerySet):
        found = found.defer(None).only(*SHOWN)
    newest = found[:LENGTH]
    make = {"atom": atom, "json": json_feed}[kind]
    return HttpResponse(make(feed, [Item.of(one) for one in newest]), content_type=KINDS[kind])
