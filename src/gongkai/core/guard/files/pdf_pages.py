"""The pages of a PDF file: their text, and characters that a block covers, that are not drawn, or lie outside."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Broken, Locked
from gongkai.core.guard.files.pdf_sight import Box, Suspect, unseen_of
from gongkai.core.guard.model import Kind, Place
from gongkai.core.report.readers.pdf import (
    _LOCK,  # PDFium is not safe in threads: one lock for all
    native,
)
from gongkai.core.report.readers.pdf.drawing import Matrix

Colour: TypeAlias = tuple[int, int, int]
_MOST_OBJECTS: Final = 60_000
_MOST_CHARACTERS: Final = 60_000
_MOST_PAIRS: Final = 4_000_000  # of areas and texts
_DEEPEST: Final = 6
_TOO_MUCH: Final = "这一页的图形太多，没有检查遮挡"
_OPAQUE: Final = 250  # of 255
_LIGHT: Final = 245  # of 255: lighter text cannot be read on white paper
_WHOLE_PAGE: Final = 0.5  # of the page: a picture larger than this is the page itself, scanned
_INVISIBLE: Final = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_CLIP: Final = pdfium.FPDF_TEXTRENDERMODE_CLIP


_UNDER, _SAME, _UNDRAWN, _OUTSIDE = "（被遮住）", "（与底色相同）", "（没有画出来）", "（在页面以外）"
_KINDS: Final = {_UNDER: k.COVERED, _SAME: k.HIDDEN_TEXT, _UNDRAWN: k.HIDDEN_TEXT, _OUTSIDE: k.HIDDEN_TEXT}


class _Text(NamedTuple):
    """A text object: its place in the order of drawing, its box, its colour and how it is drawn."""

    order: int
    box: Box
    colour: Colour
    mode: int


class _Opaque(NamedTuple):
    """An opaque area: its place in the order of drawing, its box, its colour; a picture has none."""

    order: int
    box: Box
    colour: Colour | None


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page, in the order of drawing: opaque areas, and the text objects by their handles."""

    areas: list[_Opaque] = field(default_factory=list)
    texts: dict[int, _Text] = field(default_factory=dict)
    pictures: list[Box] = field(default_factory=list)
    count: int = 0


def pages_of(look: Look, data: bytes) -> None:
    """Look at every page. Raises Broken, Locked or Exceeded."""
    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise (Locked if error.err_code == pdfium.FPDF_ERR_PASSWORD else Broken) from None
        try:
            look.budget.turn(len(pdf))
            for number in range(len(pdf)):
                _page(look, pdf, number)
        finally:
            pdf.close()


def _page(look: Look, pdf: Any, number: int) -> None:
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise Broken from None
    _look_at(look, page, native.handle(text_page.raw), number + 1)
    text_page.close()
    page.close()


def _look_at(look: Look, page: Any, handle: int, number: int) -> None:
    raw = page.raw
    count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE)))
    text = native.characters(handle, count)
    for line in text.replace("\r", "\n").split("\n"):
        look.text(line.replace("\ufffd", ""), Place(page=number, part=""))
    if not text.strip():
        if pdfium.FPDFPage_CountObjects(raw):
            look.found(k.UNSEEN, Place(page=number), "这一页没有文字，可能是扫描的图片")
        return
    if count > _MOST_CHARACTERS or pdfium.FPDFPage_CountObjects(raw) > _MOST_OBJECTS:
        look.found(k.UNSEEN, Place(page=number), _TOO_MUCH)
        return
    drawn = _Drawn()
    _collect(native.page_objects(native.handle(raw), range(pdfium.FPDFPage_CountObjects(raw))), Matrix(), drawn, 0)
    if len(drawn.areas) * len(drawn.texts) > _MOST_PAIRS:
        look.found(k.UNSEEN, Place(page=number), _TOO_MUCH)
        return
    for found, places, why in _hidden(page, handle, count, drawn):
        words = "".join(text[place] for place in places).strip()
        if words:
            look.found(found, Place(page=number), f"{look.sample(words)}，共 {len(words)} 个字{why}")


