"""Which of many reports share text, found without comparing every pair."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from gongkai.core.report.checks.copied import section_prose
from gongkai.core.report.checks.shingles import fingerprints
from gongkai.core.report.model import AnnualReport

_NEAREST: Final = 5  # reports that each one is compared with in full
_HOLDERS: Final = 20  # holders kept of one fingerprint: a text that all have is found through the first of them
_LEAST: Final = 0.2  # share of a section's fingerprints below which a full comparison cannot find it copied


def neighbours(reports: Sequence[AnnualReport]) -> list[list[int]]:
    """Return for each report the places of those that share most text with it in section 1 or 5, at most ten."""
    found: list[set[int]] = [set() for _ in reports]
    for section in ("s1", "s5"):
        marks = [fingerprints(section_prose(report, section)) for report in reports]
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for place, own in enumerate(marks):
            for mark in own:
                if len(holders[mark]) < _HOLDERS:
                    holders[mark].append(place)
        for place, own in enumerate(marks):
            shared = Counter(other for mark in own for other in holders[mark] if other != place)
            near = [other for other, times in shared.most_common(_NEAREST) if times >= _LEAST * len(own)]
            found[place].update(near)
    return [sorted(places) for places in found]
