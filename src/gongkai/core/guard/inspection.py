"""Inspection of a text: every recogniser over it, overlaps settled, and the mask (发布前检查)."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from gongkai.core.guard.folding import cover
from gongkai.core.guard.model import Action, Finding, Group, Hit
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import recognisers
from gongkai.core.guard.settings import Settings

AROUND: Final = 15  # characters shown on either side
_NOTHING: Final = Settings()


def inspect_text(text: str, settings: Settings = _NOTHING, *, lead: str = "") -> tuple[Finding, ...]:
    """Return what must not go out of a text, in the order of the text.

    `lead` is what heads the text where it is a cell of a table, such as 手机号: it counts as standing before it.
    """
    reading = Reading(text, settings, lead)
    hits = [
        hit
        for one in recognisers()
        for hit in one.find(reading)
        if hit.kind.id not in settings.off or not hit.kind.may_be_overridden
    ]
    findings = [finding for hit in settled(hits) if (finding := _finding(reading, hit))]
    hidden = mask(text, [finding for finding in findings if finding.kind.group is Group.PERSONAL])
    return tuple(
        replace(
            one,
            shown=_line(hidden[one.start : one.end]),
            around=_line(hidden[max(0, one.start - AROUND) : one.end + AROUND]),
        )
        for one in findings
    )


def mask(text: str, findings: Iterable[Finding], *, strict: bool = False) -> str:
    """Return the text with the masks of the findings in it.

    The normal masks keep its length, so that findings stay where they are; `strict` puts in the stricter ones, which
    may be shorter. Findings that propose anything but a mask change nothing.
    """
    spans = sorted((one for one in findings if one.action is Action.MASK and one.end > one.start), key=_start)
    parts, at = [], 0
    for finding in spans:
        if finding.start < at:
            continue
        parts += [text[at : finding.start], finding.strict if strict else finding.mask]
        at = finding.end
    return "".join([*parts, text[at:]])


def settled(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits in order of place; where two of a group overlap, the lowest rank stands."""
    taken: dict[Group, list[Hit]] = {}
    for hit in sorted(hits, key=lambda one: (one.kind.rank, one.start - one.end, one.start)):
        group = taken.setdefault(hit.kind.group, [])
        at = bisect_left(group, hit.end, key=lambda one: one.start)  # what is taken stands in order, free of overlaps
        if at == 0 or group[at - 1].end <= hit.start:
            group.insert(at, hit)
    return sorted((hit for group in taken.values() for hit in group), key=lambda one: (one.start, one.end, one.kind.id))


def _start(finding: Finding) -> tuple[int, int]:
    return finding.start, -finding.end


def _finding(reading: Reading, hit: Hit) -> Finding | None:
    span = reading.span(hit.start, hit.end)
    if span is None:
        return None
    start, end = span
    masks = hit.kind.action is Action.MASK
    return Finding(
        hit.kind,
        hit.severity or hit.kind.severity,
        start,
        end,
        mask=cover(reading.text[start:end], *hit.keep, sign=hit.sign) if masks else "",
        strict=hit.strict if masks else "",
        detail=hit.detail,
    )


def _line(text: str) -> str:
    return " ".join(text.split())
