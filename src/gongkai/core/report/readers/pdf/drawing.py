"""The rules and pictures drawn on a page: straight lines, thin boxes and borders, also inside form objects."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.core.report.readers.pdf import native


_PATH: Final = pdfium.FPDF_PAGEOBJ_PATH
_IMAGE: Final = pdfium.FPDF_PAGEOBJ_IMAGE
_FORM: Final = pdfium.FPDF_PAGEOBJ_FORM
_THIN: Final = 3.6  # points: what is thinner may be a rule
_SHORTEST: Final = 2.0  # points: what is shorter in both directions is a dot
_MOST_OBJECTS: Final = 60_000  # on one page; drawings with more (maps) are left out
_MOST_SEGMENTS: Final = 20_000
_DEEPEST: Final = 8


class Matrix(NamedTuple):
    """A transformation as PDF writes it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the point transformed."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Matrix") -> "Matrix":
        """Return the transformation that does `inner` first, then this one."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        e, f = self.point(inner.e, inner.f)
        return Matrix(a, b, c, d, e, f)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides text, in the page's own coordinates (y grows up).

    `boxes` are rules (left, bottom, right, top); `pictures` the boxes of images; `paths` counts all paths.
    """

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    paths: int = 0
    objects: int = 0
    segments: int = 0

    @property
    def too_much(self) -> bool:
        """Tell whether this is more than a page of a report draws."""
        return self.objects > _MOST_OBJECTS or self.segments > _MOST_SEGMENTS


def drawn_on(page: Any) -> Drawing:
    """Return the rules and pictures of a page (a raw handle of pypdfium2)."""
    drawing = Drawing()
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        drawing.objects = count
        return drawing
    _collect(native.page_objects(native.handle(page), count), Matrix(), drawing, 0)
    return drawing


def _collect(objects: list[int], matrix: Matrix, drawing: Drawing, depth: int) -> None:
    drawing.objects += len(objects)
    kinds = native.types(objects)
    drawn = [(one, kind) for one, kind in zip(objects, kinds, strict=True) if kind in (_PATH, _IMAGE)]
    bounds = native.bounds([one for one, _ in drawn])
    for number, (one, kind) in enumerate(drawn):
        box = _transformed(bounds[4 * number : 4 * number + 4], matrix)
        if kind == _IMAGE:
            drawing.pictures.append(box)
            _take_if_thin(box, drawing)
        else:
            drawing.paths += 1
            _take_path(one, box, matrix, drawing)
    for one, kind in zip(objects, kinds, strict=True):
        if kind == _FORM and depth < _DEEPEST and not drawing.too_much:
            _enter(one, matrix, drawing, depth)


def _enter(form: int, matrix: Matrix, drawing: Drawing, depth: int) -> None:
    pointer = ctypes.cast(form, pdfium.FPDF_PAGEOBJECT)
    count = pdfium.FPDFFormObj_CountObjects(pointer)
    if 0 < count <= _MOST_OBJECTS:
        inner = matrix.after(_matrix_of(pointer))
        _collect(native.form_objects(form, count), inner, drawing, depth + 1)


def _matrix_of(pointer: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(pointer, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _transformed(box: list[float], matrix: Matrix) -> tuple[float, float, float, float]:
    x0, y0 = matrix.point(box[0], box[1])
    x1, y1 = matrix.point(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _take_if_thin(box: tuple[float, float, float, float], drawing: Drawing) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) > _THIN:
        return False
    if max(width, height) >= _SHORTEST:
        drawing.boxes.append(box)
    return True


def _take_path(path: int, box: tuple[float, float, float, float], matrix: Matrix, drawing: Drawing) -> None:
    pointer = ctypes.cast(path, pdfium.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(pointer, fill, stroke)
    if not (fill.value or stroke.value) or _take_if_thin(box, drawing):
        return
    count = pdfium.FPDFPath_CountSegments(pointer)
    if not stroke.value and count <= 5:
        return  # the ground of a cell, no border
    drawing.segments += count
    if drawing.too_much:
        return
    matrix = matrix.after(_matrix_of(pointer))
    for points in _outlines(pointer, count, matrix):
        if stroke.value:
            _take_sides(points, drawing)
        else:
            _take_outline(points, drawing)


def _outlines(pointer: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each closed or open part of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(pointer, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(matrix.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if points:
        yield points


def _take_sides(points: list[tuple[float, float]], drawing: Drawing) -> None:
    """Take each level or upright side of a stroked outline."""
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        _take_if_thin(box, drawing)


def _take_outline(points: list[tuple[float, float]], drawing: Drawing) -> None:
    """Take one part of a filled path if it is a thin box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    _take_if_thin((min(xs), min(ys), max(xs), max(ys)), drawing)


__all__ = ["Drawing", "Matrix", "drawn_on"]
