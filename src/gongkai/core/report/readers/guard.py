"""What every reader of a packed or marked-up file goes through first, so that a hostile file costs little.

The limits are far above any annual report: a report with its pictures is a few megabytes, its XML well under one.
"""

import io
import struct
import zipfile
import zlib
from typing import Final

from lxml import etree

from gongkai.core.report.errors import DamagedFile, EncryptedFile, OversizedFile

MEGABYTE: Final = 1024 * 1024
FILE_LIMIT: Final = 20 * MEGABYTE  # what is read at all
UNPACKED_LIMIT: Final = 64 * MEGABYTE  # all members of a zip together
MEMBER_LIMIT: Final = 2_000  # members of a zip
RATIO_LIMIT: Final = 250  # unpacked to packed size of a zip that unpacks to more than RATIO_FLOOR
RATIO_FLOOR: Final = 4 * MEGABYTE
XML_LIMIT: Final = 12 * MEGABYTE  # one XML part: its tree may take thirty times as much memory
ENCRYPTED_FLAG: Final = 0x1  # APPNOTE 4.4.4, general purpose bit 0
PACKINGS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the two that OOXML, ODF and OFD know

_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    KeyError, IndexError, OverflowError, MemoryError,
)  # fmt: skip


class SafeZip:
    """The members of a zip whose sizes were found bearable; nothing is ever written to disk."""

    def __init__(self, archive: zipfile.ZipFile, kind: str) -> None:
        self._archive = archive
        self._kind = kind
        self._infos = {info.filename: info for info in archive.infolist()}
        self.names: tuple[str, ...] = tuple(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        """Return the unpacked size of a member in bytes; 0 where there is none of that name."""
        info = self._infos.get(name)
        return info.file_size if info else 0

    def read(self, name: str, most: int | None = None) -> bytes:
        """Return the unpacked bytes of a member, or the first of them, at most so many.

        Raises DamagedFile where it is missing or broken, EncryptedFile where it needs a password.
        """
        info = self._infos.get(name)
        if info is None:
            raise DamagedFile(self._kind)
        if info.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedFile(self._kind)
        try:
            if most is None:
                return self._archive.read(info)
            with self._archive.open(info) as member:
                return member.read(most)
        except _ZIP_FAULTS:
            raise DamagedFile(self._kind) from None


def open_zip(data: bytes, kind: str) -> SafeZip:
    """Open a zip held in memory and check what its directory says before anything is unpacked.

    `kind` is what the user is told the file is ("Word", "ODT", …). A member's real content never exceeds the size in
    the directory, because zipfile stops there. Raises DamagedFile, EncryptedFile or OversizedFile.
    """
    check_size(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _ZIP_FAULTS:
        raise DamagedFile(kind) from None
    _check_members(infos, kind)
    return SafeZip(archive, kind)


def _check_members(infos: list[zipfile.ZipInfo], kind: str) -> None:
    if len(infos) > MEMBER_LIMIT:
        raise OversizedFile(f"{MEMBER_LIMIT} 个部件")
    if infos and all(info.flag_bits & ENCRYPTED_FLAG for info in infos if not info.is_dir()):
        raise EncryptedFile(kind)
    if any(info.compress_type not in PACKINGS for info in infos):
        raise DamagedFile(kind)
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > UNPACKED_LIMIT:
        raise OversizedFile(f"解压后 {UNPACKED_LIMIT // MEGABYTE} MB")
    if unpacked > RATIO_FLOOR and unpacked > RATIO_LIMIT * max(packed, 1):
        raise OversizedFile(f"压缩比 {RATIO_LIMIT}")


def check_size(data: bytes) -> None:
    """Raise OversizedFile where the file is larger than any report."""
    if len(data) > FILE_LIMIT:
        raise OversizedFile(f"{FILE_LIMIT // MEGABYTE} MB")


def parse_xml(data: bytes, kind: str) -> etree._Element:
    """Parse one XML part into its root element; no entity is expanded, no DTD loaded, nothing fetched.

    Raises DamagedFile where it is not well formed, declares entities or nests deeper than the parser allows (256),
    OversizedFile beyond XML_LIMIT.
    """
    if len(data) > XML_LIMIT:
        raise OversizedFile(f"{XML_LIMIT // MEGABYTE} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DamagedFile(kind) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[union-attr]  # the stubs do not know the method
        raise DamagedFile(kind)
    return root
