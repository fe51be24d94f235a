"""Breakdowns in the prose: a whole, its parts, and whether the words promise that the parts make the whole.

其中 alone promises nothing: 收到25件，其中20件…… may leave five unnamed. A remainder (其他, 其余), the full set of
results, a second series that does add up, or parts that outgrow the whole are what a breakdown can be held to.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final

from gongkai.core.report.reading.prose.numerals import NumberKind
from gongkai.core.report.reading.prose.sentences import Prose
from gongkai.core.report.reading.prose.statement import Statement
from gongkai.core.report.reading.prose.subjects import Subject


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts that follow it; `reason` is why they must add up, "" where they need not."""

    whole: Statement
    parts: tuple[Statement, ...]
    reason: str

    @property
    def sum(self) -> int | Decimal:
        """The parts added up."""
        return sum((part.value for part in self.parts), start=0)


_KINDS: Final = frozenset({NumberKind.COUNT, NumberKind.MONEY})
_MARKER: Final = re.compile(
    r"其中(?:，)?(?:主要)?(?:包括)?|(?<!不)包括|分别(?:为|是)|在(?:已|主动)?公开的?信息(?:当)?中"
)
_LOOKED_AT: Final = 40  # numbers before a marker, characters of a bracket, that are looked at
_NEW_WHOLE: Final = re.compile(r"^(?:全[市县区州省]|全年|本?年度?)*(?:共|共计|总计|累计|同时|此外|另外)(?!$)")
_CHANNEL: Final = re.compile(r"网|线上|线下|微信|公众号|微博|新媒体|渠道|平台|抖音|报|栏|屏|媒体|号")
_REMAINDER: Final = re.compile(r"其[他它余](?!处理)|剩余")
_FILLERS: Final = re.compile(r"(?:其中|累计|合计|共计|共|计|有|为|的|分别)+$")
_PARTIES: Final = frozenset({Subject.NATURAL, Subject.ORGANISATIONS})
_RESULTS: Final = frozenset({Subject.REFUSED, Subject.UNAVAILABLE, Subject.NOT_PROCESSED, Subject.OTHER_HANDLED})
_VERDICTS: Final = frozenset({"upheld", "corrected", "other", "pending"})


def broken_down(ready: Prose, found: Sequence[Statement]) -> Iterator[Breakdown]:
    """Yield the breakdowns in a section: those that add up as well as those that do not."""
    counted = [item for item in found if item.kind in _KINDS and not item.denial]
    positions = [item.position for item in counted]
    markers = list(_MARKER.finditer(ready.text))
    for place, marker in enumerate(markers):
        number = ready.sentence_index(marker.start())
        sentence = ready.sentences[number]
        if sentence.end >= len(ready.text):  # the text breaks off, and parts may be missing
            continue
        first = bisect_left(positions, marker.start())
        whole = _whole(ready, counted[max(first - _LOOKED_AT, 0) : first], marker.start())
        if whole is None:
            continue
        limit = markers[place + 1].start() if place + 1 < len(markers) else sentence.end
        last = bisect_left(positions, min(sentence.end, limit))
        parts = _parts(ready.text, counted[first:last], whole)
        if len(parts) >= 2:
            yield from _split(ready, whole, parts, counted)


def _whole(ready: Prose, before: Sequence[Statement], marker: int) -> Statement | None:
    """The nearest number before the marker on its level, in this sentence or, where it opens one, the one before."""
    number = ready.sentence_index(marker)
    opens = not re.search(r"\d", ready.text[ready.sentences[number].start : marker])
    nearest = [
        item
        for item in before
        if item.after <= marker
        and item.sentence_number in ({number, number - 1} if opens else {number})
        and not item.in_bracket
        and item.unit
        and item.subject not in {Subject.CARRIED_IN, Subject.CARRIED_OUT}
    ]
    return nearest[-1] if nearest and nearest[-1].exact else None


