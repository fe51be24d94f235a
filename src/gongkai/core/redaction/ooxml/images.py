"""Pictures in a Word or Excel file: written anew, without their particulars and the parts cut off."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, UnidentifiedImageError

from gongkai.core.redaction.errors import DamagedFile, OversizedFile, UnsafeContent

READ: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
MOST_PIXELS: Final = 60_000_000
QUALITY: Final = 95
WHOLE: Final = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Written:
    """A picture written anew: its bytes and the end of its name."""

    data: bytes
    suffix: str


def written(data: bytes, cut: tuple[float, float, float, float] = WHOLE) -> Written:
    """Return a picture without its particulars, cut by shares of its width and height (left, top, right, bottom).

    Raises UnsafeContent for drawings of lines (EMF, WMF, SVG), whose words cannot be seen by the search.
    """
    try:
        with Image.open(io.BytesIO(data), formats=READ) as found:
            if found.width * found.height > MOST_PIXELS:
                raise OversizedFile("一张图片可以读入的大小")
            photograph = found.format == "JPEG"
            image = found.copy()
    except UnidentifiedImageError:
        raise UnsafeContent(["矢量图片（EMF、WMF、SVG）或不认识的图片"]) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise DamagedFile from None
    return _encoded(_cut(image, cut), photograph=photograph)


def _cut(image: Image.Image, cut: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = (min(max(each, 0.0), 1.0) for each in cut)
    if not any((left, top, right, bottom)):
        return image
    box = (round(image.width * left), round(image.height * top))
    end = (round(image.width * (1 - right)), round(image.height * (1 - bottom)))
    if end[0] <= box[0] or end[1] <= box[1]:
        raise DamagedFile
    return image.crop((*box, *end))


def _encoded(image: Image.Image, *, photograph: bool) -> Written:
    out = io.BytesIO()
    if photograph:
        image = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
        image.info.clear()
        image.save(out, "JPEG", quality=QUALITY)
        return Written(out.getvalue(), "jpeg")
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    image = image.convert("RGBA" if transparent else "RGB")
    image.info.clear()
    image.save(out, "PNG")
    return Written(out.getvalue(), "png")
