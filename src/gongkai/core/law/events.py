"""The entries of a case (办理记录), from which its clock is folded; none is deleted, only cancelled by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.core.law.casework import Act
from gongkai.core.law.errors import WrongEntry
from gongkai.core.law.receipt import Channel

SUPPLEMENT_LETTER: Final = "supplement"
REASONS_LETTER: Final = "reasons"
FEE_LETTER: Final = "fee"
LETTERS: Final = frozenset({SUPPLEMENT_LETTER, REASONS_LETTER, FEE_LETTER})
_ORDER: Final = {act: place for place, act in enumerate(Act)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act on one day (a Beijing date). Which particulars an act needs is said at `fold`."""

    id: str
    act: Act
    on: date
    no: int = 0  # place among the entries of the same day, where the order of the acts does not say it
    channel: Channel | None = None  # SUBMIT
    key: str = ""  # the consultation spoken of, or the letter whose delivery is entered
    organ: bool = False  # CONSULT: a co-making body (art. 34) and not a third party (art. 32)
    days: int = 0  # working days: ASK_SUPPLEMENT, EXTEND
    until: date | None = None  # DEFER, REOPEN
    outcome: str = ""  # SEND, SUPPLEMENT_REPLY
    cancels: str = ""  # CORRECT: the id of the entry that was wrong


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the entries that stand, by day; it makes no difference in which order they were made.

    Raises WrongEntry for an id used twice, and for a correction of an entry that is not there or corrects itself.
    """
    known: dict[str, Event] = {}
    for event in events:
        if known.setdefault(event.id, event) != event:
            raise WrongEntry(f"记录编号“{event.id}”重复。", "请给每条记录不同的编号。")
    cancelled = {event.cancels for event in known.values() if event.act is Act.CORRECT}
    for wrong in sorted(cancelled):
        if wrong not in known or known[wrong].act in {Act.CORRECT, Act.SUBMIT}:
            raise WrongEntry("要更正的记录不存在，或不能更正。", "请选择要更正的记录；提交申请的记录不能取消。")
    stand = [event for event in known.values() if event.id not in cancelled]
    return tuple(sorted(stand, key=lambda event: (event.on, event.no, _ORDER[event.act], event.key, event.id)))
