"""The fold: entries in, clock out. Each act is checked against the law and the state before it counts.

The order in which entries are made plays no part: they are taken by their day. An act that the law does not allow
raises a RuleError with the reason and what is allowed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gongkai.core.law import outcomes
from gongkai.core.law.casework import UNANSWERED, Act, State, advance
from gongkai.core.law.clock import Answer, CaseClock, Consultation, Letter, Move
from gongkai.core.law.deadlines import check_extension
from gongkai.core.law.errors import (
    DeferralTooShort,
    ExtensionTooLate,
    FeeNoticeTooLate,
    OnlyOnce,
    StillRunning,
    SupplementPeriodUnreasonable,
    SupplementTooLate,
    WrongEntry,
)
from gongkai.core.law.events import FEE_LETTER, LETTERS, REASONS_LETTER, SUPPLEMENT_LETTER, Event, in_order
from gongkai.core.law.receipt import Channel, needs_confirmation, receipt
from gongkai.core.law.settings import DEFAULTS, LawSettings
from gongkai.core.law.words import chinese_date
from gongkai.core.law.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Law:
    """What every act is judged by: the calendar and the body's settings."""

    calendar: WorkCalendar
    settings: LawSettings = DEFAULTS

    def in_time(self, last_day: date | None, on: date) -> bool:
        """Whether a day is not after a last day; an unknown one lies behind the end of the calendar.

        Raises CalendarGap for a day of a year that is itself unknown.
        """
        if last_day is None:
            self.calendar.kind(on)
            return True
        return on <= last_day

    def due_on(self, clock: CaseClock, on: date) -> date | None:
        """Return the due date as it stands on a day, None where the calendar ends before it."""
        return clock.answer(on, self.calendar, self.settings).due_on


def fold(events: Iterable[Event], law: Law) -> CaseClock:
    """Return the clock of a case. Raises RuleError for an entry that the law does not allow on its day.

    Particulars: SUBMIT channel; CONSULT key, organ; RECEIVE_OPINION key; RECORD_DELIVERY key (a consultation's or one
    of LETTERS); EXTEND days; ASK_SUPPLEMENT days; DEFER until; REOPEN until; SEND outcome; CORRECT cancels.
    """
    ordered = in_order(events)
    first = ordered[0] if ordered else None
    if first is None or first.act is not Act.SUBMIT or first.channel is None:
        raise WrongEntry("办理记录应当从提交申请开始。", "请先登记申请的渠道和日期，并核对其他记录的日期。")
    clock = _submitted(first, first.channel, law)
    for event in ordered[1:]:
        clock = take(clock, event, law)
    return clock


def _submitted(event: Event, channel: Channel, law: Law) -> CaseClock:
    waits = needs_confirmation(channel, law.settings)
    found = receipt(channel, event.on, calendar=law.calendar, settings=law.settings)
    state = State.SUBMITTED if waits else State.RECEIVED
    clock = CaseClock(state=state, receipt=found, starts_on=found.received_on)
    return _said(None, clock, event, law)


