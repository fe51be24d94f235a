"""The register of recognisers: one small file each in the folders below, found by being there.

To add one, write a module in `personal/`, `secrecy/`, `words/` or `links/` that makes its `Kind` and marks its
function with `@recogniser(KIND)`. A reader of a form of file is a module in `files/` whose function is marked with
`@reads(form)` or, for what is a zip, `@reads_package(form)`. Nothing else is to be changed but the tests, the labelled
sentences and the reference (scripts/docs.py).
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gongkai.core.guard.model import Hit, Kind
from gongkai.core.guard.reading import Reading

FOLDERS: Final = ("personal", "secrecy", "words", "links")  # of recognisers
Find = Callable[[Reading], Iterator[Hit]]


if TYPE_CHECKING:
    from gongkai.core.guard.files.look import Look
    from gongkai.core.guard.files.package import Package

ReadFile = Callable[["Look", bytes], None]
ReadPackage = Callable[["Look", "Package"], None]


class Recogniser(NamedTuple):
    """A function that finds things in a text, and the kinds it finds."""

    kinds: tuple[Kind, ...]
    find: Find


_RECOGNISERS: Final[list[Recogniser]] = []
_KINDS: Final[dict[str, Kind]] = {}
_FILE_READERS: Final[dict[str, ReadFile]] = {}
_PACKAGE_READERS: Final[dict[str, ReadPackage]] = {}


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


def reads(form: str) -> Callable[[ReadFile], ReadFile]:
    """Register the reader of a form of file (`files.detect.form_of`)."""

    def register(read: ReadFile) -> ReadFile:
        _FILE_READERS[form] = read
        return read

    return register


def reads_package(*forms: str) -> Callable[[ReadPackage], ReadPackage]:
    """Register the reader of forms of file that are a zip (`files.detect.packed_form`)."""

    def register(read: ReadPackage) -> ReadPackage:
        _PACKAGE_READERS.update(dict.fromkeys(forms, read))
        return read

    return register


def file_readers() -> Mapping[str, ReadFile]:
    """Return the readers of files by form."""
    _load(("files",))
    return _FILE_READERS


def package_readers() -> Mapping[str, ReadPackage]:
    """Return the readers of zips by form."""
    _load(("files",))
    return _PACKAGE_READERS


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


@lru_cache(maxsize=8)
def _load(folders: tuple[str, ...]) -> None:
    for folder in folders:
        package = importlib.import_module(f"gongkai.core.guard.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
