"""Texts made comparable: half width, lower case, simplified script, without blanks; and the pairs that are indexed."""

import unicodedata
from functools import cache
from operator import add
from typing import Final

import opencc

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Cs"})  # blanks and what nobody sees


@cache
def _simplified() -> dict[str, str]:
    convert = opencc.OpenCC("t2s").convert
    ideographs = "".join(map(chr, range(0x3400, 0xA000)))
    return {a: b for a, b in zip(ideographs, convert(ideographs), strict=True) if a != b}


def _folded(character: str) -> str:
    if character.isspace():
        return ""
    wide = unicodedata.normalize("NFKC", character).casefold()
    table = _simplified()
    return "".join(table.get(c, c) for c in wide if not c.isspace() and unicodedata.category(c) not in _UNSEEN)


class _Table(dict[int, str]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Return a text as it is compared, character by character, so that a piece of it folds to a piece of its fold."""
    return text.translate(_TABLE)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the place in the text it came from."""
    folded, places = [], []
    for place, character in enumerate(text):
        piece = _TABLE[ord(character)]
        folded.append(piece)
        places.extend([place] * len(piece))
    return "".join(folded), places


def pairs(folded: str) -> list[str]:
    """Return the pairs of neighbouring characters, in their order."""
    return list(map(add, folded, folded[1:]))


def pair_text(folded: str) -> str:
    """Return the pairs with blanks between them, as the index takes them."""
    return " ".join(map(add, folded, folded[1:]))


def character_text(folded: str) -> str:
    """Return each character of a text once, with blanks between them: for questions of one character."""
    return " ".join(dict.fromkeys(folded))
