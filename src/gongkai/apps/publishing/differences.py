"""What changed between two versions of a disclosure: fields beside each other, the body line by line (差异)."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from gongkai.apps.bodies.models import labels
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.models.disclosure import CONTENT
from gongkai.apps.publishing.versions import content_of
from gongkai.apps.publishing.words import Publicity

CONTEXT = 2  # unchanged lines shown around a change


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body: `kind` is same, gone, new, or skip for lines left out; `parts` mark what changed in it."""

    kind: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs."""

    fields: tuple[FieldChange, ...]
    lines: tuple[Line, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.lines)


def between(before: Disclosure, after: Disclosure) -> Differences:
    """Return what changed from one version to another."""
    old, new = content_of(before), content_of(after)
    named = labels(Disclosure, tuple(name for name in CONTENT if name != "body")) | {
        "attachments": "附件",
        "explains": "解读的文件",
    }
    fields = [
        FieldChange(label, _shown(name, old[name]), _shown(name, new[name]))
        for name, label in named.items()
        if old[name] != new[name]
    ]
    lines = _lines(str(old["body"]).split("\n"), str(new["body"]).split("\n")) if old["body"] != new["body"] else ()
    return Differences(tuple(fields), tuple(lines))


def _shown(name: str, value: Any) -> str:
    if name == "publicity":
        return Publicity(value).label
    return "；".join(value) if isinstance(value, list) else str(value or "")


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            yield from _unchanged(old[first:last], at_start=first == 0, at_end=last == len(old))
            continue
        pairs = min(last - first, new_last - new_first)
        for number in range(pairs):
            yield from _pair(old[first + number], new[new_first + number])
        for text in old[first + pairs : last]:
            yield Line("gone", ((text, True),))
        for text in new[new_first + pairs : new_last]:
            yield Line("new", ((text, True),))


def _unchanged(lines: list[str], *, at_start: bool, at_end: bool) -> Iterator[Line]:
    head = 0 if at_start else CONTEXT
    tail = 0 if at_end else CONTEXT
    if len(lines) <= head + tail + 1:
        yield from (Line("same", ((text, False),)) for text in lines)
        return
    yield from (Line("same", ((text, False),)) for text in lines[:head])
    yield Line("skip", ((f"（{len(lines) - head - tail} 段没有改动）", False),))
    yield from (Line("same", ((text, False),)) for text in lines[len(lines) - tail :])


def _pair(old: str, new: str) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    gone, came = [], []
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        gone.append((old[first:last], kind != "equal"))
        came.append((new[new_first:new_last], kind != "equal"))
    yield Line("gone", tuple(part for part in gone if part[0]))
    yield Line("new", tuple(part for part in came if part[0]))
