"""Which public addresses show something of a disclosure, and so change with it."""

from collections.abc import Iterator

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure, Explanation, Platform
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.lists import year_address, years_of
from gongkai.portal.pages.neighbours import neighbours


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield the addresses that show a disclosure: its own, its neighbours', its lists', those it is bound to."""
    yield disclosure.address
    yield from (other.address for other in neighbours(disclosure) if other is not None)
    columns = {disclosure.column, *(place.column for place in disclosure.former_places.select_related("column__home"))}
    for column in columns:
        yield column.address
        yield f"{column.home.address}{column.section}/"
        if disclosure.published_at is not None:
            yield year_address(column, disclosure.published_at)
    yield f"/{disclosure.public_body.slug}/"
    yield "/"
    yield from (f"/{slug}/documents/{public_id}/" for slug, public_id in _bound_to(disclosure))


def _bound_to(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    """Yield body and public id of what explains it, what it explains, what it replaces, and what replaced it."""
    numbers = {
        disclosure.successor_id,
        *Explanation.objects.filter(explained=disclosure).values_list("page", flat=True),
        *Explanation.objects.filter(page=disclosure).values_list("explained", flat=True),
        *Disclosure.objects.filter(successor=disclosure).values_list("pk", flat=True),
    }
    found = public.published().filter(pk__in=numbers - {None})
    yield from found.values_list("public_body__slug", "public_id")


def everything() -> Iterator[str]:
    """Yield every public address there is."""
    if not Platform.objects.exists():
        return
    yield "/"
    for body in PublicBody.objects.filter(home__isnull=False):
        yield from _lists_of(body)
    for disclosure in public.published().iterator(chunk_size=2000):
        yield disclosure.address


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield the addresses that show the name, the profile or the columns of a body: all of its own, and the home."""
    yield "/"
    yield from _lists_of(body)
    yield from (f"/{one.slug}/" for one in PublicBody.objects.filter(successor=body, home__isnull=False))
    for disclosure in public.published(body=body).iterator(chunk_size=2000):
        yield disclosure.address


def _lists_of(body: PublicBody) -> Iterator[str]:
    yield f"/{body.slug}/"
    yield from (f"/{body.slug}/{section.value}/" for section in Section)
    for column in public.columns_of(body):
        yield column.address
        yield from (year_address(column, year) for year in years_of(column))
