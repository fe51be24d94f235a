"""What the public may see. Nothing here returns what was never published, or the content of what was withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column, Disclosure, FormerPlace, Withdrawal
from gongkai.apps.publishing.words import Section, Standing, Validity

# What the page of a disclosure shows, of itself and of what it hangs on.
SHOWN = (
    "title", "public_id", "standing", "index_number", "document_number", "issuing_body", "made_on", "published_at",
    "corrected_at", "theme", "form", "keywords", "validity", "effective_on", "expires_on", "ended_on", "successor",
    "publicity", "source", "summary", "html", "public_body", "office__name", "community__name",
    "column__title", "column__slug", "column__section", "column__home__slug",
)  # fmt: skip
# What a list shows; the body, its HTML and its text stay in the database.
HEAVY = ("body", "html", "plain_text")


def published(
    *,
    body: PublicBody | None = None,
    column: Column | None = None,
    section: Section | None = None,
    bodies: Iterable[PublicBody] | None = None,
) -> QuerySet[Disclosure]:
    """Return what is public, newest first, for lists: without bodies' texts. Slice it, or page it by `before`."""
    found = Disclosure.objects.filter(standing=Standing.PUBLISHED)
    if body is not None:
        found = found.filter(public_body=body)
    if bodies is not None:
        found = found.filter(public_body__in=bodies)
    if column is not None:
        found = found.filter(column=column)
    if section is not None:
        found = found.filter(column__section=section)
    ordered: QuerySet[Disclosure] = (
        found.select_related("public_body", "column").defer(*HEAVY).order_by("-published_at", "-page_ptr")
    )
    return ordered


class Entry(NamedTuple):
    """An entry of a list: what it shows of a disclosure, and no more, as a list costs what it reads."""

    pk: int
    title: str
    public_id: str
    published_at: datetime
    body_slug: str
    body_name: str
    day: str  # of publication, as a list prints it

    @property
    def address(self) -> str:
        """The canonical path on the public site."""
        return f"/{self.body_slug}/documents/{self.public_id}/"


def entries(found: QuerySet[Disclosure]) -> list[Entry]:
    """Return a list, cut to its length before, as entries."""
    rows = found.values_list("pk", "title", "public_id", "published_at", "public_body__slug", "public_body__short_name")
    return [
        Entry(pk, title, public_id, at, slug, name, timezone.localdate(at).isoformat())
        for pk, title, public_id, at, slug, name in rows
    ]


def newest_of_each(columns: QuerySet[Column], number: int) -> dict[int, list[Entry]]:
    """Return, by the number of the column, its newest public disclosures: looked up in each, never counted through."""
    own = Disclosure.objects.filter(standing=Standing.PUBLISHED, column=OuterRef("pk")).order_by(
        "-published_at", "-page_ptr"
    )
    places = {f"newest_{n}": Subquery(own.values("pk")[n : n + 1]) for n in range(number)}
    rows = columns.order_by().annotate(**places).values_list("pk", *places)
    wanted = [pk for _, *numbers in rows for pk in numbers if pk is not None]
    found = {one.pk: one for one in entries(Disclosure.objects.filter(pk__in=wanted))}
    return {column: [found[pk] for pk in numbers if pk in found] for column, *numbers in rows}


def whole(*, body: PublicBody | None = None) -> QuerySet[Disclosure]:
    """Return what is public with its HTML and text, in the order of publication: for search, bulk files, baking."""
    found = Disclosure.objects.filter(standing=Standing.PUBLISHED)
    if body is not None:
        found = found.filter(public_body=body)
    ordered: QuerySet[Disclosure] = (
        found.select_related("public_body", "column", "office", "community", "successor")
        .defer("body")
        .order_by("published_at", "page_ptr")
    )
    return ordered


def before(found: QuerySet[Disclosure], last: Disclosure) -> QuerySet[Disclosure]:
    """Return what comes after `last` in a list that is newest first, without counting what came before."""
    at, number = last.published_at, last.pk
    return found.filter(Q(published_at__lt=at) | Q(published_at=at, page_ptr__lt=number))


def after(found: QuerySet[Disclosure], first: Disclosure) -> QuerySet[Disclosure]:
    """Return what stands before `first` in a list that is newest first, in the reverse order."""
    at, number = first.published_at, first.pk
    newer = found.filter(Q(published_at__gt=at) | Q(published_at=at, page_ptr__gt=number))
    return newer.order_by("published_at", "page_ptr")


