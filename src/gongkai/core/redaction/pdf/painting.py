"""Pages as pictures with the covered places black: what lay under them is nowhere in the picture."""

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from gongkai.core.redaction.errors import DamagedFile, WrongArea
from gongkai.core.redaction.model import POINTS, Area
from gongkai.core.redaction.pdf.characters import Box

DOTS: Final = 200  # an inch: small print stays legible
MOST_PIXELS: Final = 40_000_000  # of one page; larger sheets are drawn coarser
LEAST_DOTS: Final = 20
BLACK: Final = (0, 0, 0)
COLOURLESS: Final = 6  # largest difference between the channels of what counts as grey


Rectangles = tuple[tuple[int, int, int, int], ...]  # left, top, right, bottom in pixels, all inside


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its size in points, its rectangles painted black, in pixels."""

    image: Image.Image
    width: float
    height: float
    painted: Rectangles


def picture(page: pypdfium2.PdfPage, boxes: Sequence[Box], areas: Sequence[Area]) -> Picture:
    """Return a page as a picture, upright as it is seen, boxes and areas painted. Raises WrongArea, DamagedFile."""
    width, height = page.get_size()
    scale = _scale(width, height)
    try:
        image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        raise DamagedFile from None
    rectangles = [_pixels(page, box, image.size) for box in boxes]
    rectangles += [_millimetres(area, image.size, width, height) for area in areas]
    draw = ImageDraw.Draw(image)
    clipped = [kept for kept in (_clipped(each, image.size) for each in rectangles) if kept]
    for rectangle in clipped:
        draw.rectangle(rectangle, fill=BLACK)
    return Picture(_grey(image), width, height, tuple(clipped))


def _scale(width: float, height: float) -> float:
    if not (0 < width < 200_000 and 0 < height < 200_000):
        raise DamagedFile
    scale = min(DOTS / 72, math.sqrt(MOST_PIXELS / (width * height)))
    if scale * 72 < LEAST_DOTS:
        raise DamagedFile
    return scale


def _pixels(page: pypdfium2.PdfPage, box: Box, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return a box of the page in pixels of the picture; the page may be turned."""
    corners = [_device(page, x, y, size) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1


def _device(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _millimetres(area: Area, size: tuple[int, int], width: float, height: float) -> tuple[float, float, float, float]:
    across, down = size[0] / width * POINTS, size[1] / height * POINTS
    left, top = area.x * across, area.y * down
    if left >= size[0] or top >= size[1] or left + area.width * across <= 0 or top + area.height * down <= 0:
        raise WrongArea(
            f"第{area.page}页上没有这个区域。",
            f"这一页宽{width / POINTS:.0f}毫米、高{height / POINTS:.0f}毫米，请从左上角量起。",
        )
    return left, top, left + area.width * across, top + area.height * down


def _clipped(rectangle: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Return whole pixels inside the picture, rounded outwards; None for what lies outside."""
    left, top = max(0, math.floor(rectangle[0])), max(0, math.floor(rectangle[1]))
    right, bottom = min(size[0] - 1, math.ceil(rectangle[2])), min(size[1] - 1, math.ceil(rectangle[3]))
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _grey(image: Image.Image) -> Image.Image:
    """Return a picture without colours as grey, which is a third of the size."""
    red, green, blue = image.split()
    differences = (ImageChops.difference(one, other).histogram() for one, other in ((red, green), (green, blue)))
    return image if any(any(counts[COLOURLESS + 1 :]) for counts in differences) else image.convert("L")
