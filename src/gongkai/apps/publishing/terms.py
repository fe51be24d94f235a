"""By when a disclosure must be public: 20 working days from its formation, or the body's shorter term (art. 26)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Publicity, Standing
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.workdays import national

LONGEST: Final = 20  # working days, Regulation art. 26


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for publication; None where it cannot be told, with the reason. `late` is None for the same."""

    due_on: date | None
    late: bool | None
    reason: str = ""


def term_of(body: PublicBody, on: date) -> int:
    """Return the term of a body in working days on a day."""
    given = setting_on(body, Key.PROACTIVE_TERM, on)
    return int(given) if given is not None else LONGEST


def due_of(page: Disclosure, on: date, term: int) -> Due:
    """Return by when a disclosure must be public; the day of its formation does not count.

    What was published is late where it came after that day; what is not to be published is never late.
    """
    if page.publicity != Publicity.OPEN:
        return Due(None, late=False, reason="不是主动公开的信息。")
    if page.made_on is None:
        return Due(None, late=None, reason="没有填写成文日期，算不出期限。")
    try:
        last = national().add(page.made_on, term)
    except CalendarGap as gap:
        return Due(None, late=None, reason=gap.problem)
    ended = page.published_at.date() if page.published_at and page.standing != Standing.UNPUBLISHED else on
    return Due(last, late=ended > last)
