"""The yearly notice on holidays (部分节假日安排的通知) as data: read, checked, refused where it contradicts itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.law.errors import WrongNotice
from gongkai.core.law.words import chinese_date

FESTIVALS: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
LONGEST_SPAN: Final = 12  # days; the longest yet, the Spring Festival of 2020, had ten


@dataclass(frozen=True, slots=True)
class Span:
    """One holiday of a notice: first and last day off (both included), and the weekend days worked for it (调休)."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()
    by: str = ""  # number of a later notice that changed it

    @property
    def days(self) -> tuple[date, ...]:
        """Every day off."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of the 国务院办公厅 for one year, or a body's copy of it typed in."""

    year: int
    number: str
    title: str
    issued_on: date
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day that a region or a body has off or works, against the national calendar (放假办法 art. 4)."""

    on: date
    working: bool
    why: str
    source: str


def parse_notice(data: Mapping[str, Any]) -> Notice:
    """Make a Notice of a parsed TOML file or form. Raises WrongNotice, which tells the place that is wrong.

    Keys: year, number, title, issued_on; off = list of {name, from, to, work, by}. Dates are dates or ISO text.
    """
    year = data.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        raise WrongNotice("没有写明年份")
    texts = {key: data.get(key) for key in ("number", "title")}
    missing = [label for key, label in (("number", "文号"), ("title", "标题")) if not isinstance(texts[key], str)]
    if missing:
        raise WrongNotice(f"没有写明{'、'.join(missing)}")
    spans = tuple(_span(item) for item in _list(data.get("off"), "放假日期"))
    _check(year, spans)
    return Notice(year, str(texts["number"]), str(texts["title"]), _date(data.get("issued_on"), "发文日期"), spans)


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise WrongNotice(f"没有写明{what}")
    return value


def _date(value: object, what: str) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise WrongNotice(f"{what}“{value}”不是日期") from None


def _span(item: object) -> Span:
    if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
        raise WrongNotice("有一处放假没有写明节日名称")
    name = item["name"]
    first, last = _date(item.get("from"), f"{name}放假首日"), _date(item.get("to"), f"{name}放假末日")
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise WrongNotice(f"{name}放假从{chinese_date(first)}到{chinese_date(last)}，起止日期不对")
    work = item.get("work", [])
    if not isinstance(work, list):
        raise WrongNotice(f"{name}的上班日期应当是一列日期")
    worked = tuple(_date(day, f"{name}上班日") for day in work)
    return Span(name, first, last, worked, str(item.get("by", "")))


def _check(year: int, spans: tuple[Span, ...]) -> None:
    absent = [festival for festival in FESTIVALS if not any(festival in span.name for span in spans)]
    if absent:
        raise WrongNotice(f"缺少{'、'.join(absent)}的安排")
    off = [day for span in spans for day in span.days]
    work = [day for span in spans for day in span.work]
    for day in (*off, *work):
        # The notice of a year may reach into the last days of the year before.
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise WrongNotice(f"{chinese_date(day)}不在{year}年")
    twice = sorted({day for day in (*off, *work) if (*off, *work).count(day) > 1})
    if twice:
        raise WrongNotice(f"{chinese_date(twice[0])}写了不止一次")
    weekdays = [day for day in work if day.weekday() < 5]
    if weekdays:
        raise WrongNotice(f"{chinese_date(weekdays[0])}本来就上班，不是调休上班日")


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """Read the notices that come with the package, oldest first."""
    folder = files(__package__) / "data" / "calendar"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(parse_notice(tomllib.loads((folder / name).read_text(encoding="utf-8"))) for name in names)
