"""A Word or Excel file as its parts: opened within bounds, and written anew with the parts that are kept."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from lxml import etree

from gongkai.core.redaction.errors import DamagedFile, EncryptedFile, OversizedFile, SignedFile, UnsafeContent
from gongkai.core.redaction.ooxml.names import RELATIONS, STRICT, TYPES
from gongkai.core.redaction.phrases import folded
from gongkai.core.report import errors as reading
from gongkai.core.report.readers import guard

CONTENT_TYPES: Final = "[Content_Types].xml"
KIND: Final = "Word 或 Excel"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    type: str
    target: str


@dataclass
class Package:
    """The parts of a file by name; `trees` holds those that were read as XML, which are written back."""

    parts: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Open a file. Raises DamagedFile, EncryptedFile, OversizedFile, SignedFile."""
        try:
            archive = guard.open_zip(data, KIND)
            parts = {name: archive.read(name) for name in archive.names if not name.endswith("/")}
        except reading.EncryptedFile:
            raise EncryptedFile from None
        except reading.OversizedFile:
            raise OversizedFile("可以展开的大小") from None
        except reading.ReportError:
            raise DamagedFile from None
        if any(name.lower().startswith("_xmlsignatures/") for name in parts):
            raise SignedFile
        if len({name.lower() for name in parts}) != len(parts):
            raise DamagedFile
        return cls(parts)

    def tree(self, name: str) -> etree._Element:
        """Return a part as XML, without comments and instructions; changes to it are written. Raises DamagedFile."""
        if name not in self.trees:
            try:
                tree = guard.parse_xml(self.parts[name], KIND)
            except KeyError:
                raise DamagedFile from None
            except reading.OversizedFile:
                raise OversizedFile("可以读入的大小") from None
            except reading.ReportError:
                raise DamagedFile from None
            if STRICT in (etree.QName(tree).namespace or ""):
                raise UnsafeContent(["按“严格 Open XML”格式保存的内容"])
            self.trees[name] = tree
        return self.trees[name]

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return the relationships of a part to other parts; those that lead out of the file are left aside."""
        file = _relations_of(name)
        if file not in self.parts:
            return ()
        found = []
        for each in self.tree(file).iter(f"{RELATIONS}Relationship"):
            if each.get("TargetMode") == "External":
                continue
            target, type_ = each.get("Target", ""), each.get("Type", "")
            base = "" if target.startswith("/") else posixpath.dirname(name)
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            found.append(Relation(each.get("Id", ""), type_.rpartition("/")[2], type_, path))
        return tuple(found)

    def written(self, kept: Iterable[str], types: dict[str, str], relations: dict[str, list[Relation]]) -> bytes:
        """Return a file of the kept parts, with their content types and relationships and nothing else."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _write(archive, CONTENT_TYPES, _content_types(types))
            for name, listed in relations.items():
                _write(archive, _relations_of(name), _relations(name, listed))
            for name in kept:
                _write(archive, name, _xml(self.trees[name]) if name in self.trees else self.parts[name])
        return out.getvalue()

    def main(self) -> str:
        """Return the name of the part that the file is about. Raises DamagedFile."""
        found = [each.target for each in self.relations("") if each.kind == "officeDocument"]
        if len(found) != 1 or found[0] not in self.parts:
            raise DamagedFile
        return found[0]

    def holding(self, phrases: Sequence[str]) -> frozenset[str]:
        """Return the phrases that stand anywhere in the file, also where nobody sees them: call it before cleaning."""
        texts = []
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                tree = self.tree(name)
                texts.append("".join(map(str, tree.itertext())))
                texts += [str(value) for element in tree.iter(etree.Element) for value in element.attrib.values()]
            else:
                texts += [data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")]
        whole = folded("\n".join(texts))
        return frozenset(phrase for phrase in phrases if phrase in whole)

    def content_type(self, name: str) -> str:
        """Return the content type the file gives a part; empty where it gives none."""
        root = self.tree(CONTENT_TYPES)
        for each in root.iter(f"{TYPES}Override"):
            if each.get("PartName", "").lstrip("/") == name:
                return each.get("ContentType", "")
        return ""


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # a fixed date


def _xml(tree: etree._Element) -> bytes:
    etree.cleanup_namespaces(tree, keep_ns_prefixes=_ignorable(tree))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ignorable(tree: etree._Element) -> list[str]:
    """Return the prefixes that mc:Ignorable names: they must stay declared."""
    named: set[str] = set()
    for each in tree.iter(etree.Element):
        for attribute in ("Ignorable", "Requires", "MustUnderstand", "ProcessContent"):
            value = each.get(attribute) or each.get(
                f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{attribute}"
            )
            named.update(part.partition(":")[0] for part in (value or "").split())
    return sorted(named)


def _content_types(types: dict[str, str]) -> bytes:
    root = etree.Element(f"{TYPES}Types", nsmap={None: TYPES[1:-1]})  # type: ignore[dict-item]
    etree.SubElement(
        root,
        f"{TYPES}Default",
        Extension="rels",
        ContentType="application/vnd.openxmlformats-package.relationships+xml",
    )
    etree.SubElement(root, f"{TYPES}Default", Extension="xml", ContentType="application/xml")
    for extension, kind in (("png", "image/png"), ("jpeg", "image/jpeg")):
        etree.SubElement(root, f"{TYPES}Default", Extension=extension, ContentType=kind)
    for name, kind in types.items():
        if kind:
            etree.SubElement(root, f"{TYPES}Override", PartName=f"/{name}", ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(name: str, listed: list[Relation]) -> bytes:
    root = etree.Element(f"{RELATIONS}Relationships", nsmap={None: RELATIONS[1:-1]})  # type: ignore[dict-item]
    for each in listed:
        target = posixpath.relpath(each.target, posixpath.dirname(name) or ".")
        etree.SubElement(root, f"{RELATIONS}Relationship", Id=each.id, Type=each.type, Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
