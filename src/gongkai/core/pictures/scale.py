"""From figures to lengths."""

from math import ceil, log10


def top_of(largest: float) -> float:
    """Return a round figure at or above the largest: 1, 2, 5 times a power of ten; 1 for nothing."""
    if largest <= 0:
        return 1.0
    power = float(10 ** int(log10(largest) if largest >= 1 else log10(largest) - 1))
    return next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10, 20) if step * power >= largest)


def shown(figure: float) -> str:
    """Return a figure without noughts behind the point."""
    return f"{figure:g}" if figure != ceil(figure) else f"{int(figure)}"
