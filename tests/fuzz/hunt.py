# ruff: noqa: T201 - it is run by hand and prints what it found
"""Read many mutants and name each place that broke: python -m tests.fuzz.hunt FIRST COUNT."""

import sys
import traceback

from tests.fuzz.test_fuzz import Hangs, survives


def main() -> None:
    """Print the places and how often each broke."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    places: dict[str, list[int]] = {}
    for number in range(first, first + count):
        try:
            survives(number)
        except (Exception, Hangs) as error:  # noqa: BLE001 - every failure is to be shown
            frame = traceback.extract_tb(error.__traceback__)[-1]
            places.setdefault(f"{type(error).__name__} {frame.filename}:{frame.lineno}: {error}"[:160], []).append(
                number
            )
    for place, numbers in sorted(places.items(), key=lambda item: -len(item[1])):
        print(f"{len(numbers):6} {place}  mutants {numbers[:5]}")
    print(f"{count} mutants, {len(places)} places")


if __name__ == "__main__":
    main()
