"""Whether anybody sees a character of a PDF page: the page is drawn with it and without it, and compared.

Boxes alone would tell too much: a block may be clipped, shine through, or lie beside the ink. What is drawn decides.
"""

import ctypes
from typing import Any, Final, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
_MOST_PIXELS: Final = 4_000_000
_SCALE: Final = 2.0  # pixels a point
_FAINT: Final = 24  # of 255: a smaller difference is not seen
_SLIVER: Final = 0.05  # of the box of characters: less ink than this, sticking out under a block, cannot be read


class Suspect(NamedTuple):
    """A character that may be hidden: its place in the text, the handle of its text object, its box, and why."""

    place: int
    owner: int
    box: Box
    why: str


class _Picture(NamedTuple):
    """A page drawn in shades of grey."""

    width: int
    height: int
    stride: int
    pixels: bytes


def unseen_of(page: Any, visible: Box, suspects: list[Suspect]) -> list[Suspect]:
    """Return the suspects without which the page looks the same."""
    if not suspects:
        return []
    turned = page.get_rotation()
    page.set_rotation(0)  # boxes are those of the page before it is turned
    owners = [ctypes.cast(owner, pdfium.FPDF_PAGEOBJECT) for owner in {one.owner for one in suspects}]
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    with_them = _drawn(page, scale)
    for owner in owners:
        pdfium.FPDFPageObj_SetIsActive(owner, False)  # noqa: FBT003 - a function of C
    without = _drawn(page, scale)
    for owner in owners:
        pdfium.FPDFPageObj_SetIsActive(owner, True)  # noqa: FBT003
    page.set_rotation(turned)
    inks = [_ink(with_them, without, _region(one.box, visible, scale)) for one in suspects]
    return _judged(suspects, inks)


def _drawn(page: Any, scale: float) -> _Picture:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    picture = _Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    return picture


def _region(box: Box, visible: Box, scale: float) -> tuple[int, int, int, int]:
    """Return the pixels of a box on the page: left, top, right, bottom."""
    left, bottom, right, top = box
    return (
        int((left - visible[0]) * scale), int((visible[3] - top) * scale),
        int((right - visible[0]) * scale) + 1, int((visible[3] - bottom) * scale) + 1,
    )  # fmt: skip


def _judged(suspects: list[Suspect], inks: list[tuple[int, int]]) -> list[Suspect]:
    """Return the suspects without ink: whole runs of text where they are so taken together, else one by one."""
    runs: dict[tuple[int, str], list[int]] = {}
    for number, one in enumerate(suspects):
        runs.setdefault((one.owner, one.why), []).append(number)
    unseen: list[int] = []
    for run in runs.values():
        whole = sum(inks[number][0] for number in run) <= _SLIVER * sum(inks[number][1] for number in run)
        unseen += [number for number in run if whole or inks[number][0] <= _SLIVER * inks[number][1]]
    return [suspects[number] for number in sorted(unseen)]


def _ink(one: _Picture, other: _Picture, region: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return in how many pixels of a region two pictures differ, and how many there are."""
    left, top, right, bottom = region
    left, right = max(0, left), min(one.width, right)
    top, bottom = max(0, top), min(one.height, bottom)
    ink = 0
    for row in range(top, bottom):
        start, end = row * one.stride + left, row * one.stride + right
        first, second = one.pixels[start:end], other.pixels[start:end]
        if first != second:
            ink += sum(abs(a - b) > _FAINT for a, b in zip(first, second, strict=True))
    return ink, max(0, right - left) * max(0, bottom - top)
