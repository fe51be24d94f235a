"""What is printed in a cell of figures, as a value.

A zero, a blank, a slash and words are different things and stay apart.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.core.report.marks import PICTURE, STROKE, level, struck_part, unstruck
from gongkai.core.report.model import Value

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，＋－／（）％：＜＞", "0123456789.,+-/()%:<>")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u2060"))

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# A count with the unit of its own column, and perhaps a remark in brackets: 22（其中修订16件）, 3件.
_COUNT: Final = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(件|个|項|项|宗|条|万元|萬元)?\s*(\([^()]*\))?"
)
# A count with the mark of a footnote behind it: 6¹, 6①, 6[1], 6*.
_RAISED_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_FOOTNOTED: Final = re.compile(
    rf"([+-]?[\d,]*\d(?:\.\d+)?)([{_RAISED_DIGITS}①-⑳*※△▲#]+|[\[［〔【](?:注?\d{{1,2}}|注?[{_RAISED_DIGITS}]{{1,2}}|注)[\]］〕】]"
    rf"|[(](?:注?[{_RAISED_DIGITS}]{{1,2}}|注\d{{0,2}})[)]|注[\d{_RAISED_DIGITS}]{{0,2}})"
)
_RAISED: Final = re.compile(f"[{_RAISED_DIGITS}]")
# Digits with a blank or a line break between them; groups of thousands may be so parted by design.
_PARTED: Final = re.compile(r"[\d,.]\s+(?=[\d,.])")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[,，]?[ \u00a0\u2009\u202f\u3000]\d{3})+(?:\.\d+)?")
DASHES: Final = frozenset({"/", "-", "—", "——", "–", "\\", "--", "―", "一一"})

Kind = str
NUMBER, BLANK, DASH, WORDS = "number", "blank", "dash", "words"
UNREAD = "unread"  # the mark of this library for a cell that could not be read


class Printed(NamedTuple):
    """A cell's text read: its kind, its value, and whether unit or remark had to be taken off.

    `parted` says that the number was put together of figures that stand apart, which may be several numbers.
    """

    kind: Kind
    value: Value
    trimmed: bool = False
    parted: bool = False


_UNREAD: Final = frozenset({"？", "?", PICTURE})
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
    if text.isascii() and text.isdigit() and len(text) < _LONGEST:
        return Printed(NUMBER, int(text))
    plain = tidy(text)
    if not plain or plain in _NOTHING:
        return _BLANK
    if plain in _UNREAD:
        return Printed(UNREAD, None)
    if STROKE in plain:
        return _read_struck(plain)
    if len(plain) >= _LONGEST:
        return Printed(WORDS, " ".join(text.split()))
    parted = _PARTED.search(plain.partition("(")[0]) is not None
    plain = re.sub(r"\s+", "", plain)
    found = number(plain)
    if found is not None:
        leading = parted and len(plain) > 1 and plain[0] == "0" and plain[1] != "."  # 0 0: never one number
        return Printed(UNREAD, None) if leading else Printed(NUMBER, found, parted=parted)
    if plain in DASHES:
        return Printed(DASH, text.strip())
    return _counted(plain, parted=parted) or Printed(WORDS, " ".join(text.split()))


def _counted(plain: str, *, parted: bool) -> Printed | None:
    """Read a number with a unit, a remark or the mark of a footnote behind it."""
    counted = _COUNT.fullmatch(plain) or _FOOTNOTED.fullmatch(plain)
    if counted:
        found = number(counted[1])
        if found is not None:
            return Printed(NUMBER, found, trimmed=True, parted=parted)
    if _RAISED.search(plain) and level(plain).isdigit() and not any(char in "0123456789" for char in plain):
        return Printed(NUMBER, int(level(plain)))  # the whole cell is raised
    return None


def _read_struck(plain: str) -> Printed:
    """Read what is left of a cell in which something is struck out; of one all struck out nothing can be known."""
    left = unstruck(plain)
    return _read(left)._replace(trimmed=True) if left.strip() else Printed(UNREAD, None)


def is_grouped(text: str) -> bool:
    """Tell whether a number is printed in groups of three digits, blanks between them: 1 234."""
    return _GROUPED.fullmatch(text.translate(_FULL_WIDTH).strip()) is not None


def taken_off(text: str) -> str:
    """Say what was taken off a printed number that is no unit and no remark: struck figures, the mark of a footnote."""
    plain = re.sub(r"\s+", "", tidy(text))
    struck = struck_part(plain)
    if struck:
        return f"划去的“{struck}”没有采用"
    marked = _FOOTNOTED.fullmatch(plain)
    return f"“{level(marked[2])}”是注释标记，没有采用" if marked else ""


def unit_of(text: str) -> str:
    """Return the unit printed inside a cell: “万元”, “件”, or "" for none."""
    counted = _COUNT.fullmatch(re.sub(r"\s+", "", tidy(unstruck(text))))
    return (counted[2] or "").replace("萬", "万") if counted else ""