def _parts(text: str, after: Sequence[Statement], whole: Statement) -> tuple[Statement, ...]:
    """The numbers of the same unit up to a new whole; () where one cannot be compared."""
    found: list[Statement] = []
    for item in after:
        if item.in_bracket:
            continue
        before = item.position - len(item.left) - 1
        if found and item.left and text[before : before + 1] == "；" and _NEW_WHOLE.match(item.left):
            break
        if item.comparison:
            continue
        if item.unit not in (whole.unit, ""):
            if item.kind is whole.kind:
                return ()
            continue
        if not item.exact:
            return ()
        found.append(item)
    return tuple(found)


def _split(
    ready: Prose, whole: Statement, parts: tuple[Statement, ...], counted: Sequence[Statement]
) -> Iterator[Breakdown]:
    """One breakdown, or several of the same whole one after the other, cut where the parts so far make the whole."""
    first = True
    while len(parts) >= 2:
        sums = accumulate(part.value for part in parts)
        ends = [count for count, total in enumerate(sums, start=1) if total == whole.value]
        if not ends:
            if first:
                yield Breakdown(whole, parts, _reason(ready, whole, parts, counted))
            return
        yield Breakdown(whole, parts[: ends[-1]], "")
        parts, first = parts[ends[-1] :], False


def _reason(ready: Prose, whole: Statement, parts: Sequence[Statement], counted: Sequence[Statement]) -> str:
    """Say why the parts must make the whole, "" where they need not."""
    total = sum(part.value for part in parts)
    if any(total - part.value == whole.value for part in parts):
        return ""  # one part may stand inside another
    subjects = {part.subject for part in parts}
    if subjects == _PARTIES:
        return "申请人只分这两类"
    if whole.subject is Subject.HANDLED_TOTAL and subjects >= _RESULTS:
        return "列出了全部办理结果"
    verdicts = {subject.value.partition("_")[2] for subject in subjects}
    if verdicts >= _VERDICTS and whole.subject in {Subject.REVIEW_TOTAL, Subject.SUIT_TOTAL}:
        return "列出了全部结果"
    if subjects & _RESULTS:
        return ""  # results of this year against those received: carried over in and out
    if _parallel(ready, whole, parts, counted):
        return "括号中的同一组分项相加正好等于其总数"
    if total > whole.value and whole.subject is not Subject.NEW and any(_CHANNEL.search(part.left) for part in parts):
        return ""  # one item may have gone out by several channels
    if _REMAINDER.search(parts[-1].left):
        return "最后一项已写明是其他"
    return "分项之和大于总数" if total > whole.value and _alike(parts) else ""


def _alike(parts: Sequence[Statement]) -> bool:
    """Tell whether the parts are named as kinds of one thing (甲类信息、乙类信息), which do not overlap."""
    names = [_FILLERS.sub("", part.left) for part in parts]
    ending = {name[-2:] for name in names}
    return all("类" in name for name in names) or (len(ending) == 1 and len(ending.pop()) == 2)


def _parallel(ready: Prose, whole: Statement, parts: Sequence[Statement], counted: Sequence[Statement]) -> bool:
    """Tell whether each number carries one in brackets, and these add up: 累计8775条（新增388条）."""
    inside = [_bracketed(ready, item, counted) for item in (whole, *parts)]
    values = [item.value for item in inside if item is not None and item.exact]
    return len(values) == len(parts) + 1 and values[0] == sum(values[1:]) and values[0] > 0


def _bracketed(ready: Prose, item: Statement, counted: Sequence[Statement]) -> Statement | None:
    if ready.text[item.after : item.after + 1] != "（":
        return None
    closing = ready.text.find("）", item.after, item.after + _LOOKED_AT)
    first = bisect_left(counted, item.after, key=lambda other: other.position)
    inside = [other for other in counted[first : first + 2] if other.position < closing]
    return inside[0] if len(inside) == 1 else None
