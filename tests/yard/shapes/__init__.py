"""The shapes: name to a function that makes bytes of a true report. One module a family."""

import random
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from tests.yard.rendered import Rendered
from tests.yard.truth import Truth

Shape = Callable[[Truth, random.Random], Rendered]
_MODULES: Final = (
    "html",
    "portal",
    "crawler",
    "lines",
    "markdown",
    "ocr",
    "separated",
    "layout",
    "raw",
    "wreck",
    "boxes",
    "pasted",
    "damaged",
    "extracted",
    "edited",
)
_BINARY: Final = ("office", "pdf")


def _load(names: tuple[str, ...]) -> Mapping[str, Shape]:
    found: dict[str, Shape] = {}
    for name in names:
        found |= import_module(f".{name}", __package__).SHAPES
    return found


SHAPES: Final[Mapping[str, Shape]] = _load(_MODULES)


def binary_shapes() -> Mapping[str, Shape]:
    """Return the shapes that are written by Word, sheet and PDF libraries: slow, so few are drawn of them."""
    return _load(_BINARY)
