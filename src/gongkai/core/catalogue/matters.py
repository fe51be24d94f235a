"""What duties are drawn from: matters in their versions, and the records that may meet them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.core.catalogue.limits import TimeLimit
from gongkai.core.catalogue.words import Carrier


@dataclass(frozen=True, slots=True)
class Matter:
    """One version of a matter (公开事项), in force from `from_on` up to the day before `until_on`."""

    code: str
    title: str
    owner: str
    limit: TimeLimit
    carriers: frozenset[Carrier]
    from_on: date
    until_on: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether this version holds on a day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Record:
    """A record (政府信息) of a matter: when it was formed and published, and when it first stood on each carrier."""

    key: str
    matter: str
    formed_on: date | None
    published_on: date | None
    sent: Mapping[Carrier, date] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day it was formed; where nobody wrote that down, the day it was published."""
        return self.formed_on or self.published_on

    def on(self, carrier: Carrier) -> date | None:
        """Return the first day on a carrier; the site itself is a website."""
        days = [day for day in (self.sent.get(carrier), self._own(carrier)) if day is not None]
        return min(days, default=None)

    def _own(self, carrier: Carrier) -> date | None:
        return self.published_on if carrier is Carrier.WEBSITE else None
