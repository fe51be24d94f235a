"""A text as the recognisers see it: full-width and odd signs as plain ones, numbers written in Chinese as figures.

Folding changes no length but by leaving out characters without width; `Folded.span` leads back to the original.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS: Final = dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_HYPHENS: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D), "-")
_LIKE_X: Final = dict.fromkeys((0x0425, 0x0445, 0x03A7, 0x03C7, 0x2169, 0x2179), "X")  # Cyrillic, Greek, roman ten
_DIGITS: Final = {
    code: str(unicodedata.digit(chr(code)))
    for first in (0x0660, 0x06F0, *range(0x1D7CE, 0x1D800, 10))
    for code in range(first, first + 10)
} | {code: str(code - 0x245F) for code in range(0x2460, 0x2469)}  # ① to ⑨
_TABLE: Final = _FULL | _BLANKS | _HYPHENS | _LIKE_X | _DIGITS
_SEEN: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE)) + "]")
_NO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]")

# Numbers spelt out one figure after the other: 一三八零零… Years are shorter; figures beside are no part of one.
_FIGURES: Final = {
    **dict.fromkeys("零〇○", "0"),
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
    "貳": "2",
    "叄": "3",
    "陸": "6",
    "幺": "1",
}
_SPELT: Final = str.maketrans(_FIGURES)
_FIGURE: Final = f"[{''.join(_FIGURES)}]"
_SPELT_RUN: Final = re.compile(rf"(?:{_FIGURE}[ \-]?){{10,24}}(?:{_FIGURE}|[Xx])")


class Folded(NamedTuple):
    """The folded text, with the place in the original of each of its characters; none where they are the same."""

    plain: str
    places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text."""
        if not self.places:
            return start, end
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Fold a text for the recognisers; positions are found again through `span`."""
    plain = text.translate(_TABLE) if _SEEN.search(text) else text
    places: tuple[int, ...] = ()
    if _NO_WIDTH.search(plain):
        places = tuple(place for place, sign in enumerate(plain) if not _NO_WIDTH.match(sign))
        plain = "".join(plain[place] for place in places)
    return Folded(_SPELT_RUN.sub(_in_figures, plain), places)


def _in_figures(run: re.Match[str]) -> str:
    return run[0].translate(_SPELT)


def cover(original: str, head: int, tail: int, *, sign: str = "*") -> str:
    """Return the text with all letters, figures and Chinese characters masked but the first and last so many.

    The length stays the same; characters without width between them are masked as well.
    """
    kept = [place for place, one in enumerate(original) if _counts(one)]
    shown = set(kept[:head]) | set(kept[len(kept) - tail :] if tail else [])
    return "".join(
        one if place in shown or not (_counts(one) or _NO_WIDTH.match(one)) else sign
        for place, one in enumerate(original)
    )


def _counts(one: str) -> bool:
    return one.isalnum() or one == "○"
