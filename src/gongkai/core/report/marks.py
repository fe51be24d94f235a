"""Struck-out and raised characters (删除线、上标) and pictures in plain text, so that a cell keeps what it shows.

Readers of file kinds write them; what reads figures leaves out the struck ones and takes raised ones for a footnote's
mark. A struck character is followed by U+0336, a raised digit is its Unicode superscript. A cell that shows nothing but
a picture (图片) is U+FFFC.
"""

import re
from typing import Final

STROKE: Final = "\u0336"
PICTURE: Final = "\ufffc"
_DIGITS: Final = "0123456789"
_RAISED: Final = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", _DIGITS * 2)
_STRUCK: Final = re.compile(f"(?:[^{STROKE}]{STROKE})+")
_WORD: Final = re.compile("[\u4e00-\u9fff]")
_MOST_WORDS: Final = 8  # Chinese characters of a remark or a unit behind a figure; more are words


def struck(text: str) -> str:
    """Return a text as struck out."""
    return "".join(char if char.isspace() else char + STROKE for char in text.replace(STROKE, ""))


def raised(text: str) -> str:
    """Return a text with its digits raised."""
    return text.translate(_RAISED)


def level(text: str) -> str:
    """Return a text with raised and lowered digits as plain ones."""
    return text.translate(_PLAIN)


def unstruck(text: str) -> str:
    """Return a text without what is struck out in it."""
    return _STRUCK.sub("", text) if STROKE in text else text


def struck_part(text: str) -> str:
    """Return what is struck out in a text, without the strokes."""
    return "".join(part.replace(STROKE, "") for part in _STRUCK.findall(text))


def in_cell(text: str) -> str:
    """Return the text of a cell: strokes stay where it may be a figure; words are what is left without them."""
    left = unstruck(text)
    return text if len(_WORD.findall(left)) <= _MOST_WORDS and any(char.isdigit() for char in text) else left
