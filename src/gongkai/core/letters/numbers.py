"""The number of a letter (文号): the body's word, the year, the place in the year, by the body's own pattern."""

import re
from datetime import date
from typing import Final

from gongkai.core.letters.errors import WrongNumber

PLACES: Final = ("代字", "年", "序号")
_PLACE: Final = re.compile(r"\{([^{}]*)\}")


def check_pattern(pattern: str) -> None:
    """Raise WrongNumber where a pattern has other places, or would give two letters the same number."""
    found = _PLACE.findall(pattern)
    if set(found) - set(PLACES) or re.search(r"[{}]", _PLACE.sub("", pattern)):
        raise WrongNumber(f"文号格式“{pattern}”里有不认识的待填项。", "只能使用{代字}、{年}、{序号}。")
    if found.count("年") != 1 or found.count("序号") != 1:
        raise WrongNumber(
            f"文号格式“{pattern}”会使文号重复。", "请把{年}和{序号}各写一次，如“{代字}〔{年}〕{序号}号-答”。"
        )


def number(pattern: str, word: str, dated_on: date, serial: int) -> str:
    """Return a number. Raises WrongNumber for a place in the year below 1."""
    check_pattern(pattern)
    if serial < 1:
        raise WrongNumber(f"文号的序号{serial}不对。", "序号从1开始，每年每种文号重新编排。")
    given = {"代字": word, "年": str(dated_on.year), "序号": str(serial)}
    return _PLACE.sub(lambda place: given[place.group(1)], pattern)
