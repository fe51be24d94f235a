"""The six sections of a report out of its prose and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.document import NOWHERE, Paragraph, Place
from gongkai.core.report.model import Passage, Section
from gongkai.core.report.reading.headings import heading

_PROBLEMS: Final = re.compile(r"存在.{0,6}问题|主要问题|改进情况|改进措施")
_IDS: Final = ("s1", "s2", "s3", "s4", "s5", "s6")


@dataclass(slots=True)
class Outline:
    """Front matter, sections by id, and the section headings in the order in which they were met."""

    front: tuple[Passage, ...]
    sections: dict[str, Section]
    headings: tuple[str, ...]


def outline(prose: Sequence[tuple[str, Paragraph]]) -> Outline:
    """Put prose into sections. A heading met again with nothing below the first (a table of contents) replaces it."""
    front: list[Passage] = []
    bodies: dict[str, list[Passage]] = {}
    titles: dict[str, tuple[str, Place]] = {}
    met: list[str] = []
    current = ""
    for section, paragraph in prose:
        if section:
            if section in bodies and not bodies[section]:
                met.remove(section)
            elif section in bodies and section == current:
                continue
            met.append(section)
            bodies.setdefault(section, [])
            titles[section] = (paragraph.text.strip(), paragraph.place)
            current = section
            continue
        text = paragraph.text.strip()
        if text:
            (bodies[current] if current else front).append(Passage(text, paragraph.place))
    _find_lost_problems(bodies, titles)
    sections: dict[str, Section] = {
        one: Section(one, titles.get(one, ("", NOWHERE))[0], tuple(bodies[one]), titles.get(one, ("", NOWHERE))[1])
        for one in _IDS
        if one in bodies
    }
    return Outline(tuple(front), sections, tuple(met))


def _find_lost_problems(bodies: dict[str, list[Passage]], titles: dict[str, tuple[str, Place]]) -> None:
    """Give section 5 back what stands behind table 4 where its heading was lost."""
    if "s5" in bodies or "s4" not in bodies:
        return
    passages = bodies["s4"]
    start = next((i for i, one in enumerate(passages) if len(one.text) < 40 and _PROBLEMS.search(one.text)), None)
    if start is None:
        return
    bodies["s5"], bodies["s4"] = passages[start:], passages[:start]
    titles["s5"] = ("", passages[start].place)


__all__ = ["Outline", "heading", "outline"]
