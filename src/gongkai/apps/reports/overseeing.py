"""What shows only when reports stand beside each other: sudden zeros, odd leaps, copied text. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.core.report.checks.copied import section_prose
from gongkai.core.report.checks.neighbours import neighbours
from gongkai.core.report.checks.shingles import likeness
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import AnnualReport, cell_label

LEAST: Final = 10  # last year's figure from which a sudden zero is told (a convention)
LEAP: Final = 10  # times last year's figure (a convention)
COPIED: Final = 0.6  # share of equal text (a convention, as in the checks of the form)
_SHORTEST: Final = 80  # characters below which likeness says nothing
_LOOKED_AT: Final = (
    *("t2.normdocs.in_force", "t2.permits.decisions", "t2.penalties.decisions", "t2.coercion.decisions"),
    *("t2.fees.amount_wan", "t3.new.total"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that fell to nought or leapt from one year to the next."""

    cell: str
    label: str
    before: int | Decimal
    now: int | Decimal


def changes(report: AnnualReport, before: AnnualReport) -> Iterator[Change]:
    """Yield the figures that fell to nought, or grew more than tenfold, since last year's report."""
    for cell in _LOOKED_AT:
        old, new = before.count(cell), report.count(cell)
        if old is None or new is None:
            continue
        if (old >= LEAST and new == 0) or (new >= LEAST and old > 0 and new > LEAP * old):
            yield Change(cell, cell_label(cell, report.edition), old, new)


@dataclass(frozen=True, slots=True)
class Copy:
    """That a section of one report stands in another: their places in the list, the share, the longest passage."""

    left: int
    right: int
    section: str
    share: float
    passage: str


def copies(reports: Sequence[AnnualReport]) -> list[Copy]:
    """Return which reports share section 1 or 5, each pair once, the most alike first."""
    found: dict[tuple[int, int, str], Copy] = {}
    labels = {section.id: section.label for section in COMMON.sections}
    for place, near in enumerate(neighbours(reports)):
        for other in near:
            for section in ("s1", "s5"):
                own, theirs = (section_prose(reports[one], section) for one in (place, other))
                alike = likeness(own, theirs)
                if len(own.reduced) >= _SHORTEST and alike.share >= COPIED and alike.passages:
                    key = (min(place, other), max(place, other), section)
                    copy = Copy(*key[:2], labels[section], alike.share, alike.passages[0])
                    found[key] = max(found.get(key, copy), copy, key=lambda one: one.share)
    return sorted(found.values(), key=lambda one: -one.share)
