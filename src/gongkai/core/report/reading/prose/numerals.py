"""Numbers as prose writes them: figures, Chinese numerals, 万 and 亿, percentages, and what kind each one is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class NumberKind(StrEnum):
    """What sort of number a piece of prose is."""

    COUNT = "count"  # 件数、条数
    SHARE = "share"  # 百分比
    MONEY = "money"  # 金额
    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"  # 第三季度
    MARK = "mark"  # numbering of a heading or a list
    ARTICLE = "article"  # 第二十条第（一）项
    DOCUMENT = "document"  # 文号
    PHONE = "phone"
    POSTCODE = "postcode"
    OTHER = "other"  # 1+2, addresses, web addresses, numbers without a unit


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: bounds with its unit, value, unit, kind, and whether it is only approximate."""

    start: int
    end: int
    value: int | Decimal
    unit: str
    kind: NumberKind
    approximate: bool = False


_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
_CHINESE: Final = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"

UNITS: Final = (
    *(
        "件次",
        "人次",
        "场次",
        "条次",
        "批次",
        "期次",
        "频次",
        "件",
        "条",
        "篇",
        "次",
        "份",
        "宗",
        "起",
        "例",
        "项",
        "期",
        "场",
    ),
    *("部", "册", "个", "家", "名", "人", "类", "种", "页", "张", "则", "幅", "批", "户", "处", "语种", "遍", "轮"),
)
_COUNT_UNIT: Final = "|".join(sorted(set(UNITS), key=len, reverse=True))
_FIGURE: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_REALLY_APPROXIMATE: Final = re.compile(r"(?:大约|约|将近|接近|近|超过|超|逾)$")
_WITH_SHARE: Final = re.compile(r"[，、]?占|（(?:占比?)?\d+(?:\.\d+)?%")
_LOOSELY: Final = re.compile(r"(?:左右|以上|上下)")

_NUMERAL: Final = "[一二三四五六七八九十]+"
_PATTERNS: Final = {
    "web": r"(?:https?[：:]//|www\.)[\w./=&%\-]+|[\w.\-]{1,64}@[\w.\-]+",
    "document": r"[〔\[（［]\d{4}[〕\]）］]\d+号|第\d+号",
    "postcode": r"(?<=邮编)[：:]?\d{6}|(?<=邮政编码)[：:]?\d{6}",
    "phone": r"(?<!\d)0\d{2,3}[-—–－]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)123\d\d(?!\d)(?![件条次篇])",
    "article": (
        rf"第[一二三四五六七八九十百]+[条款章](?:第[（(]?{_NUMERAL}[）)]?[项款])*|第\d+[条款章]|第[（(]{_NUMERAL}[）)]项"
    ),
    "ordinal": r"第(?:[一二三四五六七八九十百]+|\d+)",
    "sum": r"[“\"]?\d+\+[\dXxN]+(?:\+[\dXxN]+)*",
    "date": (
        r"20\d\d年(?:度)?\d{1,2}月(?:份)?(?:\d{1,2}日)?|20\d\d[-—./]\d{1,2}[-—./]\d{1,2}(?:日)?"
        r"|\d{1,2}[-—–至到]\d{1,2}月(?:份)?|(?<!\d)\d{1,2}月(?:份)?(?:\d{1,2}日)?"
        r"|(?<!\d)20\d{3,6}[月日](?:\d{1,2}日)?|(?<!\d)\d{1,2}日"
    ),
    "year": r"(?<!\d)(?:19|20)\d\d(?:[-—–－至](?:19|20)\d\d)?年(?:度)?|(?<!\d)(?:19|20)\d\d(?=版)",
    "mark": (
        r"(?:(?<=[\n。；：])|^)\d{1,2}[、.．](?!\d)|(?:(?<=\n)|^)\d{1,2}）"
        rf"|[（(](?:{_NUMERAL}|\d{{1,2}})[）)]|(?:(?<=\n)|^){_NUMERAL}、|(?:(?<=[。；：，\n])|^){_NUMERAL}是"
    ),
}
_COUNTED: Final = (
    r"百分之(?P<percent>[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)",
    rf"(?P<low>{_FIGURE}|[{_CHINESE}]+)[-—–~～至到](?:{_FIGURE}|[{_CHINESE}]+)(?P<range_unit>{_COUNT_UNIT}|%)",
    (
        rf"(?P<figure>{_FIGURE})(?P<more>余|多|几)?(?P<scale>万|亿|千|百)?(?P<more2>余|多)?"
        rf"(?P<unit>个百分点|百分点|%|‰|元|{_COUNT_UNIT})?"
    ),
    (
        rf"(?<![第每逐统专])(?P<chinese>[{_CHINESE}]+)(?P<chinese_more>余|多|几)?"
        rf"(?P<chinese_unit>元|{_COUNT_UNIT})(?!体|致|直|律)"
    ),
)
_TOKEN: Final = re.compile("|".join((*(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), *_COUNTED)))
_PLAIN: Final = {
    "web": NumberKind.OTHER, "document": NumberKind.DOCUMENT, "postcode": NumberKind.POSTCODE,
    "phone": NumberKind.PHONE,
    "article": NumberKind.ARTICLE, "ordinal": NumberKind.ORDINAL, "sum": NumberKind.OTHER, "date": NumberKind.DATE,
    "year": NumberKind.YEAR, "mark": NumberKind.MARK,
}  # fmt: skip


