"""What may stand in an exchanged report: each kind of value is taken, or refused with the place where it stands.

The limits are far beyond what a reader finds in a document; what exceeds them was made by hand, and would take the
writers and checks where no report takes them.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gongkai.core.report.document import NOWHERE, Place
from gongkai.core.report.errors import WrongExchange
from gongkai.core.report.model import Value
from gongkai.core.report.writers.layout import printable

LONGEST_NUMBER: Final = 60  # digits before the point, and behind it
LONGEST_FACT: Final = 2_000  # characters of a title, a name, a heading
LONGEST_TEXT: Final = 2_000_000  # characters of one section, and of what is printed in a cell
LARGEST_COUNT: Final = 10**9
YEARS: Final = range(1949, 2100)

_NUMBER: Final = re.compile(rf"-?\d{{1,{LONGEST_NUMBER}}}(\.\d{{1,{LONGEST_NUMBER}}})?", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HALF_CHARACTER: Final = re.compile(r"[\ud800-\udfff]")  # JSON can write them, no document can hold them
_SHOWN: Final = 40  # characters of what was refused


def value_of(given: object, cell: str) -> Value:
    """Return a value of JSON: a string that is a decimal number becomes one."""
    if isinstance(given, str):
        if not text_of(given, cell):
            raise wrong(cell, given)
        return Decimal(given) if _NUMBER.fullmatch(given) else given
    if given is None or (type(given) is int and abs(given) < 10**LONGEST_NUMBER):
        return given
    # 1e999999 is short in JSON and a million digits in a document.
    if isinstance(given, Decimal) and _bearable(given):
        return given
    raise wrong(cell, given)


def value_written(text: str) -> Value:
    """Return the value that CSV writes as `text`: empty is a printed blank, digits a number, all else a text."""
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    return Decimal(text) if match.group(1) else int(text)


def _bearable(given: Decimal) -> bool:
    exponent = given.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -LONGEST_NUMBER and given.adjusted() < LONGEST_NUMBER


def place_of(given: object, cell: str) -> Place:
    """Return where a cell stood; NOWHERE where nothing is said of it."""
    if given is None:
        return NOWHERE
    numbers = list_of(given, cell)
    if len(numbers) != len(Place._fields):
        raise wrong(cell, numbers)
    return Place(*(count_of(item, cell) for item in numbers))


def count_of(given: object, where: str) -> int:
    """Return a number of things."""
    if type(given) is not int or not 0 <= given <= LARGEST_COUNT:
        raise wrong(where, given)
    return given


def count_written(text: str, where: str) -> int:
    """Return a number of things out of its digits."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise wrong(where, text)
    return int(text)


def year_of(given: object) -> int | None:
    """Return the report year; None where the report does not say."""
    if given is None:
        return None
    if type(given) is not int or given not in YEARS:
        raise wrong("year", given)
    return given


def date_of(given: str, where: str) -> str:
    """Return an ISO date of a day that exists; "" where the report does not say."""
    if not given:
        return ""
    try:
        date.fromisoformat(given)
    except ValueError:
        raise wrong(where, given) from None
    if not _DATE.fullmatch(given):  # “20240120” is ISO too, and not what is written here
        raise wrong(where, given)
    return given


def known_of(given: object, known: Collection[str], where: str) -> str:
    """Return one of the words that may stand there."""
    if not isinstance(given, str) or given not in known:
        raise wrong(where, given)
    return given


def text_of(given: object, where: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text that a document can hold."""
    if not isinstance(given, str) or len(given) > longest or _HALF_CHARACTER.search(given):
        raise wrong(where, given)
    return given


def list_of(given: object, where: str) -> list[Any]:
    """Return a list, its items unchecked."""
    if not isinstance(given, list):
        raise wrong(where, given)
    return given


def mapping_of(given: object, where: str) -> Mapping[str, Any]:
    """Return an object, its values unchecked."""
    if not isinstance(given, dict):
        raise wrong(where, given)
    return given


def wrong(where: str, given: object) -> WrongExchange:
    """Return the error for what must not stand there; it shows no more than a document could."""
    if isinstance(given, list | dict):  # may be nested deeper than its text could be made
        return WrongExchange("JSON或CSV", f"“{where}”处的内容不能写在那里")
    shown = printable(str(given)[:_SHOWN]).strip()
    what = f"“{shown}”不是可以写在那里的内容" if shown else "内容不能写在那里"
    return WrongExchange("JSON或CSV", f"“{where}”处的{what}")
