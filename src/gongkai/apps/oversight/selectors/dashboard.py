"""A district at a glance: kept facts of all its bodies judged by the rules of each year, or counted for a day."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.models import Task, YearFacts
from gongkai.apps.oversight.selectors.counting import facts_of
from gongkai.apps.oversight.selectors.percents import percents
from gongkai.apps.oversight.selectors.rules import as_of, rules
from gongkai.apps.oversight.selectors.years import years_kept
from gongkai.apps.oversight.states import UNDER_WAY, WITH_BODY
from gongkai.core.oversight import BodyFacts, Rank, Rule, Sheet, ranking, score


@dataclass(frozen=True, slots=True)
class Line:
    """One body in the order: its place, its marks, its points of other years, its tasks."""

    rank: Rank[int]
    body: PublicBody
    years: tuple[Decimal | None, ...]
    tasks: int
    late_tasks: int

    @property
    def sheet(self) -> Sheet:
        """The marks."""
        return self.rank.sheet


class Dashboard:
    """The bodies of a district for a year; `on` asks for a day of inspection instead, counted at once."""

    def __init__(self, district: PublicBody, year: int, now: datetime, on: date | None = None) -> None:
        self.district, self.year, self.now = district, year, now
        self.today = timezone.localdate(now)
        self.is_simulated = on is not None
        self.on = on or as_of(year, self.today)
        self.all_years = list(reversed(years_kept(now)))
        self.years = [one for one in self.all_years if one != year]

    @cached_property
    def bodies(self) -> dict[int, PublicBody]:
        """The bodies that are judged: those below the district that are open, or the district where there are none."""
        below = PublicBody.objects.filter(path__startswith=self.district.path, closed_on=None).order_by("path")
        found = {body.pk: body for body in below if body.pk != self.district.pk}
        return found or {self.district.pk: self.district}

    @cached_property
    def rules(self) -> list[Rule]:
        """The indicators in force on the day."""
        return rules(self.district, self.on)

    @property
    def points(self) -> Decimal:
        """All points together."""
        return sum((rule.points for rule in self.rules), Decimal(0))

    def _rows(self, year: int) -> QuerySet[YearFacts]:
        return YearFacts.objects.filter(public_body__in=self.bodies, year=year)

    @cached_property
    def _kept(self) -> list[YearFacts]:
        return list(self._rows(self.year))

    @cached_property
    def facts(self) -> dict[int, BodyFacts]:
        """The facts of each body for the year."""
        if self.is_simulated:
            return facts_of(self.bodies.values(), self.year, min(self.today, self.on))
        return {row.public_body_id: row.opened() for row in self._kept}

    @property
    def counted_at(self) -> datetime | None:
        """When the oldest of the facts was counted; None for none."""
        if self.is_simulated:
            return self.now
        return min((row.counted_at for row in self._kept), default=None)

    @property
    def uncounted(self) -> int:
        """How many bodies were not counted yet."""
        return len(self.bodies) - len(self.facts)

    @cached_property
    def lines(self) -> list[Line]:
        """The bodies in their order."""
        sheets = {number: score(facts, self.rules, self.on) for number, facts in self.facts.items()}
        tasks, others = self._tasks(), self._other_years()
        return [
            Line(rank, self.bodies[rank.of], tuple(others[year].get(rank.of) for year in self.years), *tasks[rank.of])
            for rank in ranking(sheets)
        ]

    def _other_years(self) -> dict[int, dict[int, Decimal | None]]:
        found: dict[int, dict[int, Decimal | None]] = {}
        for year in self.years:
            on = as_of(year, self.today)
            then = rules(self.district, on)
            found[year] = percents(self._rows(year), then, on) if then else {}
        return found

    def _tasks(self) -> dict[int, tuple[int, int]]:
        rows = Task.objects.filter(public_body__in=self.bodies, state__in=UNDER_WAY).order_by()
        late = Q(state__in=WITH_BODY, due_on__lt=self.today)
        counted = rows.values_list("public_body").annotate(number=Count("pk"), late=Count("pk", filter=late))
        found = {body: (number, overdue) for body, number, overdue in counted}
        return {number: found.get(number, (0, 0)) for number in self.bodies}

    @cached_property
    def average(self) -> Decimal | None:
        """The mean of the points of all bodies that were judged."""
        return mean([line.sheet.percent for line in self.lines])

    @cached_property
    def published(self) -> dict[int, int]:
        """How much all bodies published in each year."""
        found = {year: [row.opened() for row in self._rows(year)] for year in self.years}
        found[self.year] = list(self.facts.values())
        return {year: sum(one.published for one in facts) for year, facts in found.items() if facts}

    @cached_property
    def averages(self) -> dict[int, Decimal | None]:
        """The mean of the points of each year."""
        others = {year: mean(list(found.values())) for year, found in self._other_years().items()}
        return {**others, self.year: self.average}


def mean(percents: list[Decimal | None]) -> Decimal | None:
    """Return the mean of the points there are, None for none."""
    found = [one for one in percents if one is not None]
    return (sum(found, Decimal(0)) / len(found)).quantize(Decimal("0.01")) if found else None
