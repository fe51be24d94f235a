"""The few functions of PDFium that are called once a character or once an object, without the cost of ctypes checks.

The wrappers of pypdfium2 convert and check each argument, which costs more than the call itself. Here addresses are
handed on as plain integers, and `map` calls without a Python frame. Handles come from `handle`.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, Final

import pypdfium2.raw as pdfium

_POINTER: Final = ctypes.c_void_p
_INT: Final = ctypes.c_int


def _direct(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, _POINTER).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _direct(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_tight_box = _direct(pdfium.FPDFText_GetCharBox, _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
_origin = _direct(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_unicode = _direct(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_angle = _direct(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT)
_text_object = _direct(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_render_mode = _direct(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_page_object = _direct(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_object = _direct(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_type = _direct(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_draw_mode = _direct(pdfium.FPDFPath_GetDrawMode, _INT, _POINTER, _POINTER, _POINTER)
_bounds = _direct(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)

was_generated = _direct(pdfium.FPDFText_IsGenerated, _INT, _POINTER, _INT)


def handle(raw: Any) -> int:
    """Return a handle of pypdfium2 as the integer these functions take."""
    return ctypes.cast(raw, _POINTER).value or 0


def _run(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)


def loose_boxes(text: int, places: Sequence[int]) -> list[float]:
    """Return left, top, right, bottom of the cells of characters, one after the other; y grows up the page."""
    buffer = (ctypes.c_float * (4 * len(places)))()
    start = ctypes.addressof(buffer)
    _run(map(_loose_box, repeat(text), places, range(start, start + 16 * len(places), 16)))
    return buffer[:]


def tight_boxes(text: int, places: Sequence[int]) -> list[float]:
    """Return left, top, right, bottom of the ink of characters, for text that is not level."""
    buffer = (ctypes.c_double * (4 * len(places)))()
    start, end = ctypes.addressof(buffer), ctypes.addressof(buffer) + 32 * len(places)
    left, top, right, bottom = (range(start + 8 * part, end + 8 * part, 32) for part in range(4))
    _run(map(_tight_box, repeat(text), places, left, right, bottom, top))
    return buffer[:]


def origins(text: int, places: Sequence[int]) -> list[float]:
    """Return x and y of the origin, on the baseline, of some characters, one after the other; y grows up the page."""
    buffer = (ctypes.c_double * (2 * len(places)))()
    start, end = ctypes.addressof(buffer), ctypes.addressof(buffer) + 16 * len(places)
    _run(map(_origin, repeat(text), places, range(start, end, 16), range(start + 8, end + 8, 16)))
    return buffer[:]


def characters(text: int, count: int) -> str:
    """Return the characters one by one, those of which nothing is known as U+FFFD."""
    codes = map(_unicode, repeat(text), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def angles(text: int, places: Iterable[int]) -> list[float]:
    """Return the angles, in radians, at which some characters run."""
    return [_angle(text, place) for place in places]


def render_modes(text: int, places: Iterable[int]) -> list[int]:
    """Return how some characters are drawn: 3 is not at all (PDF 32000-1, 9.3.6)."""
    objects = [_text_object(text, place) for place in places]
    return [_render_mode(one) for one in objects if one]


def text_objects(text: int, places: Iterable[int]) -> list[int]:
    """Return the handle of the text object each character belongs to; 0 where PDFium made the character itself."""
    return [_text_object(text, place) or 0 for place in places]


def page_objects(page: int, numbers: Iterable[int]) -> list[int]:
    """Return the handles of objects of a page."""
    return list(map(_page_object, repeat(page), numbers))


def form_objects(form: int, count: int) -> list[int]:
    """Return the handles of the objects inside a form object."""
    return list(map(_form_object, repeat(form), range(count)))


def types(objects: list[int]) -> list[int]:
    """Return the kinds of objects."""
    return list(map(_type, objects))


def bounds(objects: list[int]) -> list[float]:
    """Return left, bottom, right, top of each object, one after the other."""
    count = len(objects)
    buffer = (ctypes.c_float * (4 * count))()
    start, end = ctypes.addressof(buffer), ctypes.addressof(buffer) + 16 * count
    _run(map(_bounds, objects, *(range(start + 4 * part, end + 4 * part, 16) for part in range(4))))
    return buffer[:]


def are_stroked(paths: list[int]) -> list[int]:
    """Return for each path whether its outline is drawn, 1 or 0."""
    buffer = (ctypes.c_int * (2 * len(paths)))()
    start, end = ctypes.addressof(buffer), ctypes.addressof(buffer) + 8 * len(paths)
    _run(map(_draw_mode, paths, range(start, end, 8), range(start + 4, end + 4, 8)))
    return buffer[1::2]
