"""The look through a redacted PDF before it is given out: it must hold pictures and nothing else."""

import io
from collections.abc import Sequence
from typing import Any, Final

import pikepdf
import pypdfium2
from PIL import Image

from gongkai.core.redaction.errors import NotClean
from gongkai.core.redaction.pdf.painting import Rectangles
from gongkai.core.redaction.phrases import folded

ROOT: Final = frozenset({"/Type", "/Pages", "/Lang"})
DARK: Final = 48  # of 255: what black becomes at most when it is written as JPEG
PAGE: Final = frozenset({"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"})


def check(data: bytes, painted: Sequence[Rectangles]) -> None:
    """Raise NotClean where anything but painted pictures is found."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if set(pdf.Root.keys()) - ROOT or len(pdf.trailer.get("/Info", {})):
            raise NotClean("文件属性")
        if len(pdf.pages) != len(painted):
            raise NotClean("页数")
        for number, (page, rectangles) in enumerate(zip(pdf.pages, painted, strict=True), 1):
            _check_paint(_only_picture(page, number), rectangles, number)
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            if folded(page.get_textpage().get_text_range()):
                raise NotClean(f"第{number}页的文字")
            page.close()


def _only_picture(page: Any, number: int) -> Image.Image:
    """Return the picture of a page that holds nothing else."""
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    names = (set(resources.keys()), set(resources.get("/XObject", pikepdf.Dictionary()).keys()))
    if set(page.obj.keys()) - PAGE or names != ({"/XObject"}, {"/Page"}):
        raise NotClean(f"第{number}页的对象")
    return pikepdf.PdfImage(resources["/XObject"]["/Page"]).as_pil_image()


def _check_paint(image: Image.Image, rectangles: Rectangles, number: int) -> None:
    for left, top, right, bottom in rectangles:
        counts = image.crop((left, top, right + 1, bottom + 1)).convert("L").histogram()
        if any(counts[DARK + 1 :]):
            raise NotClean(f"第{number}页的图像")
