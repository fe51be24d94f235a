"""A zip held in memory (docx, xlsx, odt, zip …): nothing is written to disk, and every byte unpacked is counted."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from gongkai.core.guard.files.budget import MEGABYTE, Budget, Exceeded
from gongkai.core.report.readers.guard import XML_LIMIT, parse_xml

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name
_ENCRYPTED: Final = 0x1  # APPNOTE 4.4.4, general purpose bit 0
_UTF_8_NAME: Final = 0x800
MEMBER_LIMIT: Final = 120 * MEGABYTE
RATIO_LIMIT: Final = 300  # unpacked to packed size of a member beyond RATIO_FLOOR
RATIO_FLOOR: Final = 8 * MEGABYTE
ZIP_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip


class Broken(Exception):
    """A file, or a part of it, cannot be opened."""


class Locked(Exception):
    """A file, or a part of it, needs a password."""


class Package:
    """The members of a zip."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        except ZIP_FAULTS:
            raise Broken from None
        budget.open_members(len(self._infos))
        self.names: tuple[str, ...] = tuple(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    @property
    def is_all_locked(self) -> bool:
        """Tell whether every member needs a password."""
        return all(info.flag_bits & _ENCRYPTED for info in self._infos.values())

    def title(self, name: str) -> str:
        """Return the name of a member for people: old Chinese archives write names in GBK without saying so."""
        if self._infos[name].flag_bits & _UTF_8_NAME:
            return name
        try:
            return name.encode("cp437").decode("gb18030")
        except UnicodeError:
            return name

    def infos(self) -> list[zipfile.ZipInfo]:
        """Return what the archive says of its members, in its own order."""
        return list(self._infos.values())

    def below(self, folder: str, suffix: str = "") -> list[str]:
        """Return the members in a folder, in order."""
        return sorted(name for name in self.names if name.startswith(folder) and name.endswith(suffix))

    def read(self, name: str) -> bytes:
        """Return the bytes of a member. Raises Broken, Locked or Exceeded."""
        info = self._infos.get(name)
        if info is None:
            raise Broken
        if info.flag_bits & _ENCRYPTED:
            raise Locked
        swollen = info.file_size > RATIO_FLOOR and info.file_size > RATIO_LIMIT * max(info.compress_size, 1)
        if info.file_size > MEMBER_LIMIT or swollen:
            raise Exceeded(f"“{self.title(name)}”解压后过大")
        self._budget.unpack(info.file_size)
        try:
            return self._zip.read(info)
        except ZIP_FAULTS:
            raise Broken from None

    def xml(self, name: str) -> Element:
        """Parse a member. Raises Broken, Locked or Exceeded, and the errors of `parse_xml`."""
        data = self.read(name)
        if len(data) > XML_LIMIT:
            raise Exceeded(f"“{name}”超过 {XML_LIMIT // MEGABYTE} MB")
        return parse_xml(data, "Office")

    def optional_xml(self, name: str) -> Element | None:
        """Parse a member if it is there."""
        return self.xml(name) if name in self else None

    def rows(self, name: str, *tags: str) -> Iterator[Element]:
        """Yield the elements of such names one after the other, each gone when the next one comes."""
        try:
            for _, element in etree.iterparse(
                io.BytesIO(self.read(name)), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError:
            raise Broken from None

    def relations(self, part: str) -> list[tuple[str, str, str, bool]]:
        """Return the relations of a part of an Office file: id, kind, target (a member if internal), is external."""
        folder, name = posixpath.split(part)
        rels = self.optional_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for one in rels if rels is not None else ():
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
            found.append((one.get("Id", ""), one.get("Type", "").rsplit("/", 1)[-1], target, external))
        return found
