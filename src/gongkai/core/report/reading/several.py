"""Whether a file holds several reports (两份以上年度报告): one after the other, or side by side on the same pages.

Two things tell it. The tables: most rows of tables 2 and 3 stand there twice, with other figures; any rows do where the
sections begin anew as well. The prose: a title of another year or body stands behind the sections of one report and
before those of the next. A report that prints last year's column, lists its neighbours in a menu or has its headings
again above its tables shows none of this.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from gongkai.core.report.document import Paragraph
from gongkai.core.report.errors import SeveralReports
from gongkai.core.report.reading.identity import Named, titles
from gongkai.core.report.reading.script import simplified
from gongkai.core.report.reading.tables.labels import match
from gongkai.core.report.reading.tables.strips import Sorted, Strip
from gongkai.core.report.reading.tables.values import NUMBER, WORDS
from gongkai.core.report.reading.tables.wordings import Label

_SHARED: Final = frozenset({"t3.r7_total", "t3.r6_3_other"})  # words of columns as well as rows
_LEAST_ROWS: Final = {"t2": 4, "t3": 12}  # rows of a table that must stand there twice
_NEARLY_ALL: Final = 0.6  # share of the rows that stand there twice; in single reports it was never above 0.35
_LEAST_SECTIONS: Final = 2  # headings that make a report out of what stands before or behind a second title
_LEAST_PROSE: Final = 100  # characters below headings that make a report, where a table of contents has none
_STANDING: Final = re.compile(
    r"(?:(?:人民)?政府|街道办事处|办事处|街道办|街道)?(?:办公[室厅])?$"
)  # one body, two ways to say it
_LEAST_AGAIN: Final = 2  # rows with figures met again behind the place where the sections begin anew
_TELLING: Final = 20  # characters of a paragraph that tells one report from another
_RUNNING_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?=年)")
_LONGEST_CAPTION: Final = 60  # characters of a line that names the tables below it
# A caption of tables that belong to the report and are not its own figures: last year's, for comparison.
_APPENDED: Final = re.compile(
    r"(?:上一?年度?|去年|前一年度?|往年|历年|同期)[）)]?(?:同期)?.{0,8}(?:数据|情况|表|统计|指标)$"
)
_YEAR_ALONE: Final = re.compile(r"(20\d\d)年?度?(?:政府信息公开|政务公开)?(?:工作)?(?:年度)?(?:报告|年报)")

Figures = tuple[object, ...]


class _Met(NamedTuple):
    """Something of the prose in order: the heading of a section, a title, or how many characters of prose follow."""

    section: str = ""
    title: Named | None = None
    characters: int = 0


def refuse_several(found: Sorted) -> None:
    """Raise SeveralReports where a document holds more than one report, naming what tells them apart."""
    met = list(_met(found.prose))
    parts = _parts(met)
    if len(parts) > 1:
        raise SeveralReports(len(parts), _told_apart(parts))
    if _tables_doubled(found):
        years = _years(met, found.prose)
        raise SeveralReports(max(len(years), 2), years)


def printed_times(found: Sorted, table: str) -> int:
    """Return how often table 2 or 3 stands in a document: 2 or more where nearly all its rows have figures again.

    Last year's table under a caption that says so, and heads repeated on the next page, are no second one.
    """
    rows, beside = _rows(found.strips)
    filled = {row: [one for one in times if one] for row, times in rows.items()}
    own = sorted(len(times) for row, times in filled.items() if row.startswith(f"{table}:") and times)
    if beside or table not in _LEAST_ROWS or len(own) < _LEAST_ROWS[table]:
        return int(bool(own))
    if any(_APPENDED.search("".join(one.text.split())) for _, one in found.prose if len(one.text) <= _LONGEST_CAPTION):
        return 1
    again = sum(times > 1 for times in own)
    return own[len(own) // 2] if again >= max(_LEAST_ROWS[table], _NEARLY_ALL * len(own)) else 1


def _tables_doubled(found: Sorted) -> bool:
    """Tell whether the tables are there twice: side by side, or with other figures or other prose around them.

    Tables 2 and 3 must both be; of a second report that begins anew with its sections, rows with figures are enough.
    Last year's tables, appended under a caption that says so, are part of the report.
    """
    rows, beside = _rows(found.strips)
    again = _anew(found.prose)
    differ = any(_differ(times) for times in rows.values())
    if again and _unlike(*again) and sum(sum(map(bool, times)) > 1 for times in rows.values()) >= _LEAST_AGAIN:
        return True
    if any(_APPENDED.search("".join(one.text.split())) for _, one in found.prose if len(one.text) <= _LONGEST_CAPTION):
        return False
    return all(_doubled(rows, table) for table in _LEAST_ROWS) and (beside or differ)


def _doubled(rows: Mapping[str, list[Figures]], table: str) -> bool:
    """Tell whether nearly all rows of a table stand there twice."""
    own = [times for row, times in rows.items() if row.startswith(f"{table}:")]
    twice = [times for times in own if len(times) > 1]
    return len(twice) >= max(_LEAST_ROWS[table], _NEARLY_ALL * len(own))


def _anew(prose: Sequence[tuple[str, Paragraph]]) -> tuple[set[str], set[str]] | None:
    """Return the paragraphs before and behind the place where the sections begin anew with the first; None for none."""
    met: set[str] = set()
    characters = 0  # below headings: a table of contents has none
    for place, (section, paragraph) in enumerate(prose):
        characters += len(paragraph.text) if met and not section else 0
        if section == "s1" and len(met) >= _LEAST_SECTIONS and characters >= _LEAST_PROSE:
            behind = {one for one, _ in prose[place:] if one}
            if len(met & behind) >= _LEAST_SECTIONS:
                return _texts(prose[:place]), _texts(prose[place:])
        met |= {section} - {""}
    return None


def _texts(prose: Sequence[tuple[str, Paragraph]]) -> set[str]:
    return {text for section, one in prose if not section and len(text := "".join(one.text.split())) >= _TELLING}


def _unlike(first: set[str], second: set[str]) -> bool:
    """Tell whether two texts are of different years, or most of the second does not stand in the first."""
    if not first or not second:
        return True
    years = {_main_year(first), _main_year(second)} - {""}
    return len(years) > 1 or 2 * len(first & second) < len(second)


def _main_year(texts: set[str]) -> str:
    """Return the year that a text speaks of most."""
    named = Counter(_RUNNING_YEAR.findall("\n".join(sorted(texts))))
    return max(named, key=lambda year: (named[year], year), default="")


def _rows(strips: Sequence[Strip]) -> tuple[Mapping[str, list[Figures]], bool]:
    """Return for each row of tables 2 and 3 the figures behind its label, each time that the label stands there.

    Also whether most labels stand twice on their line.
    """
    rows: defaultdict[str, list[Figures]] = defaultdict(list)
    doubles = 0
    row = ""
    for strip in strips:
        own = [*strip.labels, *(match(token.text) for token in strip.tokens if token.kind == WORDS)]
        labels = [f"{one.part}:{one.id}" for one in own if _is_row(one)]
        figures = tuple(token.value for token in strip.tokens if token.kind == NUMBER)
        for row in labels:
            rows[row].append(figures)
        doubles += len(labels) > len(set(labels))
        if not strip.labels and row:
            rows[row][-1] += figures
    return rows, doubles >= _NEARLY_ALL * len(rows)


def _is_row(label: Label) -> bool:
    return label.part in _LEAST_ROWS and label.sure >= 2 and label.id not in _SHARED


def _differ(times: Sequence[Figures]) -> bool:
    """Tell whether two rows of the same label, equally long, hold other figures."""
    filled = [figures for figures in times if figures]
    return any(len(one) == len(filled[0]) and one != filled[0] for one in filled[1:])


def _met(prose: Sequence[tuple[str, Paragraph]]) -> Iterator[_Met]:
    """Yield headings, titles and amounts of prose in the order in which they stand."""
    lines: list[str] = []
    for section, paragraph in prose:
        if not section:
            lines.append(paragraph.text)
            continue
        yield _Met(characters=sum(map(len, lines)))
        yield from (_Met(title=title) for title in titles(lines))
        lines = []
        yield _Met(section)


def _parts(met: Sequence[_Met]) -> list[Named]:
    """Return the titles of the reports that stand one after the other; none or one where there is a single report.

    A title begins another report where it is unlike every title before it, and sections that stood before it begin
    anew behind it.
    """
    reports: list[Named] = []
    seen: list[Named] = []
    sections: set[str] = set()  # of the report in hand
    characters = 0  # of its prose: a table of contents has headings and none
    for place, one in enumerate(met):
        if one.section:
            sections.add(one.section)
            reports = reports or seen[-1:]
        elif one.title is None:
            characters += one.characters if sections else 0
        else:
            written = reports and characters >= _LEAST_PROSE
            if written and _begins(met[place:], sections) and all(_other(title, one.title) for title in seen):
                reports.append(one.title)
                sections, characters = set(), 0
            seen.append(one.title)
    return reports


def _begins(behind: Sequence[_Met], sections: set[str]) -> bool:
    """Tell whether sections begin anew behind a title: two of those that stood before it."""
    ahead = {one.section for one in behind if one.section}
    return len(sections) >= _LEAST_SECTIONS and len(ahead & sections) >= _LEAST_SECTIONS


def _other(first: Named, second: Named) -> bool:
    """Tell whether two titles are of different years or surely of different bodies."""
    if first.year and second.year and first.year != second.year:
        return True
    one, other = _STANDING.sub("", first.organ), _STANDING.sub("", second.organ)
    return bool(one and other) and not one.endswith(other) and not other.endswith(one)


def _told_apart(parts: Sequence[Named]) -> tuple[str, ...]:
    """Return what to call the reports: by their years where these differ, otherwise by their bodies."""
    years = tuple(dict.fromkeys(f"{title.year}年" for title in parts if title.year))
    bodies = tuple(dict.fromkeys(title.organ for title in parts if title.organ))
    return years if len(years) > 1 else bodies


def _years(met: Sequence[_Met], prose: Sequence[tuple[str, Paragraph]]) -> tuple[str, ...]:
    """Return the years of all titles and of lines such as “2023年报告”, if there are several."""
    alone = (
        _YEAR_ALONE.fullmatch(simplified("".join(one.text.split()))) for _, one in prose if len(one.text) <= 2 * 24
    )
    known = {int(found[1]) for found in alone if found}
    known |= {one.title.year for one in met if one.title and one.title.year}
    return tuple(f"{year}年" for year in sorted(known)) if len(known) > 1 else ()
