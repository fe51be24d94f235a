"""Dead links (失效链接): which links public disclosures have, and a look at each every few days."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing import reaching
from gongkai.apps.publishing.links_in import links_in
from gongkai.apps.publishing.models import Disclosure, Link
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.signals import corrected, published, withdrawn

AT_ONCE: Final = 8  # links of one round, each of another host
LOOKED_THROUGH: Final = 200  # rows in which hosts are chosen
LONGEST: Final = 12.0  # seconds of one round: the other work of the worker waits so long
AGAIN: Final = timedelta(days=1)  # after a failure
OUTAGE: Final = timedelta(hours=1)  # after a round in which nothing was reached: then it is the line, not the links
ENOUGH: Final = 3  # hosts that must all be silent to call it an outage


@receiver([published, corrected], sender=Disclosure, dispatch_uid="gongkai.apps.publishing.links.note")
def note_links(sender: type, disclosure: Disclosure, **_more: Any) -> None:
    """Keep the links of what was just published; what is known of those that stayed is kept."""
    found = set(links_in(disclosure.html))
    disclosure.links.exclude(address__in=found).delete()
    known = set(disclosure.links.values_list("address", flat=True))
    at = disclosure.corrected_at or disclosure.published_at or timezone.now()
    Link.objects.bulk_create(Link(disclosure=disclosure, address=one, due_at=at) for one in sorted(found - known))


@receiver(withdrawn, sender=Disclosure, dispatch_uid="gongkai.apps.publishing.links.forget")
def forget_links(sender: type, disclosure: Disclosure, **_more: Any) -> None:
    """Forget the links of what is no longer public."""
    disclosure.links.all().delete()


def links_due(*, now: datetime) -> int:
    """Look at links whose turn it is, each of another host; return how many. Off by the setting, and in training."""
    if not settings.LINK_DAYS or settings.DEMO:
        return 0
    chosen = _of_different_hosts(Link.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:LOOKED_THROUGH])
    inside = {one.pk: _inside(one.address) for one in chosen}
    outside = [one for one in chosen if inside[one.pk] is None]
    looked = _looks([one.address for one in outside])
    if len(outside) >= ENOUGH and not any(found.is_reached for found in looked.values()):
        Link.objects.filter(due_at__lte=now).update(due_at=now + OUTAGE)
        return 0
    for link in chosen:
        _note(link, inside[link.pk] or looked.get(link.address, reaching.Found()), now)
    return len(chosen)


def look_again(*, body: PublicBody, now: datetime) -> int:
    """Let the failing links of a body be looked at as soon as the worker comes to it; return how many."""
    return int(Link.objects.filter(disclosure__public_body=body, failures__gt=0).update(due_at=now))


def _of_different_hosts(rows: Iterable[Link]) -> list[Link]:
    chosen: dict[str, Link] = {}
    for row in rows:
        chosen.setdefault(urlsplit(row.address).netloc or row.address, row)
    return list(chosen.values())[:AT_ONCE]


def _looks(addresses: list[str]) -> dict[str, reaching.Found]:
    """Look at several at the same time; one that does not come back in time was not reached."""
    if not addresses:
        return {}
    pool = ThreadPoolExecutor(len(addresses))
    asked = {pool.submit(reaching.look, one): one for one in addresses}
    done, late = wait(asked, timeout=LONGEST)
    pool.shutdown(wait=False, cancel_futures=True)
    silent = reaching.Found("没有在规定时间内答复", is_reached=False)
    return {asked[one]: one.result() for one in done} | {asked[one]: silent for one in late}


def _inside(address: str) -> reaching.Found | None:
    """Return what is found at a page of this site, by its own records; None for a page elsewhere."""
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_ADDRESS).netloc:
        return None
    words = parts.path.strip("/").split("/")
    if len(words) != 3 or words[1] != "documents":
        return reaching.Found()
    there = public.by_address(words[0], words[2])
    if there is None:
        return reaching.Found("本网站没有这一页")
    return reaching.Found() if isinstance(there, Disclosure) else reaching.Found("链接的内容已经撤下")


@transaction.atomic
def _note(link: Link, found: reaching.Found, now: datetime) -> None:
    kept = Link.objects.select_for_update().filter(pk=link.pk).first()
    if kept is None:  # withdrawn or corrected meanwhile
        return
    kept.looked_at, kept.problem = now, found.problem
    kept.failures = min(kept.failures + 1, 1000) if found.problem else 0
    kept.failing_since = (kept.failing_since or now) if found.problem else None
    kept.due_at = now + (AGAIN if found.problem else timedelta(days=settings.LINK_DAYS))
    kept.save()
