"""Which files of the site map there are, and which of them name a disclosure."""

from collections.abc import Iterator

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.sitemap.years import years_of_bodies


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield the file of its body and year, and the index."""
    if disclosure.published_at is not None:
        year = timezone.localtime(disclosure.published_at).year
        yield f"/sitemap/{disclosure.public_body.slug}-{year}.xml"
    yield "/sitemap.xml"


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield the file of homes and columns: a body that is closed leaves it."""
    yield "/sitemap/columns.xml"


def everything() -> Iterator[str]:
    """Yield every file."""
    yield from ("/robots.txt", "/sitemap.xml", "/sitemap/columns.xml")
    for slug, years in years_of_bodies():
        yield from (f"/sitemap/{slug}-{year}.xml" for year in years)
