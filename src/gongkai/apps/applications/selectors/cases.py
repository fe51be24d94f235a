"""One case: its entries, clock and lawful next acts; found by number, person, or matter."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application, CaseEvent
from gongkai.core.law.casework import State
from gongkai.core.law.clock import Answer, CaseClock
from gongkai.core.law.deadlines import Due, ReplyClock
from gongkai.core.law.events import Event
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.next_acts import NextAct, next_acts


@dataclass(frozen=True)
class Case:
    """A case as it stands on a day: the rows, and what the law makes of them."""

    application: Application
    entries: tuple[CaseEvent, ...]
    law: Law
    today: date

    @property
    def events(self) -> tuple[Event, ...]:
        """The entries as the law reads them."""
        return tuple(each.as_event() for each in self.entries)

    @cached_property
    def clock(self) -> CaseClock:
        """The clock."""
        return fold(self.events, self.law)

    @cached_property
    def answer(self) -> Answer:
        """When the reply is due."""
        return self.clock.answer(self.today, self.law.calendar, self.law.settings)

    @cached_property
    def strict(self) -> Due | None:
        """The due date counted from the arrival, where confirmation came or will come later than that."""
        receipt = self.clock.receipt
        if receipt.received_on == receipt.conservative_on or self.clock.term_id != "ANSWER_20":
            return None
        return ReplyClock(receipt.conservative_on, self.clock.extension).due(self.law.calendar, self.law.settings)

    @cached_property
    def formal(self) -> Due | None:
        """The due date as if nothing were excluded; None where nothing is."""
        due = self.answer.due
        if due is None or not due.period.excluded or self.clock.starts_on is None:
            return None
        return ReplyClock(self.clock.starts_on, self.clock.extension, (), self.clock.term_id, self.clock.amount).due(
            self.law.calendar, self.law.settings
        )

    @cached_property
    def next_acts(self) -> tuple[NextAct, ...]:
        """Every act with whether it is lawful today, and why not."""
        return next_acts(self.clock, self.today, self.law)

    @property
    def state(self) -> State:
        """Where the case stands."""
        return self.clock.state


def case(application: Application, today: date) -> Case:
    """Return a case as it stands on a day."""
    return Case(application, tuple(application.entries.all()), law_for(application), today)


def same_person(application: Application) -> QuerySet[Application]:
    """Return the other applications of the same person to the same body, newest first."""
    index = application.applicant.person_index
    others = Application.objects.filter(body=application.body_id).exclude(pk=application.pk)
    return others.filter(applicant__person_index=index).order_by("-pk") if index else others.none()


def same_matter(application: Application) -> QuerySet[Application]:
    """Return the other applications to the same body for what is worded alike, newest first."""
    plain = application.wanted.strip()
    others = Application.objects.filter(body=application.body_id).exclude(pk=application.pk)
    return others.filter(wanted__icontains=plain[:30]).order_by("-pk") if plain else others.none()
