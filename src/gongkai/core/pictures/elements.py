"""The few elements of SVG that pictures are made of, with their text escaped."""

from collections.abc import Iterable
from html import escape
from typing import Final

WIDTH: Final = 360.0  # units; one unit is a pixel on a small phone
LETTER: Final = 13.0  # the size of text
_WIDE: Final = 0x2E80  # from here on characters are as wide as they are high


def element(name: str, inside: str = "", /, **given: object) -> str:
    """Return an element; `class_` is written as class, underscores in names as hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"' for key, value in given.items() if value != ""
    )
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def text(words: str, x: float, y: float, **given: object) -> str:
    """Return a line of text; its left end, middle or right end (`text_anchor`) stands at x."""
    return element("text", escape(words), x=x, y=y, **given)


def joined(parts: Iterable[str]) -> str:
    """Return elements one after the other."""
    return "".join(parts)


def width_of(words: str, size: float = LETTER) -> float:
    """Return about how wide a text is."""
    return sum(size if ord(letter) >= _WIDE else size * 0.58 for letter in words)


def fitted(words: str, room: float, size: float = LETTER) -> str:
    """Return a text, cut with an ellipsis where it is wider than the room; the table has it whole."""
    if width_of(words, size) <= room:
        return words
    kept = words
    while kept and width_of(kept, size) + size > room:
        kept = kept[:-1]
    return kept + "…"


def _text(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)
