"""Bank cards (银行卡号: a known beginning, its length, Luhn) and accounts that the sentence calls a person's."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from gongkai.core.guard.context import is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SENSITIVE_SOURCE
from gongkai.core.guard.personal.identity import figures, valid_identity_number
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

_REMEDY: Final = "请只保留后4位。"
CARD: Final = kind(
    Kind("PII-CARD", "银行卡号", Group.PERSONAL, Severity.BLOCK, SENSITIVE_SOURCE, _REMEDY, Action.MASK, rank=20)
)
ACCOUNT: Final = kind(
    Kind("PII-ACCOUNT", "个人银行账号", Group.PERSONAL, Severity.BLOCK, SENSITIVE_SOURCE, _REMEDY, Action.MASK, rank=25)
)
_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])(?<!\d[.-])\d(?:[- ]?\d){14,20}(?![0-9A-Za-z])(?!\.\d)")
# As cards are written: in one piece, in fours, or the beginning apart.
_GROUPS: Final = re.compile(r"\d{15,21}|\d{4}(?:[- ]\d{4}){2,4}(?:[- ]\d{1,3})?|\d{6}[- ]\d{10,13}")
_CARD: Final = re.compile(r"[银借信](?:行|记|用)卡|卡号|[账帐][号户]|一卡通|存折|打卡|社保卡|惠农卡|开户")
# Long numbers that are no cards, by what stands right before them.
_OTHER: Final = re.compile(
    r"(?:编号|票据号|发票号|流水号|订单号?|备案号?|许可证|代码|批次|文号|项目号|登记号|注册号|单号|票号|证号|索引号|条码"
    r"|序列号|合同号|标识码|编码)[^。;]{0,6}$"
)
_ORGAN: Final = re.compile(
    r"公司|单位|财政|专户|国库|对公|基本户|保证金|机关|(?:户名|账户名称|收款人|开户名)[^,;。]*(?:局|办事处"
    r"|委员会|中心|公司|医院|学校)"
)


@lru_cache(maxsize=1)
def beginnings() -> dict[str, frozenset[int]]:
    """Return the first figures of bank cards with the lengths that cards with them have (data/cards.toml)."""
    source = files("gongkai.core.guard").joinpath("data/cards.toml").read_text(encoding="utf-8")
    return {first: frozenset(one["lengths"]) for one in tomllib.loads(source)["range"] for first in one["first"]}


def passes_luhn(number: str) -> bool:
    """Tell whether the last figure of a number is its check figure (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(number: str) -> bool:
    """Tell whether a number is that of a bank card: a known beginning with its length, and the check figure."""
    known = any(number.startswith(first) and len(number) in lengths for first, lengths in beginnings().items())
    return known and passes_luhn(number)


@recogniser(CARD, ACCOUNT)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the bank cards, and the accounts that the words before call those of a person."""
    for found in _NUMBER.finditer(reading.plain):
        number = figures(found[0])
        if not _GROUPS.fullmatch(found[0]) or (len(number) == 18 and valid_identity_number(number)):
            continue
        kind_found = _kind(number, reading.before(found.start()))
        if kind_found:
            yield Hit(kind_found, *found.span(), keep=(0, 4))


def _kind(number: str, before: str) -> Kind | None:
    """Return whether a number is a card or an account; the sentence may say that it is an organisation's."""
    if _ORGAN.search(before) and not is_private(before):
        return None
    named = _CARD.search(before[-16:]) is not None
    if is_card(number) and (named or not _OTHER.search(before)):
        return CARD
    return ACCOUNT if named and is_private(before) else None
