"""Pictures bound into a new PDF that holds nothing else: no text, fonts, properties, comments or attachments."""

import io
import zlib
from collections.abc import Iterable
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from gongkai.core.redaction.pdf.painting import Picture

LOSSLESS_UPTO: Final = 1_200_000  # bytes of a page; photographs beyond are written as JPEG
QUALITY: Final = 88
_SPACES: Final = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}


def bound(pictures: Iterable[Picture]) -> bytes:
    """Return a PDF of pictures, one a page, of the size the pages had."""
    pdf = pikepdf.new()
    pdf.Root.Lang = pikepdf.String("zh-CN")
    for picture in pictures:
        image = _image(pdf, picture.image)
        drawn = f"q {picture.width:.4f} 0 0 {picture.height:.4f} 0 0 cm /Page Do Q".encode()
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(picture.width, 4), round(picture.height, 4)]),
            Resources=Dictionary(XObject=Dictionary(Page=image)),
            Contents=pdf.make_stream(drawn),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _image(pdf: pikepdf.Pdf, image: Image.Image) -> Stream:
    data, particulars = _lossless(image)
    if len(data) > LOSSLESS_UPTO:
        photograph = io.BytesIO()
        image.save(photograph, "JPEG", quality=QUALITY)
        if photograph.tell() < len(data):
            data, particulars = photograph.getvalue(), {"Filter": Name.DCTDecode}
    stream = Stream(pdf, data)
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=_SPACES[image.mode],
        BitsPerComponent=8,
        **particulars,
    )
    return stream


def _lossless(image: Image.Image) -> tuple[bytes, dict[str, Any]]:
    return zlib.compress(image.tobytes(), 6), {"Filter": Name.FlateDecode}
