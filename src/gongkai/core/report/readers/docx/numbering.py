"""Automatic numbers of paragraphs (自动编号), which stand in the page and not in the text of a Word document.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

import re
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.readers.counting import written
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element

LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its number format, its pattern (“（%1）”) and what follows it."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restarts: bool = True
    legal: bool = False  # all numbers of the pattern in Arabic figures
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document (numbering.xml) and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list definition
    lists: dict[str, str] = field(default_factory=dict)  # list id to list definition
    changed: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list id
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # by list id: numbers to begin anew with
    counts: dict[str, list[int | None]] = field(default_factory=dict)  # by list definition

    def label(self, list_id: str, depth: int) -> str:
        """Count one more paragraph of a list level and return its number as printed; "" for bullets and none."""
        definition = self.lists.get(list_id)
        level = self._level(list_id, depth)
        if definition is None or level is None:
            return ""
        counts = self.counts.setdefault(definition, [None] * LEVELS)
        self._count(list_id, depth, counts)
        if level.format == "bullet":
            return ""
        return self._print(list_id, level, counts)

    def depth_of_style(self, list_id: str, style: str) -> int:
        """Return the level of a list that is bound to a paragraph style; 0 where none is."""
        levels = self.levels.get(self.lists.get(list_id, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def _level(self, list_id: str, depth: int) -> Level | None:
        changed = self.changed.get(list_id, {}).get(depth)
        return changed or self.levels.get(self.lists.get(list_id, ""), {}).get(depth)

    def _count(self, list_id: str, depth: int, counts: list[int | None]) -> None:
        restart = self.restarts.get(list_id, {}).pop(depth, None)  # a list begins anew only once
        level = self._level(list_id, depth) or Level()
        before = counts[depth]
        if restart is not None:
            counts[depth] = restart
        else:
            counts[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, LEVELS):
            if (self._level(list_id, deeper) or Level()).restarts:
                counts[deeper] = None

    def _print(self, list_id: str, level: Level, counts: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            of_level = self._level(list_id, depth) or Level()
            count = counts[depth]
            return written(of_level.start if count is None else count, "decimal" if level.legal else of_level.format)

        return re.sub(r"%([1-9])", number, level.pattern)


def read_numbering(root: Element) -> Numbering:
    """Return the lists that a numbering part defines."""
    found = Numbering()
    linked: dict[str, str] = {}  # style to the definition that holds its levels
    borrowing: dict[str, str] = {}  # definition to the style from which it takes its levels
    for definition in root.iterchildren(n.w("abstractNum")):
        key = definition.get(n.w("abstractNumId"), "")
        found.levels[key] = dict(map(_read_level, definition.iterchildren(n.w("lvl"))))
        if style := _value(definition, "styleLink"):
            linked[style] = key
        if style := _value(definition, "numStyleLink"):
            borrowing[key] = style
    for key, style in borrowing.items():
        found.levels[key] = found.levels.get(linked.get(style, ""), found.levels[key])
    for item in root.iterchildren(n.w("num")):
        _read_list(item, found)
    return found


def _read_list(item: Element, found: Numbering) -> None:
    """Take one list (w:num) with its changes to the levels of its definition."""
    key = item.get(n.NUMBERING_ID, "")
    found.lists[key] = _value(item, "abstractNumId")
    for change in item.iterchildren(n.w("lvlOverride")):
        depth = _integer(change.get(n.NUMBERING_LEVEL), 0)
        if (start := _value(change, "startOverride")) and depth < LEVELS:
            found.restarts.setdefault(key, {})[depth] = _integer(start, 1)
        for level in change.iterchildren(n.w("lvl")):
            changed = found.changed.setdefault(key, {})
            changed.update([_read_level(level)])


def _read_level(level: Element) -> tuple[int, Level]:
    legal = level.find(n.w("isLgl"))
    return min(_integer(level.get(n.NUMBERING_LEVEL), 0), LEVELS - 1), Level(
        start=_integer(_value(level, "start"), 0),
        format=_value(level, "numFmt") or "decimal",
        pattern=_value(level, "lvlText"),
        restarts=_value(level, "lvlRestart") != "0",
        legal=legal is not None and n.is_on(legal),
        style=_value(level, "pStyle"),
    )


def _value(parent: Element, name: str) -> str:
    child = parent.find(n.w(name))
    return child.get(n.VAL, "") if child is not None else ""


def _integer(text: str | None, default: int) -> int:
    """Return a small count that is not negative; the default where the text is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 6 else default
