"""How articles are cited in a letter: the full name once, the articles of one text together (依据条款)."""

from collections.abc import Iterable
from typing import Final

FULL_NAMES: Final = {
    "《条例》": "《中华人民共和国政府信息公开条例》",
    "国办函〔2020〕109号": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
}


def cited(basis: Iterable[str]) -> str:
    """Return articles as one phrase: 《中华人民共和国政府信息公开条例》第十五条、第三十二条."""
    parts: list[str] = []
    last = ""
    for each in basis:
        short = next((name for name in FULL_NAMES if each.startswith(name)), "")
        rest = each.removeprefix(short)
        parts.append(rest if short and short == last else FULL_NAMES.get(short, "") + rest)
        last = short
    return "、".join(parts)
