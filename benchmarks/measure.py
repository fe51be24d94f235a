"""Timing of contenders in turn, and the line that tells of it."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Work = Callable[[bytes], object]


@dataclass(frozen=True)
class Result:
    """One measure: ours, the floor or peer measured beside it, their ratio and what it should be."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    goal: str = ""

    def line(self) -> str:
        """Return the result as a line of JSON, figures to three places that count."""
        return json.dumps(
            {
                "name": self.name,
                "value": rounded(self.value),
                "unit": self.unit,
                "floor": rounded(self.floor),
                "ratio": rounded(self.ratio),
                "goal": self.goal,
            },
            ensure_ascii=False,
        )


def rounded(number: float | None) -> float | None:
    """Return a number with three figures that count."""
    return None if number is None else float(f"{number:.3g}")


def in_turn(contenders: Mapping[str, Work], documents: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Return the median processor milliseconds a document of each contender.

    The contenders take turns, round by round, so that what else the machine does falls on all of them alike. One round
    before the first warms caches and is not counted.
    """
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, work in contenders.items():
            began = time.process_time()
            for document in documents:
                work(document)
            if number:
                spent[name].append((time.process_time() - began) * 1000 / len(documents))
    return {name: median(times) for name, times in spent.items()}
