"""Numbers of the resident identity card (居民身份证号, GB 11643-1999), of 18 characters and of the old form of 15.

Any six figures are taken as the region: the codes of regions that were merged or renamed stay in use for a lifetime and
no list of them is complete. The birth date and the check character already leave one random number in 15,000.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongkai.core.guard.context import is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

IDENTITY: Final = kind(
    Kind(
        "PII-ID", "居民身份证号", Group.PERSONAL, Severity.BLOCK, SOURCE, "请只保留前6位和后2位。", Action.MASK, rank=10
    )
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: ISO 7064 MOD 11-2
_CHECKS: Final = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_PART: Final = r"[ \-.·/_\n]"  # what people put between the figures
# Every beginning of a group of figures is tried: in a row of a table another number may stand just before.
_LONG: Final = re.compile(rf"(?<!\d)(?=(?P<number>\d(?:{_PART}?\d){{16}}{_PART}?[0-9Xx])(?!\d))")
_SHORT: Final = re.compile(r"(?<![0-9A-Za-z.])(?P<number>\d(?:[- ]?\d){14})(?![0-9A-Za-z])(?!\.\d)")
_LONGER: Final = re.compile(r"\d[-/]$")  # a piece of a longer number, such as 2024-990101-…
_NAMED: Final = re.compile(r"身份证|身份号码|公民身份|证件号|证件编号")
# Numbers that are made by others and may happen to look like an identity number, by what stands right before them.
_OTHER: Final = re.compile(
    r"(?:信用代码|订单号?|流水号|交易号|运单号|快递单号|批次号?|项目代码|项目编号|项目编码|标识码|票据号码?"
    r"|发票号码?|注册号|索引号|备案号)"
    r"(?:\((?:[^()]{1,8})\))?(?:为|是)?[: ]{0,3}$"
)


def valid_identity_number(number: str) -> bool:
    """Tell whether a number is one of GB 11643: a birth date that exists and, of 18 characters, the right check."""
    if len(number) == 15:
        return _is_day(f"19{number[6:12]}")
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _is_day(number[6:14]) and number[17].upper() == _CHECKS[total % 11]


def figures(written: str) -> str:
    """Return a number without what people put between its figures."""
    return re.sub(r"[^0-9A-Za-z]", "", written)


@recogniser(IDENTITY)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the identity numbers. One of the old form, or with a wrong check, counts only where it is called so."""
    for found in _LONG.finditer(reading.plain):
        before = reading.before(found.start())
        another = _OTHER.search(before) or _LONGER.search(before)
        named, number = _NAMED.search(before), figures(found["number"])
        if valid_identity_number(number) and (named or not another):
            yield Hit(IDENTITY, *found.span("number"), keep=(6, 2))
        elif named and found["number"].isalnum() and _is_day(number[6:14]):
            mistyped = "校验码不对，可能有一位写错。"
            yield Hit(IDENTITY, *found.span("number"), keep=(6, 2), severity=Severity.WARN, detail=mistyped)
    for found in _SHORT.finditer(reading.plain):
        if valid_identity_number(figures(found["number"])):
            before = reading.before(found.start())
            if _NAMED.search(before):
                yield Hit(IDENTITY, *found.span("number"), keep=(6, 2))
            elif found["number"].isdigit() and is_private(before) and not _OTHER.search(before):
                yield Hit(IDENTITY, *found.span("number"), keep=(6, 2), severity=Severity.WARN)


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR
