"""Lists of disclosures: the newest, one year, or what a question leaves, each page found without counting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Entry

SIZE: Final = 20  # of a page
OF_A_YEAR: Final = 500  # most entries that the page of a year shows; the older ones follow page by page


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed by (筛选): each empty or one value."""

    year: int | None = None
    theme: str = ""
    office: int | None = None
    validity: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Narrowing":
        """Read a question of an address; what cannot be is left out."""
        return cls(
            year=_number(asked.get("year", ""), 1949, 2999),
            theme=asked.get("theme", "")[:60],
            office=_number(asked.get("office", ""), 1, 2**31),
            validity=asked.get("validity", "") if asked.get("validity") in {"in_force", "ended"} else "",
        )

    @property
    def question(self) -> dict[str, str]:
        """The part of an address that asks for it."""
        named = {"year": self.year, "theme": self.theme, "office": self.office, "validity": self.validity}
        return {name: str(value) for name, value in named.items() if value}

    def of(self, found: QuerySet[Disclosure]) -> QuerySet[Disclosure]:
        """Return what is left of a list."""
        if self.year is not None:
            found = found.filter(published_at__gte=_new_year(self.year), published_at__lt=_new_year(self.year + 1))
        if self.theme:
            found = found.filter(theme=self.theme)
        if self.office is not None:
            found = found.filter(office=self.office)
        if self.validity:
            narrowed = public.in_force if self.validity == "in_force" else public.no_longer_in_force
            found = narrowed(found, timezone.localdate())
        return found


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list; `older` is the question for the next one, or empty at the end."""

    entries: list[Entry]
    older: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    is_first: bool = True


def newest(found: QuerySet[Disclosure], size: int = SIZE) -> Listing:
    """Return the first page of a list."""
    return _page(found, Narrowing(), size, is_first=True)


def asked(found: QuerySet[Disclosure], question: Mapping[str, str], size: int = SIZE) -> Listing:
    """Return the page a question asks for: narrowed, and older than the entry it names (`before`)."""
    narrowing = Narrowing.read(question)
    found = narrowing.of(found)
    last = public.published().filter(public_id=question.get("before", "")[:12]).first()
    return _page(public.before(found, last) if last else found, narrowing, size, is_first=last is None)


def _page(found: QuerySet[Disclosure], narrowing: Narrowing, size: int, *, is_first: bool) -> Listing:
    entries = public.entries(found[: size + 1])
    older = ""
    if len(entries) > size:
        older = urlencode({**narrowing.question, "before": entries[size - 1].public_id})
    return Listing(entries[:size], older, narrowing, is_first)


def of_year(column: Column, year: int) -> Listing:
    """Return what a column published in a year."""
    narrowing = Narrowing(year=year)
    return _page(narrowing.of(public.published(column=column)), narrowing, OF_A_YEAR, is_first=True)


def years_of(column: Column) -> Iterable[int]:
    """Return the years from the newest entry of a column to the oldest."""
    found = public.published(column=column).values_list("published_at", flat=True)
    newest_at = found.first()
    if newest_at is None:
        return ()
    oldest_at = found.order_by("published_at", "page_ptr").first()
    return range(timezone.localtime(newest_at).year, timezone.localtime(oldest_at or newest_at).year - 1, -1)


def year_address(column: Column, when: int | datetime) -> str:
    """Return the address of what a column published in a year."""
    year = timezone.localtime(when).year if isinstance(when, datetime) else when
    return f"{column.address}{year}/"


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())


def _number(text: str, low: int, high: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0
    return number if low <= number <= high else None
