"""The clock of a case: what holds for every lawful history."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.law.casework import TRANSITIONS, UNANSWERED, Act, State
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.deadlines import Exclusion, ReplyClock, excluded_days
from gongkai.core.law.errors import RuleError
from gongkai.core.law.events import Event
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.next_acts import next_acts
from gongkai.core.law.settings import LawSettings
from gongkai.core.law.workdays import national
from tests.core.law.cases import LAW, histories

STRICT = Law(national(), LawSettings(consultation_conservative=True))
DAYS = st.dates(date(2020, 1, 1), date(2025, 6, 30))


def said_due(clock: CaseClock):
    return clock.moves[-1].after if clock.moves else None


@given(histories(), st.randoms(use_true_random=False))
def test_no_order_in_which_lawful_entries_are_made_gives_another_answer(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert fold(shuffled, LAW) == fold(history, LAW)


@given(histories())
def test_no_entry_moves_an_earlier_due_date_without_saying_so(history):
    if any(event.act is Act.CORRECT for event in history):  # said by `effect`, tested beside
        return
    before = None
    for upto in range(1, len(history) + 1):
        clock = fold(history[:upto], LAW)
        on = history[upto - 1].on
        if clock.state in UNANSWERED:
            assert said_due(clock) == clock.answer(on, LAW.calendar, LAW.settings, running=False).due_on
        if before is not None:
            assert clock.moves[: len(before.moves)] == before.moves
            assert len(clock.moves) <= len(before.moves) + 1
        before = clock
    assert all(move.why for move in before.moves)
    starts = [move.before for move in before.moves]
    assert starts == [None, *(move.after for move in before.moves[:-1])][: len(starts)]


@given(histories())
def test_the_state_is_what_the_table_says_step_by_step(history):
    if any(event.act is Act.CORRECT for event in history):
        return
    state = fold(history[:1], LAW).state
    for upto in range(2, len(history) + 1):
        state = TRANSITIONS[state, history[upto - 1].act]
        assert fold(history[:upto], LAW).state is state


@given(histories())
def test_once_only_acts_stand_at_most_once_and_an_outcome_exactly_when_the_case_is_ended(history):
    clock = fold(history, LAW)
    cancelled = {event.cancels for event in history if event.act is Act.CORRECT}
    acts = [event.act for event in history if event.id not in cancelled]
    assert acts.count(Act.ASK_SUPPLEMENT) <= 1
    assert acts.count(Act.EXTEND) <= 1 + acts.count(Act.REOPEN)
    assert bool(clock.outcome) == (clock.state not in UNANSWERED)
    assert (clock.answered_on is not None) == (clock.state not in UNANSWERED)


@given(histories())
def test_the_conservative_mode_is_never_later(history):
    try:
        strict = fold(history, STRICT)
    except RuleError:  # a day that is only just in time is too late in the stricter count
        return
    clock, today = fold(history, LAW), history[-1].on
    due_on = LAW.due_on(clock, today)
    if due_on is not None and clock.state in UNANSWERED:
        assert STRICT.due_on(strict, today) <= due_on


@given(histories(), st.integers(0, 40))
def test_a_later_look_at_the_same_case_never_shows_an_earlier_due_date(history, later):
    clock, today = fold(history, LAW), history[-1].on
    first, second = LAW.due_on(clock, today), LAW.due_on(clock, today + timedelta(days=later))
    assert first is None or second >= first


@given(histories())
def test_what_the_next_acts_allow_the_fold_takes_and_what_they_refuse_it_refuses(history):
    clock, today = fold(history, LAW), history[-1].on
    for each in next_acts(clock, today, LAW):
        assert each.allowed != bool(each.why)
        plain = Event(id="next", act=each.act, on=today, no=999)
        if each.act in {Act.ACCEPT, Act.WITHDRAW, Act.ABANDON, Act.ARCHIVE, Act.END_CONSULTATION, Act.CLOSE}:
            try:
                fold([*history, plain], LAW)
            except RuleError:
                assert not each.allowed
            else:
                assert each.allowed


@given(histories())
def test_every_history_can_be_brought_to_the_archive(history):
    clock, today = fold(history, LAW), history[-1].on
    ends = {State.SUBMITTED: [Act.WITHDRAW], State.SENT: [Act.SERVE], State.SERVED: [], State.ARCHIVED: []}
    ended = {State.ABANDONED, State.WITHDRAWN, State.CLOSED}
    acts = ends.get(clock.state, [] if clock.state in ended else [Act.CLOSE])
    acts = acts if clock.state is State.ARCHIVED else [*acts, Act.ARCHIVE]
    more = [Event(id=f"end{no}", act=act, on=today, no=1000 + no) for no, act in enumerate(acts)]
    assert fold([*history, *more], LAW).state is State.ARCHIVED


SPANS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 60)), max_size=4)


def spans(start, drawn) -> tuple[Exclusion, ...]:
    return tuple(
        Exclusion(start + timedelta(days=first), start + timedelta(days=first + length)) for first, length in drawn
    )


@given(DAYS, SPANS)
def test_the_excluded_days_are_the_union_each_counted_once(start, drawn):
    calendar, found = national(), spans(start, drawn)
    by_hand = {
        start + timedelta(days=n)
        for n in range(1, 200)
        if calendar.is_working(start + timedelta(days=n))
        and any(each.sent_on < start + timedelta(days=n) <= each.closed_on for each in found)
    }
    assert excluded_days(found, start, calendar) == by_hand
    assert excluded_days(found, start, calendar, conservative=True) <= by_hand


@given(DAYS, SPANS, st.integers(0, 20))
def test_the_reply_clock_is_monotone_and_its_derivation_ends_where_it_says(start, drawn, extension):
    calendar = national()
    clock = ReplyClock(start, extension, spans(start, drawn))
    found = clock.due(calendar)
    assert clock.formal(calendar).due_on <= found.due_on
    assert clock.strict(calendar).due_on <= found.due_on
    assert replace(clock, extended_by=20).due(calendar).due_on >= found.due_on
    days = found.derivation.days
    assert days[-1].on == found.due_on
    assert found.derivation.counted == 20 + extension
    assert sum(day.basis == found.period.excluded_basis for day in days) == len(found.period.excluded)
