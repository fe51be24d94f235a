"""Names, numbers and the coordinate transformation of OFD (GB/T 33190-2016).

Elements are known by their local names: producers write them with the prefix ofd:, with another or with none, and some
in no namespace at all.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

KIND: Final = "OFD"  # what the user is told the file is
POINTS: Final = 72 / 25.4  # points in a millimetre, the unit of OFD
_FURTHEST: Final = 100_000.0  # millimetres; a coordinate beyond is damage


def any_space(local: str) -> str:
    """Return the name as lxml wants it for an element of any namespace or of none."""
    return f"{{*}}{local}"


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def number(text: str | None, default: float) -> float:
    """Return a figure; the default where it is none or beyond all measure."""
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        return default
    return value if -_FURTHEST <= value <= _FURTHEST else default  # which is false of nan, too


def numbers(text: str | None) -> list[float]:
    """Return figures set apart by blanks or commas; a piece that is none counts as 0."""
    return [number(piece, 0.0) for piece in text.replace(",", " ").split()] if text else []


def steps(text: str | None, most: int) -> list[float]:
    """Return the figures of a DeltaX or DeltaY, at most so many, with “g 3 2.5” written out as 2.5 2.5 2.5."""
    return list(_steps(text.split(), most))[:most] if text else []


def _steps(pieces: list[str], most: int) -> Iterator[float]:
    at = 0
    while at < len(pieces):
        if pieces[at] in ("g", "G") and at + 2 < len(pieces):
            times = int(min(max(number(pieces[at + 1], 0.0), 0.0), most))
            yield from [number(pieces[at + 2], 0.0)] * times
            at += 3
        else:
            yield number(pieces[at], 0.0)
            at += 1


class Transformation(NamedTuple):
    """An affine transformation (CTM): x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the point transformed."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Transformation") -> "Transformation":
        """Return the transformation that does `inner` first, then this one."""
        e, f = self.point(inner.e, inner.f)
        return Transformation(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


IDENTITY: Final = Transformation()


def transformation_of(unit: Element) -> Transformation:
    """Return how the coordinates in a graphic unit (图元) become those around it: its CTM, then its Boundary."""
    box = numbers(unit.get("Boundary"))
    x, y = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
    matrix = numbers(unit.get("CTM"))
    if len(matrix) != 6:
        return Transformation(1.0, 0.0, 0.0, 1.0, x, y)
    a, b, c, d, e, f = matrix
    return Transformation(a, b, c, d, e + x, f + y)
