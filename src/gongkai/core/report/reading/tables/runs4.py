"""Figures of table 4 that stand in runs between its heads, and the sums that tell which group a run is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.form import EDITIONS
from gongkai.core.report.reading.tables.strips import Strip, Token
from gongkai.core.report.reading.tables.values import DASH, NUMBER

GROUP: Final = 5
WIDTH: Final = 15
ROWS: Final = EDITIONS["2021"].table4


def by_sums(strips: Sequence[Strip], figures: Sequence[Token]) -> dict[str, Token] | None:
    """Put fifteen loose figures, printed in runs, into groups by their sums, where reading them in order fails.

    A run is what stands between two heads; a total that was torn off follows later as a run of its own. Which group a
    run belongs to is said by the last head of a group before it.
    """
    if len(figures) != WIDTH or any(strip.bounded and len(strip.filled) > 1 for strip in strips):
        return None
    if all(adds_up(figures[i : i + GROUP]) for i in range(0, WIDTH, GROUP)):
        return None
    whole, open_, totals = _runs(strips)
    for run in open_:
        match = [one for one in totals if one.value == sum(number(token) for token in run.tokens)]
        if len({one.value for one in match}) != 1:
            return None
        totals.remove(match[0])
        whole.append(_Run(run.heads, [*run.tokens, match[0]]))
    return _name_groups(sorted(whole, key=lambda run: run.tokens[0].place))


def scattered(strips: Sequence[Strip], figures: Sequence[Token]) -> bool:
    """Tell whether fifteen loose figures stand in runs between heads and fail their sums: their order says nothing."""
    if any(strip.bounded and len(strip.filled) > 1 for strip in strips) or len(figures) != WIDTH:
        return False
    whole, open_, totals = _runs(strips)
    sums = all(adds_up(figures[i : i + GROUP]) for i in range(0, WIDTH, GROUP))
    return (len(whole) + len(open_) + len(totals) > 1 or _turned(strips)) and not sums


def _turned(strips: Sequence[Strip]) -> bool:
    """Tell whether the heads of results stand between the figures: a table with rows and columns exchanged."""
    figures_met = False
    behind: set[str] = set()
    for strip in strips:
        if figures_met:
            behind |= {label.id for label in strip.labels if label.id.startswith("t4.col.")}
        figures_met = figures_met or any(token.kind == NUMBER for token in strip.tokens)
    return len(behind) >= GROUP - 2


def number(token: Token) -> int:
    """Return a figure as it enters a sum; a blank, a dash and words count as 0."""
    return token.value if isinstance(token.value, int) else 0


def adds_up(five: Sequence[Token]) -> bool:
    """Tell whether the last of five figures is the sum of the four before it."""
    return len(five) == GROUP and sum(number(token) for token in five[:-1]) == number(five[-1])


@dataclass(slots=True)
class _Run:
    """Figures between two heads, and the heads of groups met since the run before."""

    heads: list[str]
    tokens: list[Token]


def _runs(strips: Sequence[Strip]) -> tuple[list[_Run], list[_Run], list[Token]]:
    """Return whole groups (five that add up), groups without their total, and totals alone."""
    found = [_Run([], [])]
    for strip in strips:
        if (strip.labels or strip.text) and found[-1].tokens:
            found.append(_Run([], []))
        found[-1].heads += [
            label.id.removeprefix("t4.group.") for label in strip.labels if label.id.startswith("t4.group.")
        ]
        found[-1].tokens.extend(token for token in strip.tokens if token.kind in (NUMBER, DASH))
    whole = [run for run in found if adds_up(run.tokens)]
    open_ = [run for run in found if len(run.tokens) == GROUP - 1]
    return whole, open_, [run.tokens[0] for run in found if len(run.tokens) == 1]


def _name_groups(runs: Sequence[_Run]) -> dict[str, Token] | None:
    """Give each group its row: by the one head of a group that stands before it, the others in order."""
    if len(runs) != len(ROWS):
        return None
    named = {run.heads[0]: run for run in runs if len(run.heads) == 1}
    rest = iter([run for run in runs if run not in named.values()])
    found: dict[str, Token] = {}
    for row in ROWS:
        run = named.get(row.id) or next(rest, None)
        if run is None:
            return None
        found.update(zip(row.cells, run.tokens, strict=True))
    return found
