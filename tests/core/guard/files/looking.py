"""What every test of a file asks: the kinds found, with where and what."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from gongkai.core.guard import Finding, Inspection, Settings, inspect_file
from tests.core.guard.labelled import identity

NUMBER = identity("99010119900307691")
MASKED = "990101**********19"
HARMLESS = frozenset({"FILE-PROPERTIES"})  # what the libraries write of themselves is nobody


def saved(save: Callable[[Any], Any]) -> bytes:
    """Return what a library writes into a stream."""
    stream = BytesIO()
    save(stream)
    return stream.getvalue()


def looked(data: bytes, name: str = "附件", **lists: Any) -> Inspection:
    """Inspect a file."""
    return inspect_file(data, name, Settings(**lists))


def told(data: bytes, **lists: Any) -> list[tuple[str, str]]:
    """Return the kind and the place of each finding."""
    return [(one.kind.id, str(one.place)) for one in looked(data, **lists).findings]


def of(data: bytes, kind: str, **lists: Any) -> list[Finding]:
    """Return the findings of one kind."""
    return [one for one in looked(data, **lists).findings if one.kind.id == kind]


def one(data: bytes, kind: str, **lists: Any) -> Finding:
    """Return the one finding of a kind."""
    [finding] = of(data, kind, **lists)
    return finding
