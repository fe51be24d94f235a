"""The wording of a letter (措辞): plain text with places to fill, which a body may edit.

    【事实】                                    a part begins
    本机关于{收到日期}收到申请。                 {…}: a place
    [[本机关于{补正告知日期}告知补正。]]          [[…]]: left out while a place in it has nothing to hold

Each line is a paragraph. A wording knows no other marks, and what is filled in is never read for marks.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.core.letters.errors import BrokenWording, MandatoryPartRemoved, MandatoryPlaceRemoved, UnknownPlace
from gongkai.core.letters.parts import BY_MARK, Part

LIMIT: Final = 20_000  # characters of one wording
_HEAD: Final = re.compile(r"【([^【】]*)】")
_TOKEN: Final = re.compile(r"(\[\[|\]\]|\{[^{}\n]*\}|[{}])")


@dataclass(frozen=True, slots=True)
class Segment:
    """Text as it stands, or the name of a place."""

    text: str
    place: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Segments that are printed together; an optional run is left out while a place in it is empty."""

    segments: tuple[Segment, ...]
    optional: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places in it."""
        return tuple(segment.text for segment in self.segments if segment.place)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a wording."""

    runs: tuple[Run, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The places in it, in order."""
        return tuple(place for run in self.runs for place in run.places)

    @property
    def alone(self) -> str:
        """The place that is all there is on the line; empty where there is more, or none."""
        segments = [segment for run in self.runs for segment in run.segments if segment.place or segment.text.strip()]
        return segments[0].text if len(segments) == 1 and segments[0].place else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording, part by part."""

    parts: Mapping[Part, tuple[Line, ...]]

    @property
    def places(self) -> frozenset[str]:
        """Every place it names."""
        return frozenset(place for lines in self.parts.values() for line in lines for place in line.places)


def parse(text: str) -> Wording:
    """Read a wording. Raises BrokenWording with the line."""
    if len(text) > LIMIT:
        raise BrokenWording(1, f"起的全文超过{LIMIT}字")
    parts: dict[Part, list[Line]] = {}
    current: list[Line] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        head = _HEAD.fullmatch(line)
        if head:
            part = BY_MARK.get(head.group(1))
            if part is None or part in parts:
                raise BrokenWording(number, f"的“{line}”不是一个部分，或者这个部分写了两次")
            current = parts.setdefault(part, [])
        elif line:
            if current is None:
                raise BrokenWording(number, "之前没有写明属于哪个部分")
            current.append(_line(line, number))
    return Wording({part: tuple(lines) for part, lines in parts.items()})


def parse_passage(text: str) -> tuple[Line, ...]:
    """Read a common passage (通用段落), which has no parts. Raises BrokenWording."""
    return tuple(_line(line.strip(), number) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _line(text: str, number: int) -> Line:
    runs: list[Run] = []
    segments: list[Segment] = []
    optional = False
    for mark in filter(None, _TOKEN.split(text)):
        if mark in ("[[", "]]"):
            if (mark == "[[") == optional:
                raise BrokenWording(number, f"的“{mark}”没有与之成对的标记")
            _close(runs, segments, optional=optional)
            segments, optional = [], not optional
        elif mark in ("{", "}"):
            raise BrokenWording(number, f"的“{mark}”没有与之成对的括号")
        else:
            place = mark.startswith("{")
            segments.append(Segment(mark[1:-1].strip() if place else mark, place))
    if optional:
        raise BrokenWording(number, "的“[[”没有与之成对的“]]”")
    _close(runs, segments, optional=False)
    return Line(tuple(runs))


def _close(runs: list[Run], segments: list[Segment], *, optional: bool) -> None:
    if segments:
        runs.append(Run(tuple(segments), optional))


def check_places(named: Iterable[str], known: Iterable[str], mandatory: Iterable[str]) -> None:
    """Raise UnknownPlace or MandatoryPlaceRemoved for the places a wording names."""
    named, known = frozenset(named), tuple(known)
    for place in sorted(named - set(known)):
        raise UnknownPlace(place, difflib.get_close_matches(place, known, n=3, cutoff=0.5))
    removed = [place for place in mandatory if place not in named]
    if removed:
        raise MandatoryPlaceRemoved(removed)


def check_parts(wording: Wording, mandatory: Iterable[Part]) -> None:
    """Raise MandatoryPartRemoved where a mandatory part is not there or has no line."""
    removed = [part.mark for part in mandatory if not wording.parts.get(part)]
    if removed:
        raise MandatoryPartRemoved(removed)


def filled_runs(line: Line, texts: Mapping[str, str]) -> Iterator[tuple[Segment, ...]]:
    """Yield the runs of a line that are printed: optional ones only with all their places filled."""
    for run in line.runs:
        if not run.optional or all(texts.get(place) for place in run.places):
            yield run.segments
