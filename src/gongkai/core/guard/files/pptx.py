"""PowerPoint files (pptx): hidden slides and shapes, speaker notes, comments, text outside of the slide."""

import re
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.numbers import whole
from gongkai.core.guard.files.office import take_common
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.model import Kind, Place
from gongkai.core.guard.registry import reads_package

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FIELD: Final = f"{_A}fld"  # the number of the slide, a date
_SHAPES: Final = tuple(f"{_P}{name}" for name in ("sp", "graphicFrame", "grpSp", "cxnSp"))
_COMMENT: Final = re.compile(r"\}(?:text|t)$")


@reads_package("pptx")
def read(look: Look, package: Package) -> None:
    """Look into a PowerPoint file."""
    presentation = package.xml("ppt/presentation.xml")
    size = presentation.find(f"{_P}sldSz")
    width, height = (whole(size.get("cx")), whole(size.get("cy"))) if size is not None else (0, 0)
    targets = {one: target for one, _, target, _ in package.relations("ppt/presentation.xml")}
    for number, slide in enumerate(presentation.iterfind(f"{_P}sldIdLst/{_P}sldId"), start=1):
        part = targets.get(slide.get(_R, ""), "")
        if part in package:
            _slide(look, package, part, number, (width, height))
    take_common(look, package, "ppt/")


def _slide(look: Look, package: Package, part: str, number: int, size: tuple[int, int]) -> None:
    look.budget.turn(1)
    root = package.xml(part)
    if root.get("show") in ("0", "false"):
        look.found(k.HIDDEN_SLIDE, Place(page=number), look.sample(" ".join(_lines(root))))
    for line in _lines(root):
        look.text(line, Place(page=number))
    _shapes(look, root, number, size)
    for _, what, target, external in package.relations(part):
        if external or target not in package:
            continue
        if what == "notesSlide":
            notes = _lines(package.xml(target))
            _tell(look, k.NOTES, number, notes, "备注")
        elif what in ("comments", "modernComments"):
            texts = [one.text or "" for one in package.xml(target).iter() if _COMMENT.search(one.tag)]
            _tell(look, k.COMMENT, number, [text for text in texts if text.strip()], "批注")


def _tell(look: Look, found: Kind, number: int, lines: list[str], part: str) -> None:
    if lines:
        look.found(found, Place(page=number), look.sample(" ".join(lines)))
        for line in lines:
            look.text(line, Place(page=number, part=part))


def _lines(root: Element) -> list[str]:
    """Return the paragraphs of a slide that have text of their own."""
    lines = []
    for paragraph in root.iter(f"{_A}p"):
        text = "".join(one.text or "" for one in paragraph.iter(f"{_A}t") if not _is_field(one))
        if text.strip():
            lines.append(text)
    return lines


def _is_field(text: Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == _FIELD


def _shapes(look: Look, root: Element, number: int, size: tuple[int, int]) -> None:
    """Tell shapes that are switched off or lie outside of the slide."""
    for shape in root.iterfind(f"{_P}cSld/{_P}spTree/*"):
        if shape.tag not in _SHAPES:
            continue
        text = " ".join(_lines(shape))
        if not text:
            continue
        properties = next((one for one in shape.iter(f"{_P}cNvPr")), None)
        if properties is not None and properties.get("hidden") in ("1", "true"):
            look.found(k.HIDDEN_TEXT, Place(page=number), f"{look.sample(text)}（形状设为隐藏）")
        elif _is_outside(shape, size):
            look.found(k.HIDDEN_TEXT, Place(page=number), f"{look.sample(text)}（在幻灯片以外）")


def _is_outside(shape: Element, size: tuple[int, int]) -> bool:
    frame = next(shape.iter(f"{_A}xfrm", f"{_P}xfrm"), None)
    offset, extent = (frame.find(f"{_A}off"), frame.find(f"{_A}ext")) if frame is not None else (None, None)
    if offset is None or extent is None or not all(size):
        return False
    left, top = whole(offset.get("x")), whole(offset.get("y"))
    right, bottom = left + whole(extent.get("cx")), top + whole(extent.get("cy"))
    return right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]
