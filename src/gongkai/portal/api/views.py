"""What the API answers."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Query, Status
from ninja.errors import HttpError
from pydantic import Field

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Tombstone
from gongkai.apps.publishing.words import Section
from gongkai.portal.api.models import PublicChange
from gongkai.portal.api.shapes import (
    BodyShape,
    ChangesShape,
    ColumnShape,
    DisclosureShape,
    PageShape,
    body_shape,
    column_shape,
    disclosure_shape,
    head_shape,
)

MOST: Final = 200  # items of a page
# A change is told once every transaction that began before it has ended, so that none is told out of order and missed.
SETTLED: Final = timedelta(seconds=5)

Limit = Annotated[int, Field(ge=1, le=MOST, description="一页多少条")]

api = NinjaAPI(
    title="政府信息公开平台开放接口",
    version="1",
    description="已公开的政府信息，只读，不需要密钥。时间都带时区。内容可以自由使用，请注明来源。",
    docs_url=None,  # its page would load parts from elsewhere
    urls_namespace="api",
)


@api.get("/bodies", response=list[BodyShape], summary="全部机关")
def bodies(request: HttpRequest) -> Any:
    """Every body with a part of the platform, those above first."""
    found = PublicBody.objects.filter(home__isnull=False).select_related("parent").order_by("path")
    return [body_shape(body) for body in found]


@api.get("/bodies/{body}/columns", response=list[ColumnShape], summary="一个机关的栏目")
def columns(request: HttpRequest, body: str) -> Any:
    """The columns of a body in the order of the layout."""
    found = _body(body)
    return [column_shape(found, column) for column in public.columns_of(found)]


@api.get("/disclosures", response=PageShape, summary="已公开的信息，新的在前")
def disclosures(
    request: HttpRequest,
    body: str = "",
    section: Section | None = None,
    since: datetime | None = None,
    cursor: str = "",
    limit: Limit = 50,
) -> Any:
    """What is public, newest first, page by page."""
    found = public.published(body=_body(body) if body else None, section=section)
    if since is not None:
        found = found.filter(published_at__gte=_aware(since))
    if cursor:
        last = public.published().filter(public_id=_opened(cursor)).first()
        if last is None:
            raise HttpError(410, "这一页的起点已经撤下，请从第一页重新开始。")
        found = public.before(found, last)
    items = list(found[: limit + 1])
    more = len(items) > limit
    return {
        "items": [head_shape(one) for one in items[:limit]],
        "next": _closed(items[limit - 1].public_id) if more else None,
    }


@api.get("/disclosures/{id}", response={200: DisclosureShape, 410: dict[str, str]}, summary="一条信息")
def disclosure(request: HttpRequest, id: str) -> Any:  # noqa: A002 the name in the address
    """One disclosure with its text; 410 with the reason for one that was withdrawn."""
    slug = PublicBody.objects.filter(disclosures__public_id=id).values_list("slug", flat=True).first()
    found = public.by_address(slug, id) if slug else None
    if found is None:
        raise HttpError(404, "没有这条信息。")
    if isinstance(found, Tombstone):
        withdrawal = found.withdrawal
        return Status(
            410,
            {"id": id, "title": found.title, "withdrawn_at": withdrawal.at.isoformat(), "reason": withdrawal.reason},
        )
    return disclosure_shape(found)


@api.get("/changes", response=ChangesShape, summary="从某个顺序号以后的变动")
def changes(request: HttpRequest, after: Annotated[int, Query(ge=0)] = 0, limit: Limit = MOST) -> Any:
    """What changed since a number, oldest first: what a copy elsewhere needs to stay in step."""
    settled = timezone.now() - SETTLED
    found = PublicChange.objects.filter(pk__gt=after, at__lte=settled).select_related("disclosure__public_body")
    items = [
        {
            "number": one.pk,
            "kind": one.kind,
            "at": one.at,
            "id": one.disclosure.public_id,
            "address": f"{settings.SITE_ADDRESS}{one.disclosure.address}",
        }
        for one in found.order_by("pk")[:limit]
    ]
    return {"items": items, "after": items[-1]["number"] if items else after}


def _body(slug: str) -> PublicBody:
    found = PublicBody.objects.filter(slug=slug, home__isnull=False).first()
    if found is None:
        raise HttpError(404, "没有这个机关。")
    return found


def _aware(when: datetime) -> datetime:
    return when if timezone.is_aware(when) else timezone.make_aware(when)


def _closed(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise HttpError(400, "cursor 不对，请用上一页给出的 next。") from None
