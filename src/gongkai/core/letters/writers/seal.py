"""The picture of a seal (印章): a small PNG, read and written anew so that nothing else comes with it."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image

from gongkai.core.letters.errors import WrongSeal

MOST_BYTES: Final = 1024 * 1024
MOST_PIXELS: Final = 2000  # a side
LEAST_PIXELS: Final = 100
PIXELS_WRITTEN: Final = 800  # a side: over 450 dpi at 42 mm
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal: PNG bytes and height over width."""

    png: bytes
    ratio: float


def checked(data: bytes) -> Seal:
    """Return a seal ready to be set. Raises WrongSeal for anything but a PNG of fitting size with a clear ground."""
    mend = "请上传背景透明的 PNG 图片，边长 100 至 2000 像素，不超过 1 MB。"
    if len(data) > MOST_BYTES or not data.startswith(_SIGNATURE):
        raise WrongSeal("印章图片不是 PNG，或者太大。", mend)
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as found:
            if not all(LEAST_PIXELS <= side <= MOST_PIXELS for side in found.size):
                raise WrongSeal("印章图片的尺寸不对。", mend)
            image = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise WrongSeal("印章图片已经损坏，打不开。", mend) from None
    if image.getchannel("A").getextrema()[0] == 255:
        raise WrongSeal("印章图片的背景不透明，会遮住机关名称和日期。", mend)
    image.thumbnail((PIXELS_WRITTEN, PIXELS_WRITTEN))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return Seal(out.getvalue(), image.height / image.width)
