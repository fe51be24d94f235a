"""Whose report it is and for which year: title, organ (行政机关), year, statistical period, day of publication.

Everything comes from the text itself. What the text does not say stays "" or None; an address is no evidence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from gongkai.core.report.model import Section
from gongkai.core.report.reading.organs import announced, full_name, looks_like_organ
from gongkai.core.report.reading.script import simplified


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says of itself: `organ` in simplified script, `title` and `period` as printed without blanks.

    `published_on` is an ISO date or "".
    """

    title: str = ""
    organ: str = ""
    year: int | None = None
    period: str = ""
    published_on: str = ""


class Named(NamedTuple):
    """What a title names: the body, "" where it does not, and the year."""

    organ: str
    year: int | None


class _Title(NamedTuple):
    printed: str
    organ: str
    year: int | None
    lines: int


_ENOUGH: Final = 2500  # characters in which a report has said whose it is
_MARKS: Final = ((",", "，"), (":", "："), (";", "；"), ("(", "（"), (")", "）"))
_WINDOW: Final = 3  # lines over which a title may be broken
_LONGEST_TITLE: Final = 80
_NAME: Final = (
    r"(?:政府|政务)?信息(?:和政务)?公开(?:工作)?的?(?:年度)?(?:工作)?(?:年度)?(?:情况)?的?(?:年报|报告|告年度报)"
    r"|政务公开(?:工作)?(?:年度)?(?:工作)?(?:年报|报告)"
)
_YEAR: Final = r"(?P<year>20\d\d)(?:年度|年)?"
_TITLES: Final = (
    re.compile(rf"(?:关于)?(?P<organ>[\u4e00-\u9fff·]{{2,40}}?)[（(]?{_YEAR}[）)]?(?:的)?(?P<name>{_NAME})"),
    re.compile(rf"(?:关于)?{_YEAR}(?P<organ>[\u4e00-\u9fff·]{{2,40}}?)(?:的)?(?P<name>{_NAME})"),
    re.compile(rf"(?P<organ>[\u4e00-\u9fff·]{{2,40}}?)(?P<name>{_NAME})[（(]{_YEAR}[）)]"),
    re.compile(
        rf"(?P<organ>[\u4e00-\u9fff·]{{2,40}}?)(?P<name>(?:政府信息|政务)公开工作?){_YEAR}(?:工作)?(?:报告|年报)"
    ),
    re.compile(rf"(?P<organ>){_YEAR}(?P<name>{_NAME})"),
)
_ENDS: Final = re.compile(r"(?:报告|年报|年度报)(?:$|[（(_|｜—－-])")
_TRAIL: Final = re.compile(r"(?:[（(][^（）()]*[）)]|[_|｜—－-].*)$")
_DAY: Final = r"20\d\d年?\d{1,2}月\d{1,2}日?"
_PERIOD: Final = (
    re.compile(rf"{_DAY}(?:起|开始)?(?:截?至|到|[-—–~～－])+(?:20\d\d年?)?(?:\d{{1,2}}月\d{{1,2}}日|12月底)"),
    # 年 lost after the figures:
    re.compile(r"20\d{2,6}月?\d{0,2}日起?(?:截?至|到|[-—–~～－])20\d{2,6}月?\d{0,2}日"),
)
_PUBLISHED: Final = re.compile(
    r"(?:发布|公布|发文|发稿|信息|更新|公开|生成)?(?:日期|时间)[：:]?(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})"
)
_DATE_LINE: Final = re.compile(
    r"[（(]?(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?(?:\d{1,2}[：:]\d\d(?:[：:]\d\d)?)?[）)]?"
)
_RUNNING_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")
_QUOTED: Final = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]")


def identify(
    title_lines: Sequence[str], front: Sequence[str], sections: Mapping[str, Section], document_title: str
) -> Identity:
    """Return what a report says of itself.

    `title_lines` are the lines among which the title stands, navigation and metadata included; `front` all lines before
    section 1; `document_title` is the title in the file's own metadata.
    """
    title = _title(title_lines, document_title)
    overview = sections["s1"].passages if "s1" in sections else ()
    printed = [*front, *(passage.text for passage in overview)]
    opening = _plain(printed)
    period = _period(opening)
    year = _year(title, period, opening)
    organ = full_name(title.organ or announced(opening), f"{_plain([document_title])}\n{opening}")
    return Identity(title.printed, organ, year, period, _published(title_lines, front, sections, year))


