"""Numbers of paragraphs as word processors print them: 一、（一）1. ① 甲 and the like.

The names of the formats are those of Word. Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Callable
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
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


def written(number: int, number_format: str) -> str:
    """Return a paragraph number as Word prints it in a number format; unknown formats in Arabic figures."""
    if not 1 <= number <= LARGEST:
        return str(number)
    return FORMATS.get(number_format, str)(number)
