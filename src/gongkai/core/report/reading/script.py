"""Traditional script (繁体) as simplified, character by character, so that positions in the text stay the same."""

import re
from functools import cache
from typing import Final

import opencc

# Characters that only traditional text has; one of them stands in any sentence of a report.
_TRADITIONAL: Final = re.compile(
    "[開務報請關於無條據總況實際數辦個為與機構訟訴復複處項規屬製發費應單內動員會議進產業區鎮鄉縣廳]"
)
_SHORT: Final = 60  # characters up to which each is looked up

# Words that mirrors in traditional script put in place of the form's own.
_EXCHANGED = (("规范性档案", "规范性文件"),)


@cache
def _table() -> dict[int, str]:
    convert = opencc.OpenCC("t2s").convert
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    return {ord(a): b for a, b in zip(ideographs, convert(ideographs), strict=True) if a != b}


def is_traditional(text: str) -> bool:
    """Tell whether a text holds characters that only traditional script has."""
    return _TRADITIONAL.search(text) is not None


def simplified(text: str) -> str:
    """Return the text in simplified script, of the same length."""
    if text.isascii() or (len(text) > _SHORT and not is_traditional(text)):
        return text
    return text.translate(_table())


def form_words(text: str) -> str:
    """Return a normalised label with the form's own words where a mirror exchanged them."""
    for found, meant in _EXCHANGED:
        if found in text:
            text = text.replace(found, meant)
    return text
