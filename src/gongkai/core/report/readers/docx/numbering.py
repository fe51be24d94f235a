"""Automatic numbers of paragraphs (自动编号), which stand in the page and not in the text of a Word document.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element

DIGITS: Final = "〇一二三四五六七八九"
LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
LEVELS: Final = 9
LARGEST: Final = 9999  # a paragraph number beyond is no heading; written in Arabic figures


def _counting(number: int, digits: str = DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """Return 1 to 9999 in Chinese as it is spoken: 十一, 一百零一."""
    text, gap = "", False
    for place, unit in reversed(list(enumerate(units))):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text[1:] if text.startswith("一十") else text


def _legal(number: int) -> str:
    return _counting(number, LEGAL_DIGITS, ("", "拾", "佰", "仟"))


def _digital(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        text += sign * (number // value)
        number %= value
    return text


def _from_block(first: str, size: int) -> Callable[[int], str]:
    """Return a format of `size` consecutive characters such as ①②③; beyond it plain figures."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= size else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from_block("①", 20),
    "decimalEnclosedCircleChinese": _from_block("①", 20),
    "decimalEnclosedParen": _from_block("⑴", 20),
    "decimalEnclosedFullstop": _from_block("⒈", 20),
    "ideographEnclosedCircle": _from_block("㊀", 10),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": lambda number: STEMS[number - 1] if number <= len(STEMS) else str(number),
    "ideographZodiac": lambda number: BRANCHES[number - 1] if number <= len(BRANCHES) else str(number),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, its number format, its pattern (“（%1）”) and what follows it."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restarts: bool = True
    legal: bool = False  # all numbers of the pattern in Arabic figures
    style: str = ""


def written(number: int, number_format: str) -> str:
    """Return a paragraph number as Word prints it in a number format; unknown formats in Arabic figures."""
    if not 1 <= number <= LARGEST:
        return str(number)
    return FORMATS.get(number_format, str)(number)


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
