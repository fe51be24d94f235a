"""Pictures of a disclosure in the size a platform takes, and the cover of an account."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import __file__ as fonts_home

COVER: Final = (900, 383)  # 2.35 : 1
COVER_BYTES: Final = 64 * 1024
BODY_BYTES: Final = 1024 * 1024
BLUE: Final = "#174a8b"


def stored(address: str) -> bytes | None:
    """Return the bytes of a picture of ours by its address on a page; None for any other address."""
    name = address.removeprefix(settings.MEDIA_URL)
    if name == address or not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return bytes(file.read())


def fitted(data: bytes, most: int = BODY_BYTES) -> tuple[bytes, str]:
    """Return a picture as JPEG or PNG below a limit, and its kind; smaller and coarser until it fits."""
    picture = Image.open(BytesIO(data))
    if picture.format in {"JPEG", "PNG"} and len(data) < most:
        return data, picture.format.lower()
    plain = picture.convert("RGB")
    for side in (1600, 1280, 1080, 800, 600, 400):
        plain.thumbnail((side, side))
        for quality in (88, 75, 60):
            made = BytesIO()
            plain.save(made, "JPEG", quality=quality)
            if made.tell() < most:
                return made.getvalue(), "jpeg"
    raise ValueError(len(data))


def cover(words: str) -> bytes:
    """Return a cover with a name on it, as a JPEG that WeChat takes as a permanent thumb."""
    made = Image.new("RGB", COVER, BLUE)
    draw = ImageDraw.Draw(made)
    size = min(72, int(COVER[0] * 0.8 / max(1, len(words))))
    middle = COVER[0] // 2, COVER[1] // 2
    draw.text((middle[0], middle[1] - 24), words, font=_font(size), fill="white", anchor="mm")
    draw.text((middle[0], middle[1] + 60), "政府信息公开", font=_font(30), fill="white", anchor="mm")
    for quality in (90, 75, 60, 40):
        data = BytesIO()
        made.save(data, "JPEG", quality=quality)
        if data.tell() <= COVER_BYTES:
            break
    return data.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    folder = Path(fonts_home).parent
    return ImageFont.truetype(str(next(iter(sorted(folder.rglob("*Sans*.[ot]t[fc]"))))), size)
