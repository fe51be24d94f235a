"""The parts of a Word package beside its text: styles, lists, notes, properties, each read when first needed."""

import posixpath
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.errors import DamagedFile
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.numbering import LEVELS, Numbering, read_numbering
from gongkai.core.report.readers.docx.styles import Styles
from gongkai.core.report.readers.guard import SafeZip, parse_xml

_USUAL_MAIN_PART: Final = "word/document.xml"
_MAIN_PART_TYPE: Final = "/officeDocument"
_START: Final = 8192  # bytes in which the root's start tag ends
_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"


@dataclass(slots=True)
class Parts:
    """A package, and what reading its text has found out of it so far."""

    package: SafeZip
    main: str
    styles: Styles
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id) of the foot- and endnotes met, in order
    _numbering: Numbering | None = None

    def text(self) -> Element:
        """Parse the part that holds the text."""
        return parse_xml(self._bytes(self.main), n.KIND)

    def level(self, style_id: str) -> int:
        """Return the heading level of a paragraph style; 0 for running text."""
        return self.styles.style(style_id).level if style_id else 0

    def is_contents(self, style_id: str) -> bool:
        """Tell whether a paragraph style is one of the lines of a list of contents, which repeat headings."""
        return bool(style_id) and self.styles.style(style_id).of_contents

    def number(self, style_id: str, list_id: str | None, depth: int | None) -> str:
        """Count one paragraph of a list and return its number as printed, with a blank where one is needed.

        `list_id` and `depth` are the paragraph's own; where they are None those of its style hold.
        """
        if not style_id and list_id is None:
            return ""
        style = self.styles.style(style_id) if style_id else None
        if list_id is None:
            list_id = style.list_id if style else ""
        if not list_id or list_id == "0":
            return ""
        if depth is None and style:
            depth = style.depth if style.depth is not None else self._lists().depth_of_style(list_id, style_id)
        label = self._lists().label(list_id, min(depth or 0, LEVELS - 1))
        return f"{label} " if label[-1:].isalnum() else label

    def note_elements(self) -> list[Element]:
        """Return the notes to which the text refers, in the order of the text."""
        found: dict[tuple[str, str], Element] = {}
        for kind in {kind for kind, _ in self.notes}:
            data = self._beside(f"{kind}s.xml")
            if data:
                notes = parse_xml(data, n.KIND).iterchildren(n.w(kind))
                found |= {(kind, note.get(n.ID, "")): note for note in notes}
        return [found[key] for key in dict.fromkeys(self.notes) if key in found]

    def title(self) -> str:
        """Return the title in the document's properties, "" where there is none."""
        if "docProps/core.xml" not in self.package:
            return ""
        return parse_xml(self._bytes("docProps/core.xml"), n.KIND).findtext(f"{_DUBLIN_CORE}title", "").strip()

    def _lists(self) -> Numbering:
        if self._numbering is None:
            data = self._beside("numbering.xml")
            self._numbering = read_numbering(parse_xml(data, n.KIND)) if data else Numbering()
        return self._numbering

    def _beside(self, name: str) -> bytes:
        """Return a part in the folder of the text; empty where there is none."""
        path = posixpath.join(posixpath.dirname(self.main), name)
        return self._bytes(path) if path in self.package else b""

    def _bytes(self, name: str) -> bytes:
        return usual_names(self.package.read(name))


def open_parts(package: SafeZip) -> Parts:
    """Find the part that holds the text: the package's relations tell where it is not the usual one."""
    main = _main_part(package)
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")

    def load(most: int | None) -> bytes:
        return usual_names(package.read(styles, most)) if styles in package else b""

    return Parts(package, main, Styles(load))


def usual_names(data: bytes) -> bytes:
    """Return a part with the namespaces of the strict variant replaced by the transitional ones."""
    if b"http://purl.oclc.org/ooxml/" in data[:_START]:
        for strict, transitional in n.STRICT.items():
            data = data.replace(strict, transitional)
    return data


def _main_part(package: SafeZip) -> str:
    if _USUAL_MAIN_PART in package:
        return _USUAL_MAIN_PART
    if "_rels/.rels" in package:
        for relation in parse_xml(package.read("_rels/.rels"), n.KIND):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith(_MAIN_PART_TYPE) and target in package:
                return target
    raise DamagedFile(n.KIND)
