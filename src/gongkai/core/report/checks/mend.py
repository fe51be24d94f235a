"""Which single cell, changed to what, would mend all failing balances of a table.

Pure arithmetic: a balance says that the cells on its left add up to those on its right.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Figure = int | Decimal


class Balance(NamedTuple):
    """An identity of the form (勾稽关系): the sum of the cells on the left equals the sum of those on the right."""

    rule: str
    where: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of both sides."""
        return (*self.left, *self.right)

    def difference(self, figures: Mapping[str, Figure]) -> Figure | None:
        """Return left minus right; None where a cell is not known, so that nothing can be said."""
        if any(cell not in figures for cell in self.cells):
            return None
        return sum(figures[cell] for cell in self.left) - sum(figures[cell] for cell in self.right)


class Mend(NamedTuple):
    """A change of one cell from `old` to `new`."""

    cell: str
    old: Figure
    new: Figure


def mend(balances: Sequence[Balance], figures: Mapping[str, Figure]) -> Mend | None:
    """Return the one change of one cell after which every balance holds; None where there is none or more than one.

    `balances` are all balances of a table, not only the failing ones: a change must not break what holds. Counts stay
    whole and are never negative. Balances with an unknown cell are not judged.
    """
    judged = {balance: gap for balance in balances if (gap := balance.difference(figures)) is not None}
    failing = {balance: gap for balance, gap in judged.items() if gap}
    if not failing:
        return None
    sound = {cell for balance, gap in judged.items() if not gap for cell in balance.cells}
    found = [change for change in _changes(failing, figures) if change.cell not in sound]
    return found[0] if len(found) == 1 else None


def _changes(failing: Mapping[Balance, Figure], figures: Mapping[str, Figure]) -> Iterator[Mend]:
    """Yield every change of one cell that closes all gaps at once."""
    first = next(iter(failing))
    for cell in first.cells:
        needed = {_needed(balance, gap, cell) for balance, gap in failing.items()}
        step = needed.pop()
        if step is None or needed:
            continue
        new = figures[cell] + step
        if new >= 0 and new == int(new):
            yield Mend(cell, figures[cell], new)


def _needed(balance: Balance, gap: Figure, cell: str) -> Figure | None:
    """Return by how much a cell must change to close a gap; None where it does not stand in the balance."""
    if cell in balance.left:
        return -gap
    return gap if cell in balance.right else None
