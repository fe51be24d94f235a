"""Pictures: where they were taken, whose they are (EXIF, XMP, PNG text). The picture itself is not decoded."""

import io
import re
import warnings
from typing import Final

from PIL import Image, UnidentifiedImageError

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.properties import told
from gongkai.core.guard.model import Place
from gongkai.core.guard.registry import reads

_GPS_FOLDER, _EXIF_FOLDER = 0x8825, 0x8769
_LATITUDE, _LONGITUDE = 2, 4
_OWNERS: Final = {0x013B: "作者", 0x8298: "版权人", 0x9C9D: "作者"}
_OWNERS_IN_EXIF: Final = {0xA430: "机主", 0xA431: "机身序列号", 0xA435: "镜头序列号"}
_WORDS: Final = {0x010E: "图片说明", 0x9C9B: "标题属性", 0x9C9C: "备注属性", 0x9C9E: "关键词属性", 0x9C9F: "主题属性"}
_EXIF_START: Final = b"Exif\0\0"
_XMP_GPS: Final = re.compile(rb"exif:GPSL(?:at|ong)itude[=>]\s*\"?'?([\d.,]+[NSEW]?)")
_XMP_CREATOR: Final = re.compile(rb"<dc:creator>\s*<rdf:(?:Seq|Bag)>\s*<rdf:li[^>]*>([^<]{1,80})<")


@reads("image")
def read(look: Look, data: bytes) -> None:
    """Look into the data that a camera or a program has put into a picture."""
    with warnings.catch_warnings(action="ignore"):  # Pillow's, on broken data
        _look(look, data)


def _look(look: Look, data: bytes) -> None:
    exif = _exif(look, data)
    gps = exif.get_ifd(_GPS_FOLDER) if exif is not None else {}
    if gps.get(_LATITUDE) or gps.get(_LONGITUDE) or _XMP_GPS.search(data):
        look.found(k.GPS)  # the place itself is not shown: it may be somebody's home
    if exif is None:
        return
    inner = exif.get_ifd(_EXIF_FOLDER)
    people = {label: _text(exif.get(tag)) for tag, label in _OWNERS.items() if exif.get(tag)}
    people |= {label: _text(inner.get(tag)) for tag, label in _OWNERS_IN_EXIF.items() if inner.get(tag)}
    creator = _XMP_CREATOR.search(data)
    if creator:
        people.setdefault("作者", creator[1].decode("utf-8", "replace"))
    shown = told({label: name for label, name in people.items() if name})
    if shown:
        look.found(k.OWNER, shown=shown)
    for tag, label in _WORDS.items():
        look.text(_text(exif.get(tag)), Place(part=label))


def _exif(look: Look, data: bytes) -> Image.Exif | None:
    """Return the EXIF data of a picture, empty where it has none; None where the picture is damaged."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            for name, value in image.info.items():
                if isinstance(value, str) and name != "XML:com.adobe.xmp":
                    look.text(value, Place(part=f"图片里的文字（{name}）"))
            return image.getexif()
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return _bare_exif(look, data)
    except (OSError, ValueError, SyntaxError, EOFError):
        look.found(k.DAMAGED)
        return None


def _bare_exif(look: Look, data: bytes) -> Image.Exif | None:
    """Return the EXIF data that stands somewhere in a picture of a kind that cannot be opened (HEIC of phones)."""
    start = data.find(_EXIF_START)
    exif = Image.Exif()
    if start < 0:
        look.found(k.UNSEEN, shown="这种图片")
        return exif
    try:
        exif.load(data[start : start + 64 * 1024])
    except (OSError, ValueError, SyntaxError):
        look.found(k.DAMAGED)
        return None
    return exif


def _text(value: object) -> str:
    """Return a value as text: Windows writes its own in UTF-16, others what they like into fields of ASCII."""
    if isinstance(value, bytes):
        return _decoded(value)
    text = str(value or "").strip("\0 ")
    try:
        return _decoded(text.encode("latin-1"))  # how bytes that are not ASCII are handed over
    except UnicodeError:
        return text


def _decoded(data: bytes) -> str:
    data = data.rstrip(b"\0")
    if b"\0" in data:
        return data.decode("utf-16-le", "replace").strip("\0 ")
    try:
        return data.decode("utf-8").strip()
    except UnicodeError:
        return data.decode("gb18030", "replace").strip()
