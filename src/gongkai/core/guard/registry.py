"""The register of recognisers: one small file each in the folders below, found by being there.

To add one, write a module in `personal/`, `secrecy/`, `words/` or `links/` that makes its `Kind` and marks its function
with `@recogniser(KIND)`. Nothing else is to be changed but the tests, the labelled sentences and the reference
(scripts/docs.py).
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from gongkai.core.guard.model import Hit, Kind
from gongkai.core.guard.reading import Reading

FOLDERS: Final = ("personal", "secrecy", "words", "links")  # of recognisers
Find = Callable[[Reading], Iterator[Hit]]


class Recogniser(NamedTuple):
    """A function that finds things in a text, and the kinds it finds."""

    kinds: tuple[Kind, ...]
    find: Find


_RECOGNISERS: Final[list[Recogniser]] = []
_KINDS: Final[dict[str, Kind]] = {}


def kind(one: Kind) -> Kind:
    """Register a kind of finding and return it."""
    if one.id in _KINDS:
        raise ValueError(one.id)
    _KINDS[one.id] = one
    return one


def recogniser(*kinds: Kind) -> Callable[[Find], Find]:
    """Register a recogniser of texts with the kinds that it finds."""

    def register(find: Find) -> Find:
        _RECOGNISERS.append(Recogniser(kinds, find))
        return find

    return register


@lru_cache(maxsize=1)
def recognisers() -> tuple[Recogniser, ...]:
    """Return every recogniser, in an order that does not depend on what was imported first."""
    _load(FOLDERS)
    return tuple(sorted(_RECOGNISERS, key=lambda one: (one.find.__module__, one.find.__qualname__)))


def kinds() -> dict[str, Kind]:
    """Return every kind of finding by its id: those of texts, of files and of the fields of a disclosure."""
    recognisers()
    _load(("files",))
    importlib.import_module("gongkai.core.guard.fields")
    return dict(sorted(_KINDS.items()))


def _load(folders: tuple[str, ...]) -> None:
    for folder in folders:
        package = importlib.import_module(f"gongkai.core.guard.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