def _visible(page: Any) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _collect(objects: list[int], matrix: Matrix, drawn: _Drawn, depth: int) -> None:
    """Note areas and texts in the order in which they are drawn, inside form objects too."""
    for one, what in zip(objects, native.types(objects), strict=True):
        drawn.count += 1
        if drawn.count > _MOST_OBJECTS:
            return
        pointer = ctypes.cast(one, pdfium.FPDF_PAGEOBJECT)
        if what == pdfium.FPDF_PAGEOBJ_TEXT:
            colour, _ = _colour(pointer)
            mode = pdfium.FPDFTextObj_GetTextRenderMode(pointer)
            drawn.texts[one] = _Text(drawn.count, _box(one, matrix), colour, mode)
        elif what in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            _take_area(one, pointer, what, matrix, drawn)
        elif what == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(pointer)
            if 0 < count <= _MOST_OBJECTS:
                found = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(pointer, found)
                inner = matrix.after(Matrix(found.a, found.b, found.c, found.d, found.e, found.f))
                _collect(native.form_objects(one, count), inner, drawn, depth + 1)


def _take_area(one: int, pointer: Any, what: int, matrix: Matrix, drawn: _Drawn) -> None:
    box = _box(one, matrix)
    if what == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawn.pictures.append(box)
        drawn.areas.append(_Opaque(drawn.count, box, None))
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(pointer, mode, stroke)
    colour, alpha = _colour(pointer)
    if mode.value and alpha >= _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(pointer) and _is_box(pointer):
        drawn.areas.append(_Opaque(drawn.count, box, colour))


def _box(one: int, matrix: Matrix) -> Box:
    """Return the box of an object on the page."""
    left, bottom, right, top = native.bounds([one])
    corners = [matrix.point(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _widened(box: Box) -> Box:
    """Return a box with half its height around it."""
    edge = (box[3] - box[1]) / 2
    return box[0] - edge, box[1] - edge, box[2] + edge, box[3] + edge


def _is_box(pointer: Any) -> bool:
    """Tell whether a path is a plain box; a letter drawn as an outline covers less than its bounds."""
    return int(pdfium.FPDFPath_CountSegments(pointer)) <= 6


def _colour(pointer: Any) -> tuple[Colour, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(pointer, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _hidden(page: Any, handle: int, count: int, drawn: _Drawn) -> Iterator[tuple[Kind, list[int], str]]:
    """Yield the characters of a page that nobody sees, by the reason."""
    visible = _visible(page.raw)
    suspects = _suspects(handle, count, visible, drawn)
    outside = [one for one in suspects if one.why == _OUTSIDE]
    within = [one for one in suspects if one.why != _OUTSIDE]
    unseen = outside + unseen_of(page, visible, within)
    for why, found in _KINDS.items():
        yield found, [one.place for one in unseen if one.why == why], why


def _suspects(handle: int, count: int, visible: Box, drawn: _Drawn) -> list[Suspect]:
    """Return the characters under something, of the colour of their ground, not drawn, or outside of the page."""
    page_area = _area(visible)
    scanned = any(_area(box) > _WHOLE_PAGE * page_area for box in drawn.pictures)
    areas = [one for one in drawn.areas if one.colour is not None or _area(one.box) <= _WHOLE_PAGE * page_area]
    sides = iter(native.loose_boxes(handle, range(count)))
    owners = native.text_objects(handle, range(count))
    near: dict[int, list[_Opaque]] = {}
    found = []
    for place, (owner, left, top, right, bottom) in enumerate(zip(owners, sides, sides, sides, sides, strict=True)):
        text = drawn.texts.get(owner)
        x, y = (left + right) / 2, (bottom + top) / 2
        # PDFium misplaces characters of drawn fonts inside form objects: those tell nothing.
        if text is None or not math.isfinite(x + y) or not _holds(_widened(text.box), x, y):
            continue
        if owner not in near:
            near[owner] = [one for one in areas if _meet(one.box, text.box)]
        why = _OUTSIDE if not _holds(visible, x, y) else _why(text, x, y, near[owner], scanned=scanned)
        if why:
            found.append(Suspect(place, owner, (left, bottom, right, top), why))
    return found


def _why(text: _Text, x: float, y: float, near: list[_Opaque], *, scanned: bool) -> str:
    """Return why a character on the page may not be seen, "" where it is. What was drawn last comes first."""
    if text.mode in (_INVISIBLE, _CLIP):
        return "" if scanned else _UNDRAWN
    last = next((one for one in reversed(near) if _holds(one.box, x, y)), None)
    if last is None:
        return _SAME if not scanned and min(text.colour) >= _LIGHT else ""
    if last.order > text.order:
        return _UNDER
    same = last.colour is not None and all(abs(a - b) <= 10 for a, b in zip(text.colour, last.colour, strict=True))
    return _SAME if same else ""


def _area(box: Box) -> float:
    area = (box[2] - box[0]) * (box[3] - box[1])
    return area if math.isfinite(area) else 0.0


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
