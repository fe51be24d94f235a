"""The prose of a report with its checked numbers underlined and the passages of findings marked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from gongkai.core.report.checks import Finding
from gongkai.core.report.checks.privacy import masked
from gongkai.core.report.checks.prose_figures import Side, of_this_year, quoted
from gongkai.core.report.checks.prose_none import table_sides
from gongkai.core.report.model import AnnualReport, Passage
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.statements import FRONT, statements
from gongkai.core.report.reading.prose.subjects import Subject

_MOST: Final = 2_000  # marks in one section; more could not be looked at, and would make the page slow


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the prose that was checked: what the table says, and the finding it fails (0 where it agrees)."""

    start: int
    end: int
    finding: int = 0
    cell: str = ""  # where the table says it
    name: str = ""  # what the table calls it


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that a finding is about, within one paragraph. `opens` and `closes`: its first and last part."""

    start: int
    end: int
    finding: int
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is drawn in one way."""

    text: str
    said: Said | None = None
    findings: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """The prose of one section: its paragraphs in pieces, and the findings whose passage was found in it."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    findings: frozenset[int] = field(default_factory=frozenset)


def marked_prose(report: AnnualReport, findings: Sequence[Finding]) -> dict[str, Marked]:
    """Return section id to its prose with marks; what stands before section 1 is “front”."""
    texts = {name: _texts(section.passages) for name, section in report.sections.items()}
    texts[FRONT] = _texts(report.front)
    said = _said(report, findings)
    spans = _spans(texts, findings)
    marked: dict[str, Marked] = {}
    for name, paragraphs in texts.items():
        pieces = tuple(
            tuple(_pieces(text, said.get((name, place), []), spans.get((name, place), [])))
            for place, text in enumerate(paragraphs)
        )
        here = frozenset(span.finding for (section, _), some in spans.items() if section == name for span in some)
        marked[name] = Marked(pieces, here)
    return marked


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


_Marks = dict[tuple[str, int], list[Said]]


def _said(report: AnnualReport, findings: Sequence[Finding]) -> _Marks:
    """Return the checked numbers by section and paragraph."""
    sides, quoting = table_sides(report), _by_passage(findings)
    found: _Marks = {}
    for statement in statements(report):
        side = sides.get(statement.subject)
        failed = _failed(statement, side, quoting)
        if not failed and not (side is not None and _agrees(report, statement, side)):
            continue
        cells = findings[failed - 1].cells if failed else side.cells if side else ()
        name = side.name if side else ""
        mark = Said(statement.start, statement.end, failed, next(iter(cells), ""), name)
        found.setdefault((statement.section, statement.passage), []).append(mark)
    return found


def _agrees(report: AnnualReport, statement: Statement, side: Side) -> bool:
    return statement.exact and of_this_year(report, statement) and side.agrees(statement.value)


_Quoting = Mapping[tuple[str, str], Sequence[tuple[int, Finding]]]


def _by_passage(findings: Sequence[Finding]) -> _Quoting:
    """Return the findings with their numbers by section and passage."""
    found: defaultdict[tuple[str, str], list[tuple[int, Finding]]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        if finding.passage:
            found[finding.where, finding.passage].append((number, finding))
    return found


def _failed(statement: Statement, side: Side | None, quoting: _Quoting) -> int:
    """Return the number of the first finding that the number fails, 0 for none."""
    for number, finding in quoting.get((statement.section, masked(statement.sentence)), ()) if quoting else ():
        if statement.subject is not Subject.UNKNOWN and side is not None and finding.cells:
            if set(side.cells) <= set(finding.cells) and not side.agrees(statement.value):
                return number
        elif masked(quoted(statement)) in finding.problem:
            return number
    return 0


def _spans(texts: Mapping[str, list[str]], findings: Sequence[Finding]) -> dict[tuple[str, int], list[Span]]:
    """Return where the passages of findings stand, by section and paragraph."""
    found: dict[tuple[str, int], list[Span]] = {}
    quoting = [pair for pair in enumerate(findings, 1) if pair[1].passage]
    # What a finding quotes is masked, and as long as what it masks.
    wholes = {section: masked("\n".join(paragraphs)) for section, paragraphs in texts.items()} if quoting else {}
    for number, finding in quoting:
        for section in (finding.where, *texts):
            start = wholes.get(section, "").find(finding.passage)
            if start >= 0:
                _put(found, section, texts[section], (start, start + len(finding.passage)), number)
                break
    return found


def _put(
    found: dict[tuple[str, int], list[Span]], section: str, paragraphs: list[str], bounds: tuple[int, int], number: int
) -> None:
    """Put the parts of a passage into the paragraphs over which it runs."""
    start, end = bounds
    base = 0
    for place, text in enumerate(paragraphs):
        first, last = max(start, base) - base, min(end, base + len(text)) - base
        if first < last:
            part = Span(first, last, number, opens=start >= base, closes=end <= base + len(text))
            found.setdefault((section, place), []).append(part)
        base += len(text) + 1


def _pieces(text: str, said: Sequence[Said], spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut a paragraph wherever a mark begins or ends; where numbers overlap the first is drawn."""
    numbers: list[Said] = []
    for one in sorted(said[:_MOST], key=lambda mark: mark.start):
        if one.start < one.end <= len(text) and (not numbers or one.start >= numbers[-1].end):
            numbers.append(one)
    marks: list[Said | Span] = [*numbers, *spans[:_MOST]]
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(cuts):
        yield Piece(
            text=text[start:end],
            said=next((one for one in numbers if one.start <= start and end <= one.end), None),
            findings=tuple(span.finding for span in spans if span.start <= start and end <= span.end),
            opens=tuple(span.finding for span in spans if span.opens and span.start == start),
            closes=tuple(span.finding for span in spans if span.closes and span.end == end),
        )
