"""Photographs without the data that cameras and programs put into them; the picture itself stays bit by bit.

The turn of the picture (方向) is kept: without it many photographs would lie on their side.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image

REMOVED: Final = "照片的附加信息（拍摄位置、设备、作者等）"
_ORIENTATION: Final = 0x0112
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_DATA: Final = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
# JPEG segments that hold data about the picture: APP1 (EXIF, XMP), APP13 (IPTC), comments.
_JPEG_DATA: Final = frozenset({0xE1, 0xED, 0xFE})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_SCAN, _END = 0xDA, 0xD9


def without_data(data: bytes) -> tuple[bytes, list[str]]:
    """Return a JPEG or PNG without its data, and what was taken out; other pictures come back as they are."""
    if data.startswith(b"\xff\xd8"):
        with warnings.catch_warnings(action="ignore"):  # Pillow's, on broken data
            made = _jpeg(data)
    elif data.startswith(_PNG):
        made = _png(data)
    else:
        return data, []
    return (made, [REMOVED]) if made is not None else (data, [])


def _jpeg(data: bytes) -> bytes | None:
    """Return a JPEG with the segments of data left out; None where there is none, or the file is broken."""
    parts, found, at = [data[:2]], False, 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (_SCAN, _END):
            turned = _turn(data) if found else b""
            return b"".join([parts[0], turned, *parts[1:], data[at:]]) if found else None
        length = 2 if marker in _BARE else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker in _JPEG_DATA:
            found = found or not _is_only_turn(data[at : at + length])
        else:
            parts.append(data[at : at + length])
        at += length
    return None


def _turn(data: bytes) -> bytes:
    """Return a segment with nothing but the turn of the picture; nothing where it is not turned."""
    try:
        with Image.open(BytesIO(data)) as image:
            turn = image.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
        return b""
    if turn not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turn
    written = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(written) + 2) + written


def _is_only_turn(segment: bytes) -> bool:
    """Tell whether a segment is one that this module has written."""
    exif = Image.Exif()
    if not segment.startswith(b"\xff\xe1") or segment[4:10] != b"Exif\0\0":
        return False
    try:
        exif.load(segment[4:])
        return set(exif) == {_ORIENTATION}
    except (OSError, ValueError, SyntaxError, struct.error):
        return False


def _png(data: bytes) -> bytes | None:
    """Return a PNG with the chunks of data left out; None where there is none, or the file is broken."""
    parts, found = [_PNG], False
    for kind, chunk in _chunks(data):
        if not chunk:
            return None
        found = found or kind in _PNG_DATA
        if kind not in _PNG_DATA:
            parts.append(chunk)
    return b"".join(parts) if found else None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG with their kind; an empty one where the file is broken."""
    at = len(_PNG)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + length]
        whole = len(chunk) == 12 + length and zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big")
        yield chunk[4:8], chunk if whole else b""
        if not whole:
            return
        at += len(chunk)
