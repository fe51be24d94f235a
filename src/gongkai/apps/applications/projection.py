"""What the entries of a case say today, in the columns that lists and counts are made of. Pure: nothing is asked here.

Counting (conventions, as the form is silent): a case counts as new from its day of receipt, and as a result on the day
it first ended; what is done after a remedy has reopened it counts in table 4 and not once more in table 3. A case that
ended before its receipt was confirmed counts as new on that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.core.law.casework import UNANSWERED, Act, State
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.deadlines import ReplyClock
from gongkai.core.law.events import Event, in_order
from gongkai.core.law.fold import Law, fold

_ENDS = frozenset({Act.SEND, Act.WITHDRAW, Act.ABANDON, Act.CLOSE, Act.RETURN})
_SUPPLEMENT_ASKABLE = frozenset({State.RECEIVED, State.IN_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Where a case stands in table 3."""

    counted_from: date | None = None
    counted_on: date | None = None
    counted_outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The columns of `Application` that are a cache of its entries."""

    state: str
    is_open: bool
    received_on: date | None
    due_on: date | None
    due_is_strict: bool
    waits_for: str
    waits_what: str
    waits_until: date | None
    supplement_until: date | None
    answered_on: date | None
    in_time: bool | None
    outcome: str
    counted_from: date | None
    counted_on: date | None
    counted_outcome: str
    projected_on: date


def project(events: Iterable[Event], today: date, law: Law, clock: CaseClock | None = None) -> Projection:
    """Return the columns of a case as they are on a day; `clock` where the entries are folded already."""
    entries = tuple(events)
    clock = clock or fold(entries, law)
    counted = count(entries, clock, law)
    is_open = clock.state in UNANSWERED
    waiting = clock.waiting(today, law.calendar, law.settings)
    strict = clock.state is State.SUBMITTED
    return Projection(
        state=clock.state.value,
        is_open=is_open,
        received_on=clock.receipt.received_on,
        due_on=_due_on(clock, today, law) if is_open else None,
        due_is_strict=strict,
        waits_for=waiting.party.value,
        waits_what=waiting.what,
        waits_until=waiting.until,
        supplement_until=_supplement_until(clock, law),
        answered_on=clock.answered_on,
        in_time=clock.in_time,
        outcome=clock.outcome,
        counted_from=counted.counted_from,
        counted_on=counted.counted_on,
        counted_outcome=counted.counted_outcome,
        projected_on=today,
    )


def _due_on(clock: CaseClock, today: date, law: Law) -> date | None:
    """Return the due date; before receipt is confirmed the one counted from the arrival, which is never later."""
    if clock.starts_on is None:
        return ReplyClock(clock.receipt.conservative_on).due(law.calendar, law.settings).due_on
    return law.due_on(clock, today)


def _supplement_until(clock: CaseClock, law: Law) -> date | None:
    if clock.supplement is not None or clock.state not in _SUPPLEMENT_ASKABLE:
        return None
    due = clock.supplement_notice_due(law.calendar)
    return due.due_on if due else None


def count(entries: tuple[Event, ...], clock: CaseClock, law: Law) -> Counted:
    """Return where a case stands in table 3."""
    ordered = in_order(entries)
    end = next((place for place, event in enumerate(ordered) if event.act in _ENDS), None)
    received = clock.receipt.received_on
    if end is None:
        return Counted(counted_from=received)
    reopened = next((place for place, event in enumerate(ordered) if event.act is Act.REOPEN), None)
    outcome = clock.outcome if reopened is None else fold(ordered[:reopened], law).outcome
    ended = ordered[end].on
    return Counted(counted_from=received or ended, counted_on=ended, counted_outcome=outcome)
