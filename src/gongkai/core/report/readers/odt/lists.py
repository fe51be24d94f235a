"""Automatic numbers of lists and headings, which OpenDocument keeps in styles and not in the text."""

import re
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.readers.counting import written
from gongkai.core.report.readers.odt import names as n
from gongkai.core.report.readers.odt.names import Element

LEVELS: Final = 10
OUTLINE: Final = ""  # the name under which the numbers of headings are kept
# What style:num-format says, and the same as counting names it. LibreOffice writes the first members of the row.
_FORMATS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style; `format` is "" where no number is printed."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    pattern: str = ""  # "%1%.%2%", where the file has it
    shown: int = 1  # how many levels the number shows
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The list styles, and how far each list has counted."""

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def add_styles(self, root: Element) -> None:
        """Take the list styles and the numbering of headings from a part."""
        for style in root.iter(n.LIST_STYLE):
            self.styles[style.get(n.OWN_NAME, "")] = _levels(style)
        for style in root.iter(n.OUTLINE_STYLE):
            self.styles[OUTLINE] = _levels(style)

    def begin(self, style: str) -> None:
        """Count a list from its first number."""
        self.counts.pop(style, None)

    def label(self, style: str, depth: int, start: str | None = None) -> str:
        """Count one item at a depth from 1 and return its number as printed, "" where none is."""
        levels = self.styles.get(style, {})
        level = levels.get(depth)
        if level is None or not 1 <= depth <= LEVELS:
            return ""
        counts = self.counts.setdefault(style, [None] * LEVELS)
        before = counts[depth - 1]
        if start and start.isascii() and start.isdigit() and len(start) <= 6:
            counts[depth - 1] = int(start)
        else:
            counts[depth - 1] = level.start if before is None else before + 1
        counts[depth:] = [None] * (LEVELS - depth)
        label = _printed(levels, depth, counts) if level.format else ""
        return f"{label} " if label[-1:].isalnum() else label


def _printed(levels: dict[int, Level], depth: int, counts: list[int | None]) -> str:
    def number(at: int) -> str:
        level = levels.get(at, Level())
        count = counts[at - 1] if at <= LEVELS else None
        return written(level.start if count is None else count, level.format or "decimal")

    level = levels[depth]
    if level.pattern:
        return re.sub(r"%([1-9]|10)%", lambda found: number(int(found[1])), level.pattern)
    shown = ".".join(number(at) for at in range(max(depth - level.shown, 0) + 1, depth + 1))
    return f"{level.prefix}{shown}{level.suffix}"


def _levels(style: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in style:
        depth = element.get(n.LEVEL, "")
        if depth.isascii() and depth.isdigit() and len(depth) < 3:
            levels[int(depth)] = Level(
                format=_FORMATS.get(element.get(n.NUMBER_FORMAT, "")[:1], ""),
                prefix=element.get(n.NUMBER_PREFIX, ""),
                suffix=element.get(n.NUMBER_SUFFIX, ""),
                pattern=element.get(n.NUMBER_PATTERN, ""),
                shown=figure(element.get(n.DISPLAY_LEVELS), LEVELS),
                start=figure(element.get(n.START_VALUE), 10_000),
            )
    return levels


def figure(text: str | None, largest: int) -> int:
    """Return a count from 1 to the largest; 1 where the text is none."""
    usual = text is not None and text.isascii() and text.isdigit() and len(text) <= 9
    return max(1, min(int(text), largest)) if text and usual else 1
