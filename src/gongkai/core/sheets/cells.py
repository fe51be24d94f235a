"""What every cell of a sheet is first: a text, or a formula that failed."""

import unicodedata
from decimal import Decimal
from math import isfinite
from typing import Any, Final

_ERRORS: Final = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!"})


def text_of(value: Any) -> str:
    """Return a cell as text, half width where that changes nothing; whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f") if isfinite(value) else str(value)
    return unicodedata.normalize("NFC", str(value)).strip()


def is_error(value: Any) -> bool:
    """Tell whether a formula failed."""
    return text_of(value).upper() in _ERRORS
