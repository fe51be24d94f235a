"""The pictures of a Word file: found in its stories, cut for good where they are shown cut, written anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from gongkai.core.redaction.errors import DamagedFile
from gongkai.core.redaction.ooxml.images import WHOLE, written
from gongkai.core.redaction.ooxml.names import PIC, WP, A, R, V
from gongkai.core.redaction.ooxml.package import Package, Relation
from gongkai.core.redaction.ooxml.texts import remove

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_LEADING: Final = (f"{R}embed", f"{R}id", f"{R}pict")  # attributes that lead to another part

Cut = tuple[float, float, float, float]  # shares of width and height: left, top, right, bottom


@dataclass
class _Album:
    """The pictures written so far: one for each original and way it is cut."""

    package: Package
    made: dict[tuple[str, Cut], str] = field(default_factory=dict)

    def picture(self, source: str, cut: Cut) -> tuple[str, str]:
        """Return the name of a picture and its id in a list of relationships."""
        if (source, cut) not in self.made:
            picture = written(self.package.parts.get(source, b""), cut)
            name = f"word/media/picture{len(self.made) + 1}.{picture.suffix}"
            self.made[source, cut] = name
            self.package.parts[name] = picture.data
        return self.made[source, cut], f"rIdPicture{list(self.made).index((source, cut)) + 1}"


def related_parts(
    package: Package, main: str, stories: Mapping[str, str], beside: Sequence[str]
) -> tuple[dict[str, list[Relation]], list[str]]:
    """Return the relationships that stay, and the names of the pictures."""
    album = _Album(package)
    relations = {"": [Relation("rId1", "officeDocument", OFFICE, main)]}
    parts = {*stories, *beside}
    for name in stories:
        relations[name] = _of_story(package, name, parts, album)
        _nameless(package.tree(name))
    return relations, list(album.made.values())


def _of_story(package: Package, name: str, parts: set[str], album: _Album) -> list[Relation]:
    known = {each.id: each for each in package.relations(name)}
    kept = {each.id: each for each in known.values() if each.target in parts}
    for element in package.tree(name).iter(etree.Element):
        for attribute in _LEADING:
            id_ = element.get(attribute)
            if id_ is None or id_ in kept:
                continue
            relation = known.get(id_)
            if relation is None or relation.kind != "image":
                del element.attrib[attribute]
                continue
            target, own = album.picture(relation.target, _cut(element))
            element.set(attribute, own)
            kept[own] = Relation(own, "image", relation.type, target)
    return list(kept.values())


def _cut(blip: etree._Element) -> Cut:
    """Return how much of a picture is cut off on each side, and take the note of it away: it is cut for good."""
    fill = blip.getparent()
    note = fill.find(f"{A}srcRect") if fill is not None and blip.tag == f"{A}blip" else None
    if note is None:
        return WHOLE
    left, top, right, bottom = (max(_share(note.get(side)), 0.0) for side in "ltrb")
    for side in "ltrb":
        if _share(note.get(side)) > 0:
            del note.attrib[side]
    return left, top, right, bottom


def _share(written_as: str | None) -> float:
    try:
        return int(written_as or "0") / 100_000
    except ValueError:
        raise DamagedFile from None


def _nameless(tree: etree._Element) -> None:
    """Take names and descriptions of pictures away, and other forms of the same picture."""
    for element in tree.iter(f"{WP}docPr", f"{PIC}cNvPr"):
        for name in ("descr", "title"):
            element.attrib.pop(name, "")
        element.set("name", "图片")
    for element in list(tree.iter(f"{A}extLst")):
        remove(element)
    for element in tree.iter(f"{V}imagedata", f"{V}shape"):
        for name in [str(name) for name in element.attrib]:
            if name.rpartition("}")[2] in ("title", "alt", "href"):
                del element.attrib[name]
