"""Cases for tests: entries written briefly, and random histories in which every entry was lawful when it was made."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gongkai.core.law.casework import Act, allowed
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.errors import RuleError
from gongkai.core.law.events import FEE_LETTER, REASONS_LETTER, SUPPLEMENT_LETTER, Event
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.receipt import Channel
from gongkai.core.law.workdays import national

LAW = Law(national())


def day(text: str) -> date:
    return date.fromisoformat(text)


def entry(act: Act, on: str | date, **particulars: Any) -> Event:
    on = day(on) if isinstance(on, str) else on
    return Event(**{"id": f"{act}-{on}-{particulars.get('key', '')}", "act": act, "on": on, **particulars})


def counter(on: str) -> Event:
    return entry(Act.SUBMIT, on, channel=Channel.COUNTER)


KEYS = ("甲公司", "乙公司", "丙局")
# Entries that end a case or say little come up less often, so that histories reach the rarer states.
RARE = {
    Act.WITHDRAW,
    Act.CLOSE,
    Act.RETURN,
    Act.ARCHIVE,
    Act.REOPEN,
    Act.CHANGE_CONTACT,
    Act.NOTE_TRANSFER,
    Act.CORRECT,
}


def _weighted(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts for _ in range(1 if act in RARE else 6)]


def _keys(act: Act, clock: CaseClock) -> list[str]:
    asked = list(clock.consultations)
    if act is Act.RECORD_DELIVERY:
        return [*asked, SUPPLEMENT_LETTER, REASONS_LETTER, FEE_LETTER]
    return asked if act is Act.RECEIVE_OPINION and asked else list(KEYS)


@st.composite
def histories(draw: st.DrawFn, most: int = 16) -> tuple[Event, ...]:
    """Draw a history of lawful entries, made in the order of their days."""
    on = draw(st.dates(date(2020, 1, 1), date(2025, 6, 30)))
    entries = [Event(id="0", act=Act.SUBMIT, on=on, channel=draw(st.sampled_from(list(Channel))))]
    clock = fold(entries, LAW)
    for number in range(1, draw(st.integers(1, most)) + 1):
        on += timedelta(days=draw(st.integers(0, 6)))
        act = draw(st.sampled_from(_weighted(allowed(clock.state))))
        made = Event(
            id=str(number),
            act=act,
            on=on,
            no=number,
            key=draw(st.sampled_from(_keys(act, clock))),
            organ=draw(st.booleans()),
            days=draw(st.integers(1 if act is Act.EXTEND else 5, 20)),
            until=on + timedelta(days=draw(st.integers(0, 120))),
            outcome="granted_provided",
            cancels=str(draw(st.integers(1, number))) if act is Act.CORRECT else "",
        )
        try:
            clock = fold([*entries, made], LAW)
        except RuleError:
            continue
        entries.append(made)
    return tuple(entries)
