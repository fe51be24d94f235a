"""What may be done to a case on a day: each act with its article and last day, or why the law does not allow it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.core.law.casework import Act
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.errors import RuleError
from gongkai.core.law.events import FEE_LETTER, REASONS_LETTER, SUPPLEMENT_LETTER, Event
from gongkai.core.law.fold import Law, fold, take

# Entered by the system or about one entry in particular, so that there is nothing to offer.
_NOT_OFFERED = frozenset({Act.SUBMIT, Act.CORRECT})


@dataclass(frozen=True, slots=True)
class NextAct:
    """One act: allowed or not, why not, and the last day for it (None: none, or not known)."""

    act: Act
    allowed: bool
    why: str
    last_day: date | None


def next_acts(clock: CaseClock, today: date, law: Law) -> tuple[NextAct, ...]:
    """Return every act with whether it is lawful today; the guards are those of the fold, tried with a sample entry."""
    return tuple(_tried(clock, act, today, law) for act in Act if act not in _NOT_OFFERED)


def _tried(clock: CaseClock, act: Act, today: date, law: Law) -> NextAct:
    try:
        take(clock, _sample(clock, act, today, law), law)
    except RuleError as error:
        return NextAct(act, allowed=False, why=str(error), last_day=None)
    return NextAct(act, allowed=True, why="", last_day=_last_day(clock, act, today, law))


def _sample(clock: CaseClock, act: Act, today: date, law: Law) -> Event:
    """Make an entry with particulars in which nothing can be wrong but the act itself."""
    key = {
        Act.CONSULT: "（新的对象）",
        Act.RECEIVE_OPINION: _unanswered(clock),
        Act.RECORD_DELIVERY: _undelivered(clock),
    }
    days = {Act.EXTEND: 1}
    until = {Act.DEFER: date.max}
    return Event(
        id="",
        act=act,
        on=today,
        key=key.get(act, ""),
        days=days.get(act, 0),
        until=until.get(act),
        outcome="closed_other" if act is Act.SEND else "",
    )


def _unanswered(clock: CaseClock) -> str:
    return next((key for key, each in clock.consultations.items() if each.closed_on is None), "")


def _undelivered(clock: CaseClock) -> str:
    letters = {SUPPLEMENT_LETTER: clock.supplement, REASONS_LETTER: clock.reasons, FEE_LETTER: clock.fee}
    sent = {key: letter for key, letter in {**clock.consultations, **letters}.items() if letter is not None}
    return next((key for key, letter in sent.items() if letter.delivered_on is None), "")


def _last_day(clock: CaseClock, act: Act, today: date, law: Law) -> date | None:
    match act:
        case Act.CONFIRM_RECEIPT:
            return clock.receipt.conservative_on
        case Act.ASK_SUPPLEMENT:
            found = clock.supplement_notice_due(law.calendar)
        case Act.SUPPLEMENT:
            found = clock.supplement_due(law.calendar, law.settings)
        case Act.PAY:
            found = clock.payment_due(law.calendar)
        case Act.EXTEND | Act.DEFER | Act.DEMAND_FEE | Act.CONSULT | Act.DRAFT | Act.APPROVE | Act.SEND:
            return law.due_on(clock, today)
        case _:
            return None
    return found.due_on if found else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new entry does to a case: the clock before and after, the due dates, and the sentence for the log."""

    before: CaseClock
    after: CaseClock
    due_before: date | None
    due_after: date | None
    sentence: str


def effect(entries: Iterable[Event], entry: Event, today: date, law: Law) -> Effect:
    """Try a new entry, which may be of an earlier day or a correction; say what it moves. Raises RuleError."""
    so_far = tuple(entries)
    old, after = fold(so_far, law), fold((*so_far, entry), law)
    due_before, due_after = law.due_on(old, today), law.due_on(after, today)
    said = [move.sentence for move in after.moves if move not in old.moves]
    if due_before != due_after and not said:
        said = ["更正记录后，答复期限按其余记录重新计算。"]
    if due_before and entry.on <= due_before < today:
        said.append("这是答复期限届满以后补录的记录，理由和凭据见办理记录。")
    return Effect(old, after, due_before, due_after, "".join(said))
