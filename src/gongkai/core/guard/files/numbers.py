"""Numbers as files write them, which may be anything."""

from typing import Final

LARGEST: Final = 2**53


def whole(written: str | None, default: int = 0) -> int:
    """Return a whole number as an attribute tells it; the default where it tells none, or one beyond all bounds."""
    try:
        number = int(written or "")
    except ValueError:
        return default
    return number if -LARGEST <= number <= LARGEST else default
