"""What the cells of a sheet mean: days, amounts in 元, yes and no, however they were typed."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gongkai.apps.ledgers.kinds import Ending
from gongkai.core.sheets.cells import text_of

_DAY: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SHORT_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = (20_000, 80_000)  # days since 1899-12-30, as sheets count: the years 1954 to 2119
_AMOUNT: Final = re.compile(r"([+-]?[\d,]*\.?\d+)\s*(万元|元)?")
_WAN: Final = 10_000
YES: Final = frozenset({"是", "公开", "已公开", "主动公开", "√", "y", "yes", "1", "true"})
NO: Final = frozenset({"否", "不公开", "未公开", "不予公开", "依申请公开", "×", "n", "no", "0", "false"})


class Unreadable(ValueError):
    """A cell that cannot be taken for what its column holds; the text says why."""


def day_of(value: Any) -> date | None:
    """Return a cell as a day: a real date, a date as text in any usual form, or a sheet's serial number."""
    if value is None or text_of(value) == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", text_of(value))
    found = _DAY.fullmatch(text) or _SHORT_DAY.fullmatch(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
        if re.fullmatch(r"\d{5}", text) and _SERIAL[0] <= int(text) <= _SERIAL[1]:
            return date(1899, 12, 30) + timedelta(days=int(text))
    except ValueError:
        pass
    raise Unreadable(f"“{text_of(value)}”不是日期，请写成 2026-03-01 或 2026年3月1日。")


def amount_of(value: Any, in_wan: bool) -> tuple[Decimal | None, bool]:  # noqa: FBT001 the unit of the column
    """Return a cell as 元 and whether it was typed in 万元, by its own unit or by that of the column."""
    text = unicodedata.normalize("NFKC", text_of(value)).replace("¥", "").replace(" ", "")
    if text in {"", "-", "—", "/"}:
        return None, False
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise Unreadable(f"“{text_of(value)}”不是金额，请只写数字，单位是元。")
    try:
        number = Decimal(found[1].replace(",", ""))
    except InvalidOperation:
        raise Unreadable(f"“{text_of(value)}”不是金额，请只写数字，单位是元。") from None
    wan = found[2] == "万元" or (in_wan and found[2] is None)
    yuan = (number * _WAN if wan else number).normalize()
    exact = yuan.quantize(Decimal("0.01"))
    if exact != yuan:
        raise Unreadable(f"“{text_of(value)}”的小数太多，金额最小到分。")
    return exact, wan


def truth_of(value: Any) -> bool | None:
    """Return a cell as yes or no."""
    text = unicodedata.normalize("NFKC", text_of(value)).lower()
    if text == "":
        return None
    if text in YES or text in NO:
        return text in YES
    raise Unreadable(f"“{text_of(value)}”不知道是公开还是不公开，请写“是”或“否”。")


def ending_of(value: Any) -> str:
    """Return a cell as how a document ended."""
    text = text_of(value)
    if text in {"", "有效", "现行有效"}:
        return ""
    for one in Ending:
        if one.label in text:
            return one.value
    raise Unreadable(f"“{text}”不知道是废止还是失效，请写“废止”或“失效”。")
