"""The rules and pictures drawn on a page: straight lines, thin boxes and borders, also inside form objects."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeAlias

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
_ENDS: Final = 20


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


_AS_IT_IS: Final = Matrix()
_Box: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides text, in the page's own coordinates (y grows up).

    `boxes` are rules (left, bottom, right, top); `pictures` the boxes of images; `paths` counts all paths.
    """

    boxes: list[_Box] = field(default_factory=list)
    pictures: list[_Box] = field(default_factory=list)
    paths: int = 0
    forms: int = 0
    objects: int = 0
    segments: int = 0

    @property
    def too_much(self) -> bool:
        """Tell whether this is more than a page of a report draws."""
        return self.objects > _MOST_OBJECTS or self.segments > _MOST_SEGMENTS


def drawn_on(page: Any, *, whole: bool = True) -> Drawing:
    """Return the rules and pictures of a page (a raw handle of pypdfium2).

    Without `whole` only the first and last objects are looked at, which is enough to find the picture of a page.
    """
    drawing = Drawing()
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        drawing.objects = count
    elif count > 0:
        handle = native.handle(page)
        ends = range(count) if whole or count <= 2 * _ENDS else [*range(_ENDS), *range(count - _ENDS, count)]
        _collect(native.page_objects(handle, ends), Matrix(), drawing, 0)
    return drawing


def _collect(objects: list[int], matrix: Matrix, drawing: Drawing, depth: int) -> None:
    drawing.objects += len(objects)
    kinds = native.types(objects)
    images = [one for one, kind in zip(objects, kinds, strict=True) if kind == _IMAGE]
    paths = [one for one, kind in zip(objects, kinds, strict=True) if kind == _PATH]
    forms = [one for one, kind in zip(objects, kinds, strict=True) if kind == _FORM]
    pictures = _boxes(images, matrix)
    drawing.pictures += pictures
    drawing.boxes += [box for box in pictures if _is_rule(box)]
    drawing.paths += len(paths)
    drawing.forms += len(forms)
    _take_paths(paths, matrix, drawing)
    for form in forms:
        if depth < _DEEPEST and not drawing.too_much:
            _enter(form, matrix, drawing, depth)


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


def _boxes(objects: list[int], matrix: Matrix) -> list[_Box]:
    flat = iter(native.bounds(objects))
    boxes = list(zip(flat, flat, flat, flat, strict=True))
    return boxes if matrix == _AS_IT_IS else [_transformed(box, matrix) for box in boxes]


def _transformed(box: _Box, matrix: Matrix) -> _Box:
    x0, y0 = matrix.point(box[0], box[1])
    x1, y1 = matrix.point(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_rule(box: _Box) -> bool:
    left, bottom, right, top = box
    if right - left <= _THIN:
        return top - bottom >= _SHORTEST or right - left >= _SHORTEST
    return top - bottom <= _THIN


def _take_paths(paths: list[int], matrix: Matrix, drawing: Drawing) -> None:
    """Take thin paths as rules, and of the others the sides that are drawn.

    PDFium keeps no path that is neither filled nor drawn.
    """
    boxes = _boxes(paths, matrix)
    drawing.boxes += [box for box in boxes if _is_rule(box)]
    wide = [
        path
        for path, (left, bottom, right, top) in zip(paths, boxes, strict=True)
        if right - left > _THIN and top - bottom > _THIN
    ]
    for path, stroked in zip(wide, native.are_stroked(wide), strict=True):
        _take_outlines(path, stroked, matrix, drawing)


def _take_outlines(path: int, stroked: int, matrix: Matrix, drawing: Drawing) -> None:
    """Take the rules of a path that is no rule itself: a border, or many rules drawn at once."""
    pointer = ctypes.cast(path, pdfium.FPDF_PAGEOBJECT)
    count = pdfium.FPDFPath_CountSegments(pointer)
    if not stroked and count <= 5:
        return  # the ground of a cell, no border
    drawing.segments += count
    if drawing.too_much:
        return
    for points in _outlines(pointer, count, matrix.after(_matrix_of(pointer))):
        if stroked:
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
    for (x0, y0), (x1, y1) in pairwise(points):
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if _is_rule(box):
            drawing.boxes.append(box)


def _take_outline(points: list[tuple[float, float]], drawing: Drawing) -> None:
    """Take one part of a filled path if it is a thin box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    if _is_rule(box):
        drawing.boxes.append(box)


__all__ = ["Drawing", "Matrix", "drawn_on"]
