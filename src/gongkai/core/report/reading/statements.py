"""Each number in the prose of a report with what it speaks of, and each sentence that says there was none.

Reading a report does not need them; the checks on prose and the page that underlines numbers ask for them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from gongkai.core.report.model import AnnualReport, Passage, Section
from gongkai.core.report.reading.aspects import aspects
from gongkai.core.report.reading.breakdowns import Breakdown, broken_down
from gongkai.core.report.reading.nothing import denials
from gongkai.core.report.reading.numerals import Number, NumberKind, at_least, numbers
from gongkai.core.report.reading.prose import Prose, Sentence, prose
from gongkai.core.report.reading.statement import Statement
from gongkai.core.report.reading.subjects import Setting, Subject, comparison, subject_of

FRONT: Final = "front"  # what stands before the first section, where section 1 has no heading
_BOUNDARIES: Final = "。；，：！？\n（）"
_COUNTED: Final = frozenset({NumberKind.COUNT, NumberKind.MONEY, NumberKind.SHARE})
_ABOUT: Final = re.compile(r"依申请|公开申请|申请公开|信息公开.{0,4}申请|申请.{0,6}信息公开")
_DISCLOSURE: Final = re.compile(r"信息公开|政府信息|依申请|公开工作|政务公开")
_OTHER_MATTER: Final = re.compile(r"执法工作|行政执法|行政应诉|土地|征收|劳动")
_WITH_CARRIED: Final = re.compile(
    r"(?:含|包括|包含|加上|连同)[^，。；）]{0,10}?(?:(?:上|去|前)(?:一)?年|20\d\d年)[^，。；）]{0,6}?(?:结转|转|遗留)"
)
_SCOPE: Final = re.compile(
    r"全(?:市|县|区|州|省|旗|镇|乡|街道|街|局|系统)|市本级|县本级|区本级|本级|本机关|(?:省|市|县|区|州)(?:人民)?政府(?:办公厅|办公室|办)?|"
    r"各(?:部门|单位|镇街|乡镇|县区|区县|职能部门)|我(?:局|办|委|镇|乡|街道|街)"
)
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


@lru_cache(maxsize=64)
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
    counted = [number for number in found if number.kind in _COUNTED]
    on_request = _on_request(name, ready)
    for number in found:
        statement = _statement(name, ready, number)
        if number.kind in _COUNTED:
            index = counted.index(number)
            before = counted[index - 1].end if index else 0
            after = counted[index + 1].start if index + 1 < len(counted) else len(ready.text)
            left, right = _left(ready.text, number, before), _right(ready.text, number, after)
            sentence = ready.sentence(number.start)
            statement = replace(
                statement,
                left=left,
                right=right,
                comparison=comparison(left, right),
                subject=_subject(name, ready, number, (left, right), on_request),
                with_carried=_with_carried(ready.text, number, sentence),
                year=_year(found, number, sentence),
                scope=_scope(sentence, number),
                in_bracket=_in_bracket(ready.text, number.start, sentence.start),
            )
        yield statement


def _statement(name: str, ready: Prose, number: Number) -> Statement:
    passage, start, end = ready.place(number.start, number.end)
    index = ready.sentence_index(number.start)
    sentence = ready.sentences[index]
    return Statement(
        section=name,
        passage=passage,
        start=start,
        end=end,
        text=ready.piece(number.start, number.end),
        sentence=ready.piece(sentence.start, sentence.end),
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


def _subject(name: str, ready: Prose, number: Number, words: tuple[str, str], on_request: tuple[int, int]) -> Subject:
    left, right = words
    if number.kind is NumberKind.SHARE:
        return Subject.UNKNOWN
    if number.kind is NumberKind.MONEY:
        return _money(ready, number, f"{left}#{right}")
    if number.value == 1 and ready.text[number.start] == "一":
        return Subject.UNKNOWN  # 办结一件申请、解决一个问题 is a manner of speaking
    if ready.text.count("“", 0, number.start) > ready.text.count("”", 0, number.start) and "“" in left:
        return Subject.UNKNOWN
    sentence = ready.sentence(number.start)
    around = sentence.text
    if ready.sentence_index(number.start) and not on_request[0] <= number.start < on_request[1]:
        around = ready.sentences[ready.sentence_index(number.start) - 1].text + "。" + around
    inside = on_request[0] <= number.start < on_request[1] or name in _CONTEXT_SECTIONS
    before = sentence.text[: number.start - sentence.start]
    remedy = max(("review", before.rfind("复议")), ("suit", before.rfind("诉讼")), key=lambda item: item[1])
    setting = Setting(
        applications=inside or bool(_ABOUT.search(around)),
        disclosure=(inside or bool(_DISCLOSURE.search(around))) and not _OTHER_MATTER.search(sentence.text),
        remedy=remedy[0] if remedy[1] >= 0 else "",
    )
    return subject_of(left, right, number.unit, setting)


def _money(ready: Prose, number: Number, beside: str) -> Subject:
    around = ready.sentence(number.start).text
    if re.search(r"处理费", beside) or (re.search(r"收取|收费", beside) and re.search(r"处理费|信息公开", around)):
        return Subject.PROCESSING_FEE
    return Subject.FEES if re.search(r"行政事业性收费", beside) else Subject.UNKNOWN


def _on_request(name: str, ready: Prose) -> tuple[int, int]:
    """Bounds of the part of section 1 on applications (依申请公开), in the text made ready; (0, 0) where there is none."""
    if name not in {"s1", FRONT}:
        return 0, 0
    found = aspects(Section(name, "", tuple(Passage(text) for text in ready.printed.split("\n"))))
    aspect = found.get("s1.b_on_request")
    if aspect is None:
        return 0, 0
    start = ready.printed.find(aspect.text) if aspect.text else -1
    if start < 0:
        return 0, 0
    inside = [index for index, place in enumerate(ready.at) if start <= place < start + len(aspect.text)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _left(text: str, number: Number, before: int) -> str:
    """The words in front of a number, back to a mark or the number before; a bracket in between is stepped over."""
    start = max(before, max(text.rfind(mark, 0, number.start) for mark in _BOUNDARIES) + 1)
    words = text[start : number.start]
    if start and not words.strip("共计有为约近") and text[start - 1] == "）":
        opening = text.rfind("（", 0, start)
        edge = max(text.rfind(mark, 0, opening) for mark in _BOUNDARIES + "、") + 1
        words = re.sub(r"^.*\d[\d.%]*[件条宗次起项个份篇]?", "", text[edge:opening]) + words
    return words.lstrip("、")


def _right(text: str, number: Number, after: int) -> str:
    ends = [at for mark in _BOUNDARIES + "、" if (at := text.find(mark, number.end)) >= 0]
    return text[number.end : min([after, len(text), *ends])]


def _with_carried(text: str, number: Number, sentence: Sentence) -> bool:
    """Tell whether the sentence says that the number holds those carried in: 受理12件（含上年结转2件）."""
    if _WITH_CARRIED.match(text, number.end) or _WITH_CARRIED.match(text, number.end + 1):
        return True
    return bool(
        _WITH_CARRIED.search(text[sentence.start : number.start]) and re.search(r"共计?$|合计$", text[: number.start])
    )


def _year(found: list[Number], number: Number, sentence: Sentence) -> int | None:
    years = [
        int(other.value)
        for other in found
        if sentence.start <= other.start < number.start
        and other.kind in {NumberKind.YEAR, NumberKind.DATE}
        and 2000 < other.value < 2100
    ]
    return years[-1] if years else None


def _scope(sentence: Sentence, number: Number) -> str:
    found = _SCOPE.findall(sentence.text[: number.start - sentence.start])
    return str(found[-1]) if found else ""


def _in_bracket(text: str, position: int, start: int) -> bool:
    return text.count("（", start, position) > text.count("）", start, position)


def _denials(name: str, ready: Prose) -> Iterator[Statement]:
    on_request = _on_request(name, ready)
    for denial in denials(ready, on_request, assume=name in _CONTEXT_SECTIONS):
        passage, start, end = ready.place(denial.start, denial.end)
        index = ready.sentence_index(denial.start)
        sentence = ready.sentences[index]
        years = [int(year) for year in re.findall(r"(20\d\d)年", sentence.text[: denial.end - sentence.start])]
        yield Statement(
            section=name,
            passage=passage,
            start=start,
            end=end,
            text=ready.piece(denial.start, denial.end),
            sentence=ready.piece(sentence.start, sentence.end),
            value=0,
            unit="",
            kind=NumberKind.COUNT,
            subject=denial.subject,
            none=True,
            denial=True,
            year=years[-1] if years else None,
            position=denial.start,
            after=denial.end,
            sentence_number=index,
        )
