"""The report as a document: its title, headings, paragraphs and tables in the order in which they are printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, Section
from gongkai.core.report.writers.layout import Table, printable, tables

# The section each table stands in.
HOME: Final = {"t2": "s2", "t3": "s3", "t4": "s4"}

_TITLE_WIDTH: Final = 20  # characters of 二号 on a line of 156 mm
_TITLE_PARAGRAPHS: Final = 3
_TITLE_BREAK: Final = re.compile(r"(?=(?:20\d\d年)?(?:度)?政府信息公开)")
_SUBHEADING: Final = re.compile(r"[（(][一二三四五六七八九十]+[）)][^。；，]{1,30}")
_LEAD: Final = re.compile(r"([（(][一二三四五六七八九十]+[）)][^。；，：]{1,24}[。：])(?=.)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the document.

    `lead` is the part of a paragraph, at its beginning, that serves as its heading: “（一）主动公开。”.
    """

    kind: Literal["title", "front", "heading", "subheading", "text", "table"]
    text: str
    section: str = ""
    lead: str = ""
    table: Table | None = None


def flow(report: AnnualReport) -> Iterator[Piece]:
    """Yield the report piece by piece. A section or table that the report does not have is not made up."""
    if report.title:
        yield Piece("title", printable(report.title))
    for text in _without_title(report):
        yield Piece("front", printable(text))
    drawn = {HOME[table.id]: table for table in tables(report) if _has_figures(report, table)}
    for heading in COMMON.sections:
        section = report.sections.get(heading.id)
        table = drawn.get(heading.id)
        if section is None and table is None:
            continue
        printed = printable(section.heading) if section else ""
        yield Piece("heading", printed or heading.label, heading.id)
        if section is not None:
            yield from _paragraphs(section)
        if table is not None:
            yield Piece("table", table.caption, heading.id, table=table)


def _without_title(report: AnnualReport) -> list[str]:
    """Return the paragraphs before section 1 without the title, which may stand there again, over up to three."""
    texts = [passage.text for passage in report.front]
    title = "".join(report.title.split())
    for count in range(1, _TITLE_PARAGRAPHS + 1):
        for start in range(len(texts) - count + 1):
            if title and "".join("".join(texts[start : start + count]).split()) == title:
                return [*texts[:start], *texts[start + count :]]
    return texts


def _has_figures(report: AnnualReport, table: Table) -> bool:
    return any(slot.cell in report.cells for row in table.rows for slot in row if slot.cell)


def _paragraphs(section: Section) -> Iterator[Piece]:
    for text in printable(section.text).split("\n"):
        if not text.strip():
            continue
        if _SUBHEADING.fullmatch(text.strip()):
            yield Piece("subheading", text, section.id)
        else:
            found = _LEAD.match(text)
            yield Piece("text", text, section.id, lead=found.group(1) if found else "")


def title_lines(title: str) -> list[str]:
    """Return a title broken by sense where it is longer than a line: after the name of the body, before the year."""
    if len(title) <= _TITLE_WIDTH:
        return [title]
    first, *rest = [part for part in _TITLE_BREAK.split(title, maxsplit=1) if part]
    return [first, *rest]
