"""Which feeds there are, and which of them show a disclosure."""

from collections.abc import Iterator

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.portal.feeds.views import KINDS


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield the feeds of its body, of the columns it stands or stood in, and of all."""
    former = [place.column for place in disclosure.former_places.select_related("column")]
    names = ["all", disclosure.public_body.slug]
    names += [_name(disclosure.public_body, column) for column in (disclosure.column, *former)]
    yield from _both(names)


def everything() -> Iterator[str]:
    """Yield every feed but those of searches."""
    yield from _both(["all"])
    for body in PublicBody.objects.filter(home__isnull=False):
        yield from _of(body)


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield the feeds that name a body: its own, those of its columns, and that of all."""
    yield from _both(["all"])
    yield from _of(body)


def _of(body: PublicBody) -> Iterator[str]:
    yield from _both([body.slug, *(_name(body, column) for column in public.columns_of(body))])


def _name(body: PublicBody, column: Column) -> str:
    return f"{body.slug}/{column.section}/{column.slug}"


def _both(names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        yield from (f"/feed/{name}.{kind}" for kind in KINDS)
