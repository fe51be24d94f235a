"""What every page of a body shows around its own: the body, its columns in the unified layout, where one is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.words import Section


class Place(NamedTuple):
    """A column as the layout shows it."""

    body: str
    pk: int
    name: str
    slug: str
    section: str

    @property
    def address(self) -> str:
        """/<body>/<section>/<column>/, and /<body>/<section>/ where the column is the section itself."""
        own = "" if self.slug == self.section else f"{self.slug}/"
        return f"/{self.body}/{self.section}/{own}"


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the layout with its columns; one column of the section's own name is the section itself."""

    section: Section
    address: str
    columns: list[Place]

    @property
    def inner(self) -> list[Place]:
        """The columns that have pages of their own."""
        return [column for column in self.columns if column.slug != self.section.value]


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page (面包屑); the last one has no address."""

    name: str
    address: str = ""


def body_at(slug: str) -> PublicBody:
    """Return the body whose part of the platform has an address. Raises Http404."""
    found = PublicBody.objects.filter(slug=slug, home__isnull=False).select_related("successor").first()
    if found is None:
        raise Http404
    return found


def frame(body: PublicBody, *crumbs: Crumb, column: Column | None = None, section: str = "") -> dict[str, Any]:
    """Return what the frame of a page of a body shows."""
    return {
        "body": body,
        "blocks": blocks_of(body, layout_of(body)),
        "crumbs": [Crumb(_("首页"), "/"), Crumb(body.short_name, f"/{body.slug}/"), *crumbs],
        "column": column,
        "section": column.section if column is not None else section,
    }


def layout_of(body: PublicBody) -> list[Place]:
    """Return the columns of a body in the order of the layout."""
    return [Place(body.slug, *row) for row in public.layout_of(body)]


def blocks_of(body: PublicBody, columns: Iterable[Place]) -> list[Block]:
    """Return the sections of a body in the order of the unified layout, each with its columns."""
    order = list(Section)
    ranked = sorted(columns, key=lambda column: order.index(Section(column.section)))
    grouped = {Section(name): list(some) for name, some in groupby(ranked, key=lambda column: column.section)}
    return [Block(section, f"/{body.slug}/{section.value}/", grouped.get(section, [])) for section in order]