def take(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    """Return the clock after one more entry, the last by its day. Raises RuleError."""
    state = advance(clock.state, event.act)
    change = _ACTS.get(event.act)
    changed = change(clock, event, law) if change else clock
    return _said(clock, replace(changed, state=state), event, law)


def _said(before: CaseClock | None, after: CaseClock, event: Event, law: Law) -> CaseClock:
    """Add the move of the due date, if there is one, with its reasons; an ended case moves no more."""
    if after.state not in UNANSWERED:
        return after
    old = before.moves[-1].after if before and before.moves else None
    new = after.answer(event.on, law.calendar, law.settings, running=False)
    if new.due_on == old:
        return after
    return replace(after, moves=(*after.moves, Move(event.on, event.act, old, new.due_on, _why(before, after, new))))


def _why(before: CaseClock | None, after: CaseClock, new: Answer) -> str:
    if new.due_on is None:
        return new.due.certain if new.due is not None else new.reason.rstrip("。")
    if before is None or before.starts_on is None:
        return f"收到申请，{new.basis}"
    if after.set_until is not None and after.set_until != before.set_until:
        return f"由机关确定日期，{after.set_by}"
    if after.starts_on != before.starts_on:
        return f"答复期限重新计算，{new.basis}"
    reasons = []
    if after.extension != before.extension:
        reasons.append(f"延长{after.extension}个工作日，《条例》第三十三条第二款")
    if new.due is not None and new.due.period.excluded:
        reasons.append(f"征求意见等{len(new.due.period.excluded)}个工作日不计入，《条例》第三十三条第三款")
    return "；".join(reasons) or "恢复计算答复期限"


def _confirm(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    found = receipt(
        clock.receipt.channel, clock.receipt.conservative_on, event.on, calendar=law.calendar, settings=law.settings
    )
    return replace(clock, receipt=found, starts_on=found.received_on, warnings=(*clock.warnings, *found.warnings))


def _ask_supplement(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if clock.supplement is not None:
        raise OnlyOnce(event.act.label, event.act.basis)
    last = clock.supplement_notice_due(law.calendar)
    if last is not None and not law.in_time(last.due_on, event.on):
        raise SupplementTooLate(last.due_on)
    least, most = law.settings.supplement_days_least, law.settings.supplement_days_most
    if event.days and not least <= event.days <= most:
        raise SupplementPeriodUnreasonable(event.days, least, most)
    return replace(clock, supplement=Letter(event.on, days=event.days or law.settings.supplement_days))


def _supplement(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    last = clock.supplement_due(law.calendar, law.settings)
    late = last is not None and last.due_on is not None and event.on > last.due_on
    told = ("补正超过了告知的期限；请核对有无正当理由（《条例》第三十条）。",) if late else ()
    fresh = _fresh(clock, event.on, "ANSWER_AFTER_SUPPLEMENT")
    return replace(fresh, warnings=(*clock.warnings, *told))


def _fresh(clock: CaseClock, on: date, term_id: str) -> CaseClock:
    """Start the count anew: extension, deferral and exclusions before are not carried over."""
    return replace(
        clock,
        starts_on=on,
        term_id=term_id,
        amount=0,
        extension=0,
        set_until=None,
        set_by="",
        reasons=None,
        reasons_given_on=None,
    )


def _consult(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if not event.key or event.key in clock.consultations or event.key in LETTERS:
        raise WrongEntry("征求意见没有写明对象，或同一对象已经征求过意见。", "请写明征求意见的对象，每个对象一条。")
    answer = clock.answer(event.on, law.calendar, law.settings)
    late = answer.due_on is not None and event.on > answer.due_on
    told = ("征求意见书在答复期限届满后才发出，征求意见的时间应当计入。",) if late else ()
    asked = {**clock.consultations, event.key: Consultation(event.on, event.organ)}
    return replace(clock, consultations=asked, warnings=(*clock.warnings, *told))


def _receive_opinion(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    asked = clock.consultations.get(event.key)
    if asked is None or asked.closed_on is not None:
        raise WrongEntry("没有与这条意见对应的征求意见，或意见已经登记过。", "请选择尚未回复的征求意见。")
    lapsed = asked.lapses_on(law.calendar)
    late = lapsed is not None and event.on > lapsed
    told = (f"意见在{chinese_date(lapsed)}期限届满后才收到，届满以后的时间应当计入。",) if late and lapsed else ()
    answered = {**clock.consultations, event.key: replace(asked, closed_on=event.on)}
    return replace(clock, consultations=answered, warnings=(*clock.warnings, *told))


def _end_consultation(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    still = clock.open_consultations(event.on, law.calendar)
    if still:
        lapses = [clock.consultations[key].lapses_on(law.calendar) for key in still]
        raise StillRunning("征求意见", max((day for day in lapses if day), default=None))
    return clock


def _deliver(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if event.key in clock.consultations:
        asked = clock.consultations[event.key]
        delivered = {**clock.consultations, event.key: replace(asked, delivered_on=_on(asked.sent_on, event))}
        return replace(clock, consultations=delivered)
    letters: Mapping[str, Letter | None] = {
        SUPPLEMENT_LETTER: clock.supplement,
        REASONS_LETTER: clock.reasons,
        FEE_LETTER: clock.fee,
    }
    letter = letters.get(event.key)
    if letter is None:
        raise WrongEntry("没有与这次送达对应的文书。", "请选择已经发出的文书。")
    done = replace(letter, delivered_on=_on(letter.sent_on, event))
    if event.key == SUPPLEMENT_LETTER:
        return replace(clock, supplement=done)
    return replace(clock, reasons=done) if event.key == REASONS_LETTER else replace(clock, fee=done)


def _on(sent_on: date, event: Event) -> date:
    if event.on < sent_on:
        raise WrongEntry("送达日期早于发出日期。", "请核对这两个日期。")
    return event.on


def _ask_reasons(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    return replace(clock, reasons=Letter(event.on), reasons_given_on=None)


def _receive_reasons(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    return replace(clock, reasons_given_on=event.on)


def _defer(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if clock.reasons is None:
        raise WrongEntry(
            "还没有要求申请人说明理由，不能延迟答复。", "请先要求说明理由，或办理延期答复（《条例》第三十五条）。"
        )
    due_on = law.due_on(clock, event.on)
    if not law.in_time(due_on, event.on):
        raise ExtensionTooLate(due_on)
    if event.until is None or event.until <= (due_on or event.on):
        raise DeferralTooShort(due_on)
    return replace(clock, set_until=event.until, set_by=event.act.basis)


def _extend(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    check_extension(event.days)
    if clock.extended:
        raise OnlyOnce(event.act.label, event.act.basis)
    if clock.set_until is not None:
        raise WrongEntry("答复日期已经另行确定，不能再延期。", f"请在{chinese_date(clock.set_until)}前答复。")
    due_on = law.due_on(clock, event.on)
    if not law.in_time(due_on, event.on):
        raise ExtensionTooLate(due_on)
    return replace(clock, extension=event.days, extended=True)


def _demand_fee(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if clock.fee is not None:
        raise OnlyOnce(event.act.label, "国办函〔2020〕109号第三条")
    due_on = law.due_on(clock, event.on)
    if not law.in_time(due_on, event.on):
        raise FeeNoticeTooLate(due_on)
    return replace(clock, fee=Letter(event.on))


def _pay(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    if not law.settings.payment_restarts_the_clock:
        return clock
    return _fresh(clock, event.on, "ANSWER_AFTER_PAYMENT")


def _abandon(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    for_supplement = clock.state is State.SUPPLEMENT_REQUESTED
    last = clock.supplement_due(law.calendar, law.settings) if for_supplement else clock.payment_due(law.calendar)
    what = "补正" if for_supplement else "缴费"
    if last is None or last.due_on is None:
        raise StillRunning(what, None)
    if event.on <= last.due_on:
        raise StillRunning(what, last.due_on)
    return _ended(clock, event.on, "closed_no_supplement" if for_supplement else "closed_unpaid", law)


def _withdraw(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    return _ended(clock, event.on, "closed_withdrawn", law)


def _close(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    return _ended(clock, event.on, "closed_other", law)


def _send(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    outcomes.outcome(event.outcome)  # raises UnknownCode
    return _ended(clock, event.on, event.outcome, law)


def _supplement_reply(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    """A supplementary answer may change the outcome, never the day of the first answer."""
    if event.outcome:
        outcomes.outcome(event.outcome)
    return replace(clock, outcome=event.outcome or clock.outcome)


def _ended(clock: CaseClock, on: date, outcome: str, law: Law) -> CaseClock:
    due_on = clock.answer(on, law.calendar, law.settings).due_on
    return replace(clock, answered_on=on, outcome=outcome, in_time=None if due_on is None else on <= due_on)


def _reopen(clock: CaseClock, event: Event, law: Law) -> CaseClock:
    """Begin a new period after a remedy: the day set there, or the body's default."""
    fresh = replace(_fresh(clock, event.on, "ANSWER_20"), extended=False, answered_on=None, in_time=None, outcome="")
    if event.until is not None:
        return replace(fresh, set_until=event.until, set_by=event.act.basis)
    return replace(fresh, amount=law.settings.reopened_days)


_ACTS: Final[Mapping[Act, Callable[[CaseClock, Event, Law], CaseClock]]] = {
    Act.CONFIRM_RECEIPT: _confirm,
    Act.RETURN: _close,
    Act.ASK_SUPPLEMENT: _ask_supplement,
    Act.SUPPLEMENT: _supplement,
    Act.CONSULT: _consult,
    Act.RECEIVE_OPINION: _receive_opinion,
    Act.END_CONSULTATION: _end_consultation,
    Act.RECORD_DELIVERY: _deliver,
    Act.ASK_REASONS: _ask_reasons,
    Act.RECEIVE_REASONS: _receive_reasons,
    Act.DEFER: _defer,
    Act.EXTEND: _extend,
    Act.DEMAND_FEE: _demand_fee,
    Act.PAY: _pay,
    Act.ABANDON: _abandon,
    Act.WITHDRAW: _withdraw,
    Act.CLOSE: _close,
    Act.SEND: _send,
    Act.SUPPLEMENT_REPLY: _supplement_reply,
    Act.REOPEN: _reopen,
}
