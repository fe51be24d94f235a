"""A look at the packed parts of a PDF file before PDFium unpacks them: small files can hold gigabytes.

Only parts that start to unpack far beyond what drawing operators do are unpacked here, and never further than the
limit; pictures are left alone, because a white page packs as well and PDFium does not unpack it to read text.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.errors import OversizedFile

_LIMIT: Final = 2**20  # bytes of such parts together: a million characters take PDFium four seconds and half a gigabyte
_PROBE: Final = 256  # bytes of the packed part to look at
_SUSPECT: Final = 100  # times its size: drawing operators seldom unpack to more than twenty
_SHORTEST: Final = 1_000  # bytes: what is shorter unpacks to less than the limit, unless it is packed twice
_TWICE: Final = b"FlateDecode/FlateDecode"
_DEEPEST: Final = 3  # a part may be packed several times
_ONCE: Final = 2**20  # bytes to unpack at a time
_PACKED: Final = b"\x78"  # what begins packed data
_KEYWORD: Final = b"stream"
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image")
_HEAD: Final = 2_000  # bytes before a stream that may hold its dictionary


def refuse_bombs(data: bytes) -> None:
    """Raise OversizedFile where the packed parts of a PDF file unpack to more than a report can need."""
    total = 0
    shortest = 0 if _TWICE in data else _SHORTEST
    for start in _starts(data, shortest):
        probe = _unpacked(data[start : start + _PROBE], _SUSPECT * _PROBE)
        swells = len(probe) >= _SUSPECT * _PROBE or probe[:1] == _PACKED
        if swells and not _PICTURE.search(data, _object_start(data, start), start):
            total += _size(data[start:], _LIMIT - total, _DEEPEST)
            if total >= _LIMIT:
                raise OversizedFile(f"解压后 {_LIMIT // 2**20} MB 文字")


def _starts(data: bytes, shortest: int) -> Iterator[int]:
    """Yield where the bytes of each stream begin that is not shorter."""
    at = data.find(_KEYWORD)
    while at >= 0:
        end = data.find(_KEYWORD, at + len(_KEYWORD))
        if data[at - 3 : at] != b"end" and (end < 0 or end - at > shortest):
            behind = at + len(_KEYWORD)
            yield behind + (2 if data[behind : behind + 1] == b"\r" else 1)
        at = end


def _object_start(data: bytes, start: int) -> int:
    first = max(0, start - _HEAD)
    return max(first, data.rfind(b" obj", first, start))


def _unpacked(packed: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, limit)
    except zlib.error:
        return b""


def _size(packed: bytes, limit: int, deepest: int) -> int:
    """Return the unpacked size of a part, or of what is packed in it once more, counted up to about the limit."""
    first = _unpacked(packed, _ONCE)
    if deepest and first[:1] == _PACKED:
        inner = _size(first, limit, deepest - 1)
        if inner >= limit:
            return inner
    unpacker, size = zlib.decompressobj(), 0
    try:
        while size < limit and not unpacker.eof:
            more = unpacker.decompress(packed, _ONCE)
            packed = unpacker.unconsumed_tail
            size += len(more)
            if not more:
                break
    except zlib.error:
        pass  # a damaged part ends here for PDFium too
    return size
