"""What the log says, and whether it can be believed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from gongkai.apps.audit.chain import ALGORITHMS, START
from gongkai.apps.audit.models import Entry, Head

BATCH: Final = 2000  # rows in memory at a time


class Fault(StrEnum):
    """A way in which the log can be wrong."""

    ALTERED = "altered"
    MISSING = "missing"
    UNLINKED = "unlinked"
    BEYOND = "beyond"
    HEAD = "head"
    NO_HEAD = "no-head"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the log cannot be believed: the first row concerned, and what is wrong with it in Chinese."""

    fault: Fault
    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class ExportedHead:
    """The end of the chain as it was once exported: a row that must still stand as it stood."""

    number: int
    digest: str


def entries_of_body(body_id: int) -> QuerySet[Entry]:
    """Return the acts on one body, newest first."""
    return Entry.objects.filter(body_id=body_id).order_by("-number")


def chain_head() -> Head | None:
    """Return the end of the chain; None where its row is gone."""
    return Head.objects.first()


def verify(
    exported: Iterable[ExportedHead] = (), seen: Callable[[int], None] = lambda _number: None
) -> Iterator[Finding]:
    """Yield every place where a row was altered, removed, inserted or moved, in the order of the log.

    Rows are taken in batches, so that memory stays flat at any length.
    Whoever rewrote the whole log with its digests is found only by a head exported before. `seen` is told the number
    of each row as it is checked.
    """
    wanted = {head.number: head.digest for head in exported}
    last: Entry | None = None
    for entry in _rows():
        yield from _of_row(last, entry)
        if wanted.pop(entry.number, entry.digest) != entry.digest:
            yield Finding(
                Fault.EXPORTED, entry.number, f"第 {entry.number} 条与以前导出的链头不一致，日志被整段改写过。"
            )
        last = entry
        seen(entry.number)
    yield from _of_end(last)
    for number in sorted(wanted):
        yield Finding(Fault.EXPORTED, number, f"以前导出的链头是第 {number} 条，现在日志里没有这一条。")


def _rows() -> Iterator[Entry]:
    last = None
    while True:
        rows = Entry.objects.order_by("number")
        batch = list(rows[:BATCH] if last is None else rows.filter(number__gt=last)[:BATCH])
        if not batch:
            return
        yield from batch
        last = batch[-1].number


def _of_row(before: Entry | None, entry: Entry) -> Iterator[Finding]:
    due = 1 if before is None else before.number + 1
    if entry.number < due:  # only before the first row can there be less
        yield Finding(Fault.BEYOND, entry.number, f"第 {entry.number} 条的序号小于 1，不是由系统写入的。")
    elif entry.number > due:
        gone = f"第 {due} 条" if entry.number == due + 1 else f"第 {due} 条至第 {entry.number - 1} 条"
        yield Finding(Fault.MISSING, due, f"{gone}被删除。")
    made = entry.link().digest() if entry.algorithm in ALGORITHMS else ""
    if made != entry.digest:
        yield Finding(Fault.ALTERED, entry.number, f"第 {entry.number} 条的内容与它的杂凑值不符，被改动过。")
    elif entry.number == due and entry.previous not in _ends(before):
        yield Finding(Fault.UNLINKED, entry.number, f"第 {entry.number} 条接不上前一条：{_either(entry.number)}")


def _ends(before: Entry | None) -> set[str]:
    """Return what the next row may name as the one before: a changed digest alone is told where it stands."""
    if before is None:
        return {START}
    return {before.digest, before.link().digest()} if before.algorithm in ALGORITHMS else {before.digest}


def _either(number: int) -> str:
    if number == 1:
        return "它前面的记录被删除，或这一条是后来插入的。"
    return f"第 {number - 1} 条被连同杂凑值一起改写，或第 {number} 条是后来插入的。"


def _of_end(last: Entry | None) -> Iterator[Finding]:
    number = 0 if last is None else last.number
    head = chain_head()
    if head is None:
        yield Finding(Fault.NO_HEAD, number, "链头被删除，无法确认最后的记录是否完整。")
    elif head.number < number:
        yield Finding(Fault.BEYOND, head.number + 1, f"第 {head.number + 1} 条起超出链头，是后来插入的。")
    elif head.number > number and not Entry.objects.filter(number__gt=number).exists():
        yield Finding(Fault.MISSING, number + 1, f"链头是第 {head.number} 条，第 {number + 1} 条起被删除。")
    elif head.number == number and head.digest not in _ends(last):
        yield Finding(Fault.HEAD, number, f"第 {number} 条与链头不一致：这一条被连同杂凑值一起改写，或链头被改动过。")
