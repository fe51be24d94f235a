"""Colours as files write them."""

import re
from typing import Final

_LIGHTEST: Final = 0xF5  # of each of red, green and blue: lighter cannot be read on white paper
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


def is_white(colour: str) -> bool:
    """Tell whether a colour as RRGGBB or AARRGGBB, with or without #, is white or nearly so."""
    found = _HEX.fullmatch(colour.removeprefix("#"))
    return found is not None and all(int(part, 16) >= _LIGHTEST for part in found.groups())
