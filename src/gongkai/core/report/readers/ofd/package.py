"""The files in an OFD package: where they are, and the pages, templates and drawings they hold.

Source: GB/T 33190-2016, 7 (document) and 7.9 (resources).
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.core.report.errors import DamagedFile, OversizedFile
from gongkai.core.report.readers.guard import SafeZip, parse_xml
from gongkai.core.report.readers.ofd.names import KIND, Element, any_space, numbers

MOST_PAGES: Final = 300  # an annual report with all annexes has fewer than 50
_ROOT: Final = "OFD.xml"
_A4: Final = (210.0, 297.0)  # millimetres
_RESOURCES: Final = ("PublicRes", "DocumentRes")


class PageFile(NamedTuple):
    """A page: its content, the templates (模板页) under it, its size in millimetres and where its parts are named."""

    content: Element
    templates: list[Element]
    size: tuple[float, float]
    document: "DocumentFile"


@dataclass(slots=True)
class DocumentFile:
    """One document (Doc_0) of a package."""

    package: "Package"
    path: str
    root: Element
    characters: int = 0  # taken so far from its pages
    shown: int = 0  # drawings shown so far on its pages
    _templates: dict[str, Element | None] = field(default_factory=dict)
    _drawings: dict[str, Element] | None = None

    def pages(self) -> Iterator[PageFile]:
        """Yield the pages in order. Raises DamagedFile where one is missing."""
        size = _size(self.root.find(any_space("CommonData")), _A4)
        for page in self.root.iterfind(f"{any_space('Pages')}/{any_space('Page')}"):
            content = self.package.parsed(page.get("BaseLoc", ""), self.path)
            if content is None:
                raise DamagedFile(KIND)
            templates = [
                found
                for used in content.iterchildren(any_space("Template"))
                if (found := self._template(used.get("TemplateID", ""))) is not None
            ]
            yield PageFile(content, templates, _size(content, size), self)

    def drawing(self, resource: str) -> Element | None:
        """Return a drawing that several objects show (复合图元), by its id."""
        if self._drawings is None:
            self._drawings = {}
            for name in _RESOURCES:
                for location in self.root.iterfind(f"{any_space('CommonData')}/{any_space(name)}"):
                    part = self.package.parsed(location.text or "", self.path)
                    units = part.iter(any_space("CompositeGraphicUnit")) if part is not None else ()
                    self._drawings |= {unit.get("ID", ""): unit for unit in units}
        return self._drawings.get(resource)

    def _template(self, template: str) -> Element | None:
        if template not in self._templates:
            pages = self.root.iterfind(f"{any_space('CommonData')}/{any_space('TemplatePage')}")
            location = next((page.get("BaseLoc", "") for page in pages if page.get("ID") == template), "")
            self._templates[template] = self.package.parsed(location, self.path) if location else None
        return self._templates[template]


@dataclass(slots=True)
class Package:
    """An OFD package; its parts are found whatever the case of their names."""

    files: SafeZip
    _by_lower: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the names."""
        self._by_lower = {name.replace("\\", "/").lower(): name for name in self.files.names}

    def is_encrypted(self) -> bool:
        """Tell whether parts are encrypted (GM/T 0099-2020, Encryptions.xml)."""
        return any(posixpath.basename(name) == "encryptions.xml" for name in self._by_lower)

    def root(self) -> Element:
        """Return OFD.xml. Raises DamagedFile where it is missing."""
        found = self.parsed(_ROOT, "")
        if found is None:
            raise DamagedFile(KIND)
        return found

    def documents(self) -> Iterator[DocumentFile]:
        """Yield the documents of the package. Raises DamagedFile where one is missing."""
        for location in self.root().iterfind(f"{any_space('DocBody')}/{any_space('DocRoot')}"):
            path = self._find((location.text or "").strip(), "")
            if path is None:
                raise DamagedFile(KIND)
            yield DocumentFile(self, path, parse_xml(self.files.read(path), KIND))

    def pages(self) -> Iterator[PageFile]:
        """Yield all pages. Raises OversizedFile beyond MOST_PAGES."""
        count = 0
        for document in self.documents():
            for page in document.pages():
                count += 1
                if count > MOST_PAGES:
                    raise OversizedFile(f"{MOST_PAGES} 页")
                yield page

    def title(self) -> str:
        """Return the title in the document's information, "" where there is none."""
        title = self.root().findtext(f"{any_space('DocBody')}/{any_space('DocInfo')}/{any_space('Title')}")
        return (title or "").strip()

    def parsed(self, location: str, base: str) -> Element | None:
        """Parse the part that `base` names by a location; None where there is none."""
        path = self._find(location.strip(), base)
        return parse_xml(self.files.read(path), KIND) if path is not None else None

    def _find(self, location: str, base: str) -> str | None:
        """Return the member a location (ST_Loc) names: from the root, or from the folder of `base`."""
        location = location.replace("\\", "/")
        for folder in (posixpath.dirname(base), ""):
            path = posixpath.normpath(posixpath.join("/", folder, location)).lstrip("/").lower()
            if location and path in self._by_lower:
                return self._by_lower[path]
        return None


def _size(parent: Element | None, usual: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height of a page area (PhysicalBox); the usual ones where there is none."""
    if parent is None:
        return usual
    for name in ("Area", "PageArea"):
        box = numbers(parent.findtext(f"{any_space(name)}/{any_space('PhysicalBox')}"))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return usual
