"""What a Word document's text refers to by an id: its pictures, its links; and what lies outside the file."""

import posixpath
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.parts import usual_names
from gongkai.core.report.readers.guard import SafeZip, parse_xml

IDS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
SCHEMES: Final = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Relations:
    """The relations of one part."""

    package: SafeZip
    inner: dict[str, str] = field(default_factory=dict)  # id to the name of a member
    links: dict[str, str] = field(default_factory=dict)  # id to an address
    outside: int = 0  # pictures, templates and objects that are fetched from elsewhere

    def data(self, key: str) -> tuple[str, bytes] | None:
        """Return the name and bytes of a member; None where the file does not hold it."""
        name = self.inner.get(key, "")
        return (posixpath.basename(name), self.package.read(name)) if name in self.package else None


def relations_of(package: SafeZip, part: str) -> Relations:
    """Return the relations of a part."""
    folder, name = posixpath.split(part)
    found, path = Relations(package), posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return found
    for one in parse_xml(usual_names(package.read(path)), n.KIND):
        key, target, kind = one.get("Id", ""), one.get("Target", ""), one.get("Type", "")
        if one.get("TargetMode") != "External":
            absolute = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.inner[key] = posixpath.normpath(absolute)
        elif not kind.endswith("/hyperlink"):
            found.outside += 1
        elif target.lower().startswith(SCHEMES):
            found.links[key] = target
    return found


def id_of(element: n.Element, name: str) -> str:
    """Return the relation that an attribute of an element names; empty for none."""
    return next((value for start in IDS if (value := element.get(start + name))), "")
