"""The year in title, statistical period and running text (年度、统计期限)."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.checks.base import RULES, Context, Finding, Severity, rule
from gongkai.core.report.checks.basis import LETTER
from gongkai.core.report.checks.prose_figures import about
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.sentences import Prose, prose
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import prose_of

_SOURCE: Final = f"《中华人民共和国政府信息公开条例》第四十九条、第五十条；{LETTER}，统计期限为当年1月1日至12月31日"
_PERIOD: Final = re.compile(
    r"(20\d\d)年?(\d{1,2})月(\d{1,2})日?(?:起|开始)?(?:截?至|到|[-—–~～－])+(?:(20\d\d)年?)?(\d{1,2})月(?:(\d{1,2})日|底)"
)
_OPENING: Final = re.compile(
    r"(?:[^，。；]{0,24}[：\n])?(?P<year>20\d\d)年(?:度)?(?:，|(?=我[镇乡局街办县市区委]|本[局机单镇乡]|全[镇乡街县市区]))"
)
_COMPARING: Final = re.compile(
    r"上年|去年|上一年|往年|同比|相比|较|比|以来|起|至今|修订|修改|施行|实施|印发|成立|结转|问题|整改|针对|增长|下降|部署|规划|挂牌|改革|历年"
)
_PLANNING: Final = re.compile(r"将|计划|拟|下一步|力争|打算|继续|进一步|更加|要|着力|预算|工作思路|重点")
_NEAR: Final = 2  # years before the report year that a sentence left over from an old report may name


@rule("AR-TXT-YEAR", severity=Severity.WARNING, source=_SOURCE, title="标题、统计期限和正文的年份是报告年度")
def years(report: AnnualReport, _context: Context) -> Iterator[Finding]:
    """Title, statistical period and sentences on the year's work name the report year."""
    if report.year is None:
        return
    yield from _title(report, report.year)
    yield from _period(report, report.year)
    yield from _running(report, report.year)


def _title(report: AnnualReport, year: int) -> Iterator[Finding]:
    named = re.findall(r"20\d\d", report.title)
    if len(named) == 1 and int(named[0]) != year:
        known = RULES["AR-TXT-YEAR"]
        yield Finding(
            rule=known.id,
            severity=known.severity,
            where="front",
            place="标题",
            problem=f"标题写的是 {named[0]} 年，统计期限和正文写的是 {year} 年，相差 {abs(int(named[0]) - year)} 年。",
            remedy="请核对报告年度，把标题和正文改成同一年。",
            source=known.source,
            passage=report.title,
        )


def _period(report: AnnualReport, year: int) -> Iterator[Finding]:
    for section, ready in _openings(report):
        for found in _PERIOD.finditer(ready.text):
            around = ready.sentence(found.start()).text
            if not re.search(r"统计|期限|周期|起止|涵盖|报告|内容|情况", around):
                continue
            problem = _wrong_period(found, year)
            if problem:
                yield about(
                    "AR-TXT-YEAR", _whole_sentence(section, ready, found.start()), problem, _PERIOD_REMEDY.format(year)
                )
            return


_QUOTED: Final = 24  # characters with which a sentence is quoted
_PERIOD_REMEDY: Final = "请把统计期限改为 {0} 年 1 月 1 日至 {0} 年 12 月 31 日，并核对表中数字是不是这一年的。"


def _wrong_period(found: re.Match[str], year: int) -> str:
    first, month, day, last, last_month, last_day = found.groups()
    end_year = int(last or first)
    if int(first) != year or end_year != year:
        named = first if int(first) == end_year else f"{first} 年至 {end_year}"
        return f"统计期限写的是 {named} 年，而报告年度是 {year} 年。"
    begins, ends = (int(month), int(day)), (int(last_month), int(last_day or 31))
    if begins != (1, 1):
        return f"统计期限从 {begins[0]} 月 {begins[1]} 日开始，应当从 1 月 1 日开始。"
    if ends != (12, 31):
        return f"统计期限到 {ends[0]} 月 {ends[1]} 日为止，应当到 12 月 31 日为止。"
    return ""


def _openings(report: AnnualReport) -> Iterator[tuple[str, Prose]]:
    yield "front", prose(tuple(passage.text for passage in report.front))
    if "s1" in report.sections:
        yield "s1", prose_of(report, "s1")


def _running(report: AnnualReport, year: int) -> Iterator[Finding]:
    for name in ("s1", "s5"):
        if name not in report.sections:
            continue
        ready = prose_of(report, name)
        for sentence in ready.sentences:
            found = _OPENING.match(sentence.text)
            if found and _is_left_over(int(found["year"]), year, sentence.text, name):
                yield about(
                    "AR-TXT-YEAR",
                    _whole_sentence(name, ready, sentence.start),
                    f"“{_opening(sentence.text)}”写的是 {found['year']} 年，而报告年度是 {year} 年，"
                    "可能是沿用了以前的文字。",
                    f"请核对：写的是本年度工作的，改为 {year} 年；确实说的是 {found['year']} 年的，请写明是用来比较。",
                )


def _opening(sentence: str) -> str:
    """Return how a sentence begins, to be quoted."""
    shown = sentence.strip().replace("“", "‘").replace("”", "’")
    return shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"


def _is_left_over(named: int, year: int, sentence: str, section: str) -> bool:
    if named == year or str(year) in sentence or _COMPARING.search(sentence):
        return False
    if named == year + 1:
        return section == "s1" and not _PLANNING.search(sentence)
    return year - _NEAR <= named < year


def _whole_sentence(section: str, ready: Prose, position: int) -> Statement:
    sentence = ready.sentence(position)
    passage, start, end = ready.place(sentence.start, sentence.end)
    words = ready.piece(sentence.start, sentence.end)
    return Statement(section, passage, start, end, words, words, 0, "", NumberKind.OTHER)