def titles(lines: Sequence[str]) -> Iterator[Named]:
    """Yield the organ and year of every title among lines of text, in their order; the organ in simplified script."""
    known = (Named(title.organ, title.year) for title in _titles(lines))
    yield from dict.fromkeys(title for title in known if title.year)


def _plain(lines: Sequence[str]) -> str:
    """The beginning of the report without blanks, in simplified script and full-width marks, one line a paragraph."""
    text, room = [], _ENOUGH
    for line in lines:
        text.append("".join(line[:room].split()))
        room -= len(text[-1])
        if room <= 0:
            break
    plain = simplified("\n".join(text))
    for mark, meant in _MARKS:
        plain = plain.replace(mark, meant)
    return plain


def _title(lines: Sequence[str], document_title: str) -> _Title:
    """The best title: with organ and year before one that lacks either, then on fewer lines, then the earlier."""
    found = [*_titles(lines), *(_titles([document_title]) if document_title else ())]
    best = max(found, key=lambda title: (bool(title.organ and title.year), -title.lines), default=None)
    return best or _Title("", "", None, 0)


def _titles(lines: Sequence[str]) -> Iterator[_Title]:
    bare = [line.strip().strip("#*").strip() for line in lines if line.strip()]
    ends = {i for i, line in enumerate(bare) if "报" in line or "報" in line}  # 报告, 年报, 年度报: so a title ends
    for start in sorted({end - back for end in ends for back in range(_WINDOW) if end >= back}):
        for count in range(1, min(_WINDOW, len(bare) - start) + 1):
            window = bare[start : start + count]
            title = _as_title("".join(window), count) if start + count - 1 in ends else None
            if title:
                yield title._replace(printed=_joined(window))


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\s+", "", "".join(lines)).strip("《》")


def _as_title(text: str, lines: int) -> _Title | None:
    if len(text) > 2 * _LONGEST_TITLE or ("开" not in text and "開" not in text):
        return None
    plain = simplified("".join(text.split())).strip("《》")
    if len(plain) > _LONGEST_TITLE or "公开" not in plain or "20" not in plain or not _ENDS.search(plain):
        return None
    for candidate in (plain, _TRAIL.sub("", plain)):
        for pattern in _TITLES:
            found = pattern.fullmatch(candidate)
            if found and (not found["organ"] or looks_like_organ(found["organ"])):
                return _Title(candidate, found["organ"], int(found["year"]), lines)
    return None


def _period(text: str) -> str:
    joined = text.replace("\n", "")  # lines may be wrapped anywhere
    return next((found[0] for pattern in _PERIOD if (found := pattern.search(joined))), "")


def _year(title: _Title, period: str, running: str) -> int | None:
    """The report year by majority: title, statistical period, running text; the title decides a tie."""
    plain = _QUOTED.sub("", running)
    announced_year = re.search(rf"(20\d\d)(?:年度|年)[^。，；]{{0,30}}?(?:{_NAME})", plain)
    counted = Counter(int(year) for year in _RUNNING_YEAR.findall(plain))
    votes = (
        title.year,
        int(period[:4]) if period else None,
        int(announced_year[1]) if announced_year and not title.year else None,
        counted.most_common(1)[0][0] if counted else None,
    )
    cast = [vote for vote in votes if vote]
    if not cast:
        return None
    ranked = Counter(cast)
    return max(dict.fromkeys(cast), key=lambda year: (ranked[year], -cast.index(year)))


def _published(
    title_lines: Sequence[str], front: Sequence[str], sections: Mapping[str, Section], year: int | None
) -> str:
    """The day of publication from a metadata line or a line that holds nothing but a date."""
    last = [passage.text for section in sections.values() for passage in section.passages][-3:]
    lines = [simplified("".join(line.split())) for line in dict.fromkeys((*title_lines, *front, *last)) if "20" in line]
    labelled = (found.groups() for line in lines for found in _PUBLISHED.finditer(line))
    alone = (found.groups() for line in lines if (found := _DATE_LINE.fullmatch(line)))
    for parts in (*labelled, *alone):
        try:
            day = date(*(int(part) for part in parts))
        except ValueError:  # the thirty-first of February is a slip of the pen, not a day
            continue
        if year is None or year <= day.year <= year + 2:
            return day.isoformat()
    return ""
