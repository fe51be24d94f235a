"""What is printed in a cell of figures, as a value.

A zero, a blank, a slash and words are different things and stay apart.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.core.report.model import Value

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，＋－／（）％：＜＞", "0123456789.,+-/()%:<>")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"))

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# A count with the unit of its own column, and perhaps a remark in brackets: 22（其中修订16件）, 3件.
_COUNT: Final = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(件|个|項|项|宗|条|万元|萬元)?\s*(\([^()]*\))?"
)
DASHES: Final = frozenset({"/", "-", "—", "——", "–", "\\", "--", "―", "一一"})

Kind = str
NUMBER, BLANK, DASH, WORDS = "number", "blank", "dash", "words"
UNREAD = "unread"  # the mark of this library for a cell that could not be read


class Printed(NamedTuple):
    """A cell's text read: its kind, its value, and whether unit or remark had to be taken off."""

    kind: Kind
    value: Value
    trimmed: bool = False


_UNREAD: Final = frozenset({"？", "?"})
_NOTHING: Final = frozenset({"nan", "NaN", "None", "null", "NULL", "<NA>"})  # what programs print for a blank cell
_LONGEST: Final = 60  # characters beyond which a text is no figure
_BLANK: Final = Printed(BLANK, None)


def tidy(text: str) -> str:
    """Return a cell's text with full-width figures and signs made half-width and blanks at the ends taken off."""
    return text.translate(_INVISIBLE).translate(_FULL_WIDTH).strip()


def number(text: str) -> int | Decimal | None:
    """Return a printed number (signs, thousands separators and decimals allowed), or None where it is none."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "").lstrip("+")
    return Decimal(plain) if "." in plain else int(plain)


class _Seen(dict[str, Printed]):
    """Cells read before: a report prints the same few texts hundreds of times."""

    def __missing__(self, text: str) -> Printed:
        if len(self) > _MOST_SEEN:
            self.clear()
        found = self[text] = _read(text)
        return found


_MOST_SEEN: Final = 20_000
_MOST_KEPT: Final = 150  # characters; labels with explanations are among the cells too
_SEEN: Final = _Seen()


def printed(text: str) -> Printed:
    """Read one cell of figures."""
    return _SEEN[text] if len(text) < _MOST_KEPT else _read(text)


def _read(text: str) -> Printed:
    if text.isascii() and text.isdigit():
        return Printed(NUMBER, int(text))
    plain = tidy(text)
    if not plain or plain in _NOTHING:
        return _BLANK
    if plain in _UNREAD:
        return Printed(UNREAD, None)
    if len(plain) >= _LONGEST:
        return Printed(WORDS, " ".join(text.split()))
    plain = re.sub(r"\s+", "", plain)
    found = number(plain)
    if found is not None:
        return Printed(NUMBER, found)
    if plain in DASHES:
        return Printed(DASH, text.strip())
    counted = _COUNT.fullmatch(plain)
    if counted:
        return Printed(NUMBER, number(counted[1]), trimmed=True)
    return Printed(WORDS, " ".join(text.split()))


def unit_of(text: str) -> str:
    """Return the unit printed inside a cell: “万元”, “件”, or "" for none."""
    counted = _COUNT.fullmatch(re.sub(r"\s+", "", tidy(text)))
    return (counted[2] or "").replace("萬", "万") if counted else ""