def in_force(found: QuerySet[Disclosure], on: date) -> QuerySet[Disclosure]:
    """Return those that are in force on a day: not ended by an act, and their term not run out."""
    return found.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), validity=Validity.IN_FORCE)


def no_longer_in_force(found: QuerySet[Disclosure], on: date) -> QuerySet[Disclosure]:
    """Return those that are not in force on a day (废止、失效、已修改)."""
    return found.filter(~Q(validity=Validity.IN_FORCE) | Q(expires_on__lt=on))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays at the address of a disclosure that was withdrawn: its name and number, why, and when."""

    title: str
    index_number: str
    body: PublicBody
    withdrawal: Withdrawal


def by_address(body_slug: str, public_id: str) -> Disclosure | Tombstone | None:
    """Return what stands at /<body>/documents/<public id>/: a disclosure, a tombstone, or nothing."""
    found = (
        Disclosure.objects.filter(public_id=public_id, public_body__slug=body_slug)
        .exclude(standing=Standing.UNPUBLISHED)
        .select_related("public_body", "column__home", "office", "community")
        .prefetch_related("attachments__document", "corrections")
        .only(*SHOWN)
        .first()
    )
    if found is None or found.standing == Standing.PUBLISHED:
        return found  # type: ignore[no-any-return]
    return Tombstone(found.title, found.index_number or "", found.public_body, found.withdrawal)


def explainers(disclosure: Disclosure) -> list[Entry]:
    """Return the public disclosures that explain this one (政策解读)."""
    return entries(published().filter(explains__explained=disclosure))


def explained(disclosure: Disclosure) -> list[Entry]:
    """Return the public disclosures that this one explains."""
    return entries(published().filter(explained_by__page=disclosure))


def columns_of(body: PublicBody) -> QuerySet[Column]:
    """Return the columns of a body in the order of the layout, the closed ones that hold something public too."""
    found: QuerySet[Column] = (
        Column.objects.filter(Q(closed_on=None) | Exists(_public_in()), home__public_body=body)
        .select_related("home")
        .order_by("position", "pk")
    )
    return found


def layout_of(body: PublicBody) -> list[tuple[int, str, str, str]]:
    """Return number, name, name in addresses and section of the columns of a body: each of its pages shows them.

    The same columns as `columns_of`; what closed ones hold is asked for only where there are closed ones.
    """
    rows = Column.objects.filter(home__public_body=body).order_by("position", "pk")
    found = list(rows.values_list("pk", "title", "slug", "section", "closed_on"))
    closed = [pk for pk, *_, closed_on in found if closed_on is not None]
    kept = set(columns_of(body).filter(pk__in=closed).values_list("pk", flat=True)) if closed else set()
    return [(pk, *names) for pk, *names, closed_on in found if closed_on is None or pk in kept]


def open_columns_of(body: PublicBody) -> QuerySet[Column]:
    """Return the columns of a body that take something new, in the order of the layout."""
    return columns_of(body).filter(closed_on=None)


def _public_in() -> QuerySet[Disclosure]:
    found: QuerySet[Disclosure] = Disclosure.objects.filter(standing=Standing.PUBLISHED, column=OuterRef("pk"))
    return found


def column_by_address(body_slug: str, section: str, slug: str) -> Column | None:
    """Return the column at /<body>/<section>/<column>/."""
    found = Column.objects.filter(home__public_body__slug=body_slug, section=section, slug=slug)
    column: Column | None = found.select_related("home__public_body").first()
    return column if column is None or column.closed_on is None or published(column=column).exists() else None


def moved_to(column: Column, public_id: str) -> Disclosure | None:
    """Return the public disclosure that stands in a column, or stood there before it was moved."""
    found = Disclosure.objects.filter(public_id=public_id, standing=Standing.PUBLISHED).select_related("public_body")
    here = FormerPlace.objects.filter(column=column).values("disclosure")
    return found.filter(Q(column=column) | Q(pk__in=here)).first()  # type: ignore[no-any-return]


def named(word: str) -> Disclosure | None:
    """Return the public disclosure with an index number or a public id."""
    found = Disclosure.objects.filter(Q(index_number=word) | Q(public_id=word), standing=Standing.PUBLISHED)
    return found.select_related("public_body").first()  # type: ignore[no-any-return]
