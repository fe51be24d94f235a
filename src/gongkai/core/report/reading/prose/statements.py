"""Each number in the prose of a report with what it speaks of, and each sentence that says there was none.

Reading a report does not need them; the checks on prose and the page that underlines numbers ask for them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from gongkai.core.report.model import AnnualReport, Passage, Section
from gongkai.core.report.reading.aspects import aspects
from gongkai.core.report.reading.prose.beside import FAR, Beside, beside_of, scope_of
from gongkai.core.report.reading.prose.breakdowns import Breakdown, broken_down
from gongkai.core.report.reading.prose.nothing import denials
from gongkai.core.report.reading.prose.numerals import Number, NumberKind, at_least, numbers
from gongkai.core.report.reading.prose.sentences import Prose, Sentence, prose
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.subjects import Setting, Subject, comparison, subject_of

FRONT: Final = "front"  # what stands before the first section, where section 1 has no heading
_COUNTED: Final = frozenset({NumberKind.COUNT, NumberKind.MONEY, NumberKind.SHARE})
_ABOUT: Final = re.compile(r"依申请|公开申请|申请公开|信息公开.{0,4}申请|申请.{0,6}信息公开")
_DISCLOSURE: Final = re.compile(r"信息公开|政府信息|依申请|公开工作|政务公开")
_OTHER_MATTER: Final = re.compile(r"执法工作|行政执法|行政应诉|土地|征收|劳动")
_CONTEXT_SECTIONS: Final = frozenset({"s3", "s4"})


def statements(report: AnnualReport) -> tuple[Statement, ...]:
    """Return every number in the sections, and every word that there was none, in the order of the report.

    Where the heading of section 1 was lost, what stands before the first heading is read too, as section "front".
    """
    return tuple(found for name, section in _sections(report) for found in _of_section(name, _texts(section))[0])


def breakdowns(report: AnnualReport) -> tuple[Breakdown, ...]:
    """Return the breakdowns of all sections in order, those that add up as well as those that do not."""
    return tuple(found for name, section in _sections(report) for found in _of_section(name, _texts(section))[1])


def prose_of(report: AnnualReport, section: str) -> Prose:
    """Return the text of a section as the statements count in it; that of "front" where section 1 lost its heading."""
    return next((prose(_texts(one)) for name, one in _sections(report) if name == section), prose(()))


def section_prose(section: Section) -> Prose:
    """Return the text of a section as the statements count in it."""
    return prose(_texts(section))


def _sections(report: AnnualReport) -> list[tuple[str, Section]]:
    sections = sorted(report.sections.items())
    if "s1" not in report.sections:  # its heading was lost, and the prose stands before the first one found
        sections.insert(0, (FRONT, Section(FRONT, "", report.front)))
    return sections


def _texts(section: Section) -> tuple[str, ...]:
    return tuple(passage.text for passage in section.passages)


@lru_cache(maxsize=16)
def _of_section(name: str, passages: tuple[str, ...]) -> tuple[tuple[Statement, ...], tuple[Breakdown, ...]]:
    ready = prose(passages)
    found = sorted([*_numbers(name, ready), *_denials(name, ready)], key=lambda one: (one.position, one.after))
    broken = tuple(broken_down(ready, found))
    wholes = {one.whole.position for one in broken}
    parts = {part.position: one.whole.subject for one in broken for part in one.parts}
    settled = (
        replace(one, role="part", part_of=parts[one.position])
        if one.position in parts
        else replace(one, role="whole")
        if one.position in wholes
        else one
        for one in found
    )
    return tuple(settled), broken


def _numbers(name: str, ready: Prose) -> Iterator[Statement]:
    found = list(numbers(ready.text))
    ends = [0, *(number.end for number in found if number.kind in _COUNTED)]
    starts = [*(number.start for number in found if number.kind in _COUNTED), len(ready.text)]
    on_request = _on_request(name, ready)
    year: int | None = None
    sentence, place = -1, 0
    for number in found:
        statement = _statement(name, ready, number)
        if statement.sentence_number != sentence:
            sentence, year = statement.sentence_number, None
        if number.kind in {NumberKind.YEAR, NumberKind.DATE} and 2000 < number.value < 2100:
            year = int(number.value)
        if number.kind in _COUNTED:
            bounds = Sentence(ready.sentences[sentence].start, ready.sentences[sentence].end, "")
            beside = beside_of(ready.text, number, bounds, before=ends[place], after=starts[place + 1])
            place += 1
            statement = replace(
                statement,
                left=beside.left,
                right=beside.right,
                comparison=comparison(beside.left, beside.right),
                subject=_subject(name, ready, number, beside, on_request),
                with_carried=beside.with_carried,
                year=year,
                scope=beside.scope,
                in_bracket=beside.in_bracket,
            )
        yield statement


def _statement(name: str, ready: Prose, number: Number) -> Statement:
    passage, start, end = ready.place(number.start, number.end)
    index = ready.sentence_index(number.start)
    return Statement(
        section=name,
        passage=passage,
        start=start,
        end=end,
        text=ready.piece(number.start, number.end),
        sentence=ready.printed_sentence(index),
        value=number.value,
        unit=number.unit,
        kind=number.kind,
        approximate=number.approximate,
        at_least=at_least(ready.text, number),
        none=number.kind is NumberKind.COUNT and number.value == 0,
        position=number.start,
        after=number.end,
        sentence_number=index,
    )


def _subject(name: str, ready: Prose, number: Number, beside: Beside, on_request: tuple[int, int]) -> Subject:
    left, right = beside.left, beside.right
    if number.kind is NumberKind.SHARE:
        return Subject.UNKNOWN
    if number.kind is NumberKind.MONEY:
        return _money(beside)
    if number.value == 1 and ready.text[number.start] == "一":
        return Subject.UNKNOWN  # 办结一件申请、解决一个问题 is a manner of speaking
    if left.count("“") > left.count("”"):
        return Subject.UNKNOWN  # a slogan or a title, not a figure of the report
    inside = on_request[0] <= number.start < on_request[1] or name in _CONTEXT_SECTIONS
    around = beside.around if inside else beside.around_with_sentence_before(ready, number)
    setting = Setting(
        applications=inside or bool(_ABOUT.search(around)),
        disclosure=(inside or bool(_DISCLOSURE.search(around))) and not _OTHER_MATTER.search(beside.around),
        remedy=beside.remedy,
        by_channel=beside.by_channel,
    )
    return subject_of(left, right, number.unit, setting)


def _money(beside: Beside) -> Subject:
    words = f"{beside.left}#{beside.right}"
    if "处理费" in words or (re.search(r"收取|收费", words) and re.search(r"处理费|信息公开", beside.around)):
        return Subject.PROCESSING_FEE
    return Subject.FEES if "行政事业性收费" in words else Subject.UNKNOWN


def _on_request(name: str, ready: Prose) -> tuple[int, int]:
    """Bounds of the part of section 1 on applications (依申请公开) in the text made ready; (0, 0) for none."""
    if name not in {"s1", FRONT}:
        return 0, 0
    found = aspects(Section(name, "", (Passage(ready.printed),)))
    aspect = found.get("s1.b_on_request")
    start = ready.printed.find(aspect.text) if aspect is not None and aspect.text else -1
    if aspect is None or start < 0:
        return 0, 0
    return bisect_left(ready.at, start), bisect_left(ready.at, start + len(aspect.text))


def _denials(name: str, ready: Prose) -> Iterator[Statement]:
    on_request = _on_request(name, ready)
    for denial in denials(ready, on_request, assume=name in _CONTEXT_SECTIONS):
        passage, start, end = ready.place(denial.start, denial.end)
        index = ready.sentence_index(denial.start)
        before = ready.text[max(ready.sentences[index].start, denial.start - FAR) : denial.end]
        years = [int(year) for year in re.findall(r"(20\d\d)年", before)]
        yield Statement(
            section=name,
            passage=passage,
            start=start,
            end=end,
            text=ready.piece(denial.start, denial.end),
            sentence=ready.printed_sentence(index),
            value=0,
            unit="",
            kind=NumberKind.COUNT,
            subject=denial.subject,
            none=True,
            denial=True,
            year=years[-1] if years else None,
            scope=scope_of(before),
            position=denial.start,
            after=denial.end,
            sentence_number=index,
        )