def chinese_value(text: str) -> int:
    """Return the value of a Chinese numeral: 十二, 一百二十, 两千零三, 二〇二三. Raises ValueError for all else."""
    if not text or not set(text) <= set(_CHINESE):
        raise ValueError(text)
    if set(text) <= set(_DIGITS) and len(text) > 1:
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or (1 if section == 0 or character in "十拾" else 0)) * _TENS[character]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[character] or _MYRIADS[character]
            section = digit = 0
    return total + section + digit


def numbers(text: str) -> Iterator[Number]:
    """Yield each number of a text without blanks, in order, with its kind."""
    for found in _TOKEN.finditer(text):
        kind = next((name for name in _PLAIN if found[name]), "")
        if kind:
            yield Number(found.start(), found.end(), _first_figure(found[0]), "", _PLAIN[kind])
        elif found["percent"]:
            yield Number(found.start(), found.end(), _percent(found["percent"]), "%", NumberKind.SHARE)
        elif found["low"]:
            unit = found["range_unit"]
            kind_found = NumberKind.SHARE if unit == "%" else NumberKind.COUNT
            yield Number(found.start(), found.end(), _value(found["low"]), unit, kind_found, approximate=True)
        elif found["figure"]:
            yield _counted(text, found)
        else:
            value = chinese_value(found["chinese"])
            approximate = bool(found["chinese_more"]) or _loose(text, found)
            kind_found = NumberKind.MONEY if found["chinese_unit"] == "元" else NumberKind.COUNT
            yield Number(found.start(), found.end(), value, found["chinese_unit"], kind_found, approximate)


def _counted(text: str, found: re.Match[str]) -> Number:
    """A number in figures: its scale multiplied in, its kind from its unit."""
    value = _value(found["figure"])
    scale = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}.get(found["scale"] or "", 1)
    unit = found["unit"] or ""
    approximate = bool(found["more"] or found["more2"]) or _loose(text, found)
    if unit in {"%", "‰", "个百分点", "百分点"}:
        return Number(found.start(), found.end(), value, unit, NumberKind.SHARE, approximate)
    value = _whole(value * scale)
    if unit == "元":
        return Number(found.start(), found.end(), value, unit, NumberKind.MONEY, approximate)
    kind = NumberKind.COUNT if unit or _bare_count(text, found) else NumberKind.OTHER
    return Number(found.start(), found.end(), value, unit, kind, approximate)


def _bare_count(text: str, found: re.Match[str]) -> bool:
    """Tell whether a figure without a unit is a count all the same: “部分公开67，占4.61%”.

    Nothing less will do: figures of a table that stand in prose have no unit either.
    """
    before = text[found.start() - 1 : found.start()]
    return "\u4e00" <= before <= "\u9fff" and bool(_WITH_SHARE.match(text, found.end()))


def _loose(text: str, found: re.Match[str]) -> bool:
    before = text[max(found.start() - 3, 0) : found.start()]
    return bool(_REALLY_APPROXIMATE.search(before) or _LOOSELY.match(text, found.end()))


def at_least(text: str, number: Number) -> bool:
    """Tell whether a number is a lower bound: 至少12篇, 不少于3次."""
    before = text[max(number.start - 3, 0) : number.start]
    return bool(re.search(r"(?:至少|不少于|不低于)$", before))


def _value(text: str) -> int | Decimal:
    if text[0] in _CHINESE:
        return chinese_value(text)
    return _whole(Decimal(text.replace(",", "")))


def _whole(value: int | Decimal) -> int | Decimal:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def _first_figure(text: str) -> int:
    figure = re.search(r"\d+", text)
    if figure:
        return int(figure[0])
    numeral = re.search(rf"[{_CHINESE}]+", text)
    return chinese_value(numeral[0]) if numeral else 0


def _percent(text: str) -> int | Decimal:
    whole, _, rest = text.partition("点")
    value = chinese_value(whole)
    return _whole(Decimal(f"{value}.{''.join(str(_DIGITS[c]) for c in rest)}")) if rest else value
