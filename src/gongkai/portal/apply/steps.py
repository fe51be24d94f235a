"""The steps of a case as its applicant reads them: what, when, by which article; nothing that is inside work."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.applications.models import Application, CaseEvent, Delivery
from gongkai.apps.applications.selectors.cases import Case
from gongkai.apps.applications.services.deliveries import REPLY
from gongkai.core.law.casework import Act
from gongkai.core.law.events import in_order
from gongkai.core.law.remedies import RemedyDates, Variant, inaction_dates, remedies, remedy_dates

# Inside work of the body.
_INSIDE: Final = frozenset(
    {
        Act.HAND_OVER,
        Act.NOTE_TRANSFER,
        Act.PROPOSE_FEE,
        Act.DRAFT,
        Act.RETURN_DRAFT,
        Act.APPROVE,
        Act.ARCHIVE,
        Act.CORRECT,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way."""

    on: date
    label: str
    basis: str
    told: str


def steps(case: Case) -> list[Step]:
    """Return the steps that stand, in order."""
    rows: dict[str, CaseEvent] = {str(row.number): row for row in case.entries}
    standing = [rows[event.id] for event in in_order(case.events) if event.act not in _INSIDE]
    return [Step(row.on, row.label, row.basis, row.told) for row in standing]


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the applicant can do about an answer, or about one that did not come, and until when."""

    first: bool  # reconsideration must come before a lawsuit
    known_on: date
    dates: RemedyDates


def remedies_of(case: Case) -> Remedies | None:
    """Return the remedies of a case today; None while there is nothing to attack or the day is not known."""
    law = case.law
    if case.clock.overdue(case.today, law.calendar, law.settings) and case.clock.answered_on is None:
        due_on = case.answer.due_on
        if due_on is not None:
            return Remedies(first=False, known_on=due_on, dates=inaction_dates(due_on, law.calendar, law.settings))
    known_on = _known_on(case.application)
    if known_on is None or not case.clock.outcome or case.clock.answered_on is None:
        return None
    variant = remedies(case.clock.outcome, case.clock.answered_on, law.settings)[0].variant
    dates = remedy_dates(variant, known_on, law.calendar, law.settings)
    return Remedies(first=variant is Variant.RECONSIDERATION_FIRST, known_on=known_on, dates=dates)


def _known_on(application: Application) -> date | None:
    """Return when the answer, or the letter that closed the case, reached the applicant."""
    signed = Delivery.objects.filter(application=application, subject__in=[REPLY, "closing"], signed_on__isnull=False)
    return signed.order_by("signed_on").values_list("signed_on", flat=True).first()
