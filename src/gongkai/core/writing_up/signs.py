"""Signs that stand in a paragraph's text for marks, links, notes and pictures until it becomes HTML.

They are private-use characters of Unicode; those that a file brings itself are taken out first.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Final

FIRST: Final = 0xF8D0
_NAMES: Final = ("b", "i", "s", "sup", "sub")
OPEN: Final = {name: chr(FIRST + 2 * number) for number, name in enumerate(_NAMES)}
CLOSE: Final = {name: chr(FIRST + 2 * number + 1) for number, name in enumerate(_NAMES)}
NOTE, PICTURE, LINK, LINK_END, END = (chr(FIRST + 20 + number) for number in range(5))
_OURS: Final = re.compile(f"[{chr(FIRST)}-{chr(FIRST + 31)}]")
_NUMBERED: Final = re.compile(f"([{NOTE}{PICTURE}{LINK}])(\\d+){END}")
_PICTURE: Final = re.compile(f"{PICTURE}(\\d+){END}")
_AGAIN: Final = [re.compile(f"{CLOSE[name]}{OPEN[name]}") for name in _NAMES]


def without(text: str) -> str:
    """Return text without any character that is one of our signs."""
    return _OURS.sub("", text)


def numbered(sign: str, number: int) -> str:
    """Return the sign for a note, a picture or a link, with its number."""
    return f"{sign}{number}{END}"


def marked(text: str, names: list[str]) -> str:
    """Return text between the signs of its marks."""
    for name in names:
        text = f"{OPEN[name]}{text}{CLOSE[name]}"
    return text


def plain(text: str, note: Callable[[int], str]) -> str:
    """Return a text without marks, links and pictures; `note` writes out a reference to a note."""
    shown = _NUMBERED.sub(lambda found: note(int(found[2])) if found[1] == NOTE else "", text)
    return _OURS.sub("", shown).strip()


def pictures(text: str) -> list[int]:
    """Return the numbers of the pictures in a text."""
    return [int(number) for number in _PICTURE.findall(text)]


def html(text: str, note: Callable[[int], str], link: Callable[[int], str]) -> str:
    """Return a text as HTML; pictures are left out."""
    for again in _AGAIN:
        text = again.sub("", text)
    made = escape(text.strip(), quote=False).replace("\n", "<br/>").replace("\t", " ")
    for name in _NAMES:
        made = made.replace(OPEN[name], f"<{name}>").replace(CLOSE[name], f"</{name}>")
    made = _NUMBERED.sub(lambda found: _written(found, note, link), made)
    return made.replace(LINK_END, "</a>")


def _written(found: re.Match[str], note: Callable[[int], str], link: Callable[[int], str]) -> str:
    number = int(found[2])
    if found[1] == NOTE:
        return f'<sup><a href="#zhu-{escape(note(number))}">{escape(note(number))}</a></sup>'
    return f'<a href="{escape(link(number))}">' if found[1] == LINK else ""
