"""Photos that prove something was put up or taken down."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.apps.channels.errors import ChannelError

SIDE: Final = 2000  # pixels of a photo's longer side
LARGEST_PICTURE: Final = 80_000_000  # pixels


def drawn_anew(data: bytes) -> bytes:
    """Return a photo drawn anew: of a fitting size, turned as it was taken, without place or maker in it."""
    try:
        picture = Image.open(BytesIO(data))
        if picture.width * picture.height > LARGEST_PICTURE:
            raise ChannelError("照片的像素太多。", "请换一张较小的照片。")
        drawn = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise ChannelError("照片打不开。", "请上传 JPG 或 PNG 格式的照片。") from None
    drawn.thumbnail((SIDE, SIDE))
    made = BytesIO()
    drawn.save(made, "JPEG", quality=85)
    return made.getvalue()
