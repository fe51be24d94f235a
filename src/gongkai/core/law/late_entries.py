"""Late entries (补录): acts of an earlier day that nobody can see were done on it, and which give the body time.

An extension, a consultation or a notice that first becomes a letter after the deadline would mend an overdue case on
paper only: 《条例》 art. 33 asks that the applicant be told before the period is over, and the decisive day of a letter
is that of its service (国办公开办函〔2016〕235号). Such an entry counts when it is proved and a second person has seen
the proof; that it is proved is not a matter of the fold, which takes the entries that stand.
"""

from datetime import date
from typing import Final

from gongkai.core.law.casework import Act
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.events import Event
from gongkai.core.law.fold import Law

# Acts that are done by a letter: there is none of an earlier day unless it went out on paper.
BY_LETTER: Final = frozenset(
    {
        Act.ASK_SUPPLEMENT,
        Act.CONSULT,
        Act.ASK_REASONS,
        Act.DEFER,
        Act.EXTEND,
        Act.DEMAND_FEE,
        Act.ABANDON,
    }
)


def needs_proof(before: CaseClock, after: CaseClock, entry: Event, today: date, law: Law) -> bool:
    """Whether an entry counts only with proof: a letter of an earlier day, or what makes a case less late afterwards.

    `before` and `after` are the clocks without and with the entry. An act of today never needs it.
    """
    if entry.act is not Act.CORRECT and entry.on >= today:
        return False
    return entry.act in BY_LETTER or _less_late(before, after, today, law)


def _less_late(before: CaseClock, after: CaseClock, today: date, law: Law) -> bool:
    """Whether the reply is due later or no longer late; a period that waits for somebody else has no end."""
    overdue = (before.overdue(today, law.calendar, law.settings), after.overdue(today, law.calendar, law.settings))
    if overdue == (True, False):
        return True
    old, new = law.due_on(before, today), law.due_on(after, today)
    return before.answered_on is None and old is not None and (new is None or new > old)
