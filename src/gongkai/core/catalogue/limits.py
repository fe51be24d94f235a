"""Time limits (公开时限) as catalogues write them, and the day on which something is due.

Source: 《条例》 art. 26: within 20 working days from formation or change, unless laws provide otherwise.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gongkai.core.catalogue.words import Rhythm
from gongkai.core.law.errors import CalendarGap
from gongkai.core.law.workdays import WorkCalendar

LONGEST: Final = 20  # working days, Regulation art. 26
MOST: Final = 366  # days of a limit; a longer one is a slip
_DIGITS: Final = {word: number for number, word in enumerate("零一二三四五六七八九")}
_NUMBER: Final = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_DAYS: Final = re.compile(_NUMBER + r"个?(工作日|自然日|日历日|日|天)")
_SHOWN: Final = re.compile(r"(公示期?|不少于|不得少于|至少)[^，。；,;]{0,6}$")  # how long it is shown, not by when
_PROMPT: Final = re.compile(r"及时|即时|实时|随时|第一时间|当日|当天")
_RHYTHMS: Final[Mapping[Rhythm, re.Pattern[str]]] = {
    Rhythm.MONTHLY: re.compile(r"每月|按月|月度|逐月"),
    Rhythm.QUARTERLY: re.compile(r"每季|按季|季度|逐季"),
    Rhythm.HALF_YEARLY: re.compile(r"每半年|按半年|半年"),
    Rhythm.YEARLY: re.compile(r"每年|按年|年度|逐年"),
    Rhythm.LASTING: re.compile(r"长期|常年|持续"),
}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit: so many days after formation (None: what the Regulation allows), and how often anew."""

    text: str = ""
    days: int | None = None
    working: bool = True
    prompt: bool = False
    rhythm: Rhythm = Rhythm.AS_FORMED

    @property
    def understood(self) -> bool:
        """Whether the words said anything that a due day can be made of."""
        return self.days is not None or self.prompt or self.rhythm is not Rhythm.AS_FORMED


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, inclusive, or None where it cannot be told; `not_before`: it is this day or later; why in words."""

    on: date | None
    not_before: date
    why: str


def read_limit(text: str) -> TimeLimit:
    """Read a limit as it stands in a catalogue; what is not understood keeps its words and the Regulation's term."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    rhythm = next((one for one, words in _RHYTHMS.items() if words.search(plain)), Rhythm.AS_FORMED)
    for found in _DAYS.finditer(plain):
        days = _number(found[1])
        if 0 < days <= MOST and not _SHOWN.search(plain[: found.start()]):
            return TimeLimit(text.strip(), days, found[2] == "工作日", bool(_PROMPT.search(plain)), rhythm)
    return TimeLimit(text.strip(), None, working=True, prompt=bool(_PROMPT.search(plain)), rhythm=rhythm)


def due_after(formed_on: date, limit: TimeLimit, calendar: WorkCalendar, longest: int = LONGEST) -> Due:
    """Return by when what was formed on a day must be public; that day itself does not count."""
    days = limit.days or longest
    earliest = formed_on + timedelta(days=days)
    basis = f"“{limit.text}”" if limit.days else f"没有写明天数，按《条例》第二十六条最迟{longest}个工作日"
    unit = "个工作日" if limit.working else "日"
    why = f"自{_day(formed_on)}的次日起算{days}{unit}（{basis}）"
    if not limit.working:
        return Due(earliest, earliest, why)
    try:
        return Due(calendar.add(formed_on, days), earliest, why)
    except CalendarGap as gap:
        return Due(None, earliest, f"{why}；{gap.problem}")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    text = text.replace("两", "二")
    if "十" not in text:
        return _DIGITS[text] if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
