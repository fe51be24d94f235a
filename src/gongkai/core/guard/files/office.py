"""What Word, Excel and PowerPoint files have in common: properties, macros, embedded files, pictures, links."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.files.properties import told
from gongkai.core.guard.model import Place

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_PEOPLE: Final = {
    f"{_DC}creator": "作者",
    f"{_CORE}lastModifiedBy": "最后保存者",
    f"{_APP}Company": "单位",
    f"{_APP}Manager": "经理",
}
_WORDS: Final = {
    f"{_DC}title": "标题属性",
    f"{_DC}subject": "主题属性",
    f"{_DC}description": "备注属性",
    f"{_CORE}keywords": "关键词属性",
    f"{_CORE}category": "类别属性",
}
PICTURE: Final = re.compile(r"\.(?:jpe?g|png|tiff?|gif|bmp|webp|heic)$", re.IGNORECASE)
# Relations that only a click follows; their addresses are held against the list of hosts like those in the text.
_LINKS: Final = frozenset({"hyperlink"})
_HARMLESS: Final = re.compile(r"^(?:mailto:|#|$)")
_WHAT: Final = {
    "attachedTemplate": "远程模板",
    "image": "外部图片",
    "oleObject": "外部对象",
    "externalLinkPath": "外部工作簿",
    "frame": "外部框架",
    "subDocument": "外部子文档",
    "video": "外部视频",
    "audio": "外部音频",
    "media": "外部媒体",
}


def take_common(look: Look, package: Package, folder: str) -> None:
    """Look at everything that is not the text itself; `folder` is word/, xl/ or ppt/."""
    _properties(look, package)
    if any(
        re.search(
            r"vbaProject\.bin$|/macrosheets/|/vbaData\.xml$"
            r"|/activeX/.+\.bin$",
            name,
        )
        for name in package.names
    ):
        look.found(k.MACRO)
    _embedded(look, package, folder)
    for name in package.below(f"{folder}media/"):
        if PICTURE.search(name):
            look.file(f"图片{posixpath.basename(name)}", package.read(name))
    _external(look, package)


def _properties(look: Look, package: Package) -> None:
    people: dict[str, str] = {}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        for element in _children(package.optional_xml(part)):
            value = (element.text or "").strip()
            if element.tag in _PEOPLE:
                people[_PEOPLE[str(element.tag)]] = value
            elif element.tag in _WORDS:
                look.text(value, Place(part=_WORDS[str(element.tag)]))
    for element in _children(package.optional_xml("docProps/custom.xml")):
        value = "".join(str(text) for text in element.itertext()).strip()
        look.text(f"{element.get('name', '')}：{value}", Place(part="自定义属性"))
    shown = told(people)
    if shown:
        look.found(k.PROPERTIES, shown=shown)


def _children(root: Element | None) -> Iterator[Element]:
    yield from () if root is None else root.iterchildren()


def _embedded(look: Look, package: Package, folder: str) -> None:
    """Take files put into the document: workbooks behind charts, objects, and whole documents (altChunk)."""
    charts = {
        target
        for name in package.below(folder)
        if "/charts/chart" in name and "_rels" not in name
        for _, _, target, external in package.relations(name)
        if not external
    }
    chunks = {
        target
        for _, what, target, external in package.relations(f"{folder}document.xml")
        if what == "aFChunk" and not external
    }
    for name in [*package.below(f"{folder}embeddings/"), *sorted(chunks)]:
        if name not in package:
            continue
        title = posixpath.basename(name)
        shown = f"图表后面的数据表 {title}" if name in charts else title
        look.found(k.EMBEDDED, shown=shown)
        look.file(title, package.read(name))


def _external(look: Look, package: Package) -> None:
    """Take what the file fetches from elsewhere, and the addresses of its links."""
    for rels in package.names:
        if not rels.endswith(".rels"):
            continue
        part = posixpath.join(posixpath.dirname(posixpath.dirname(rels)), posixpath.basename(rels)[: -len(".rels")])
        for _, what, target, external in package.relations(part):
            if not external or _HARMLESS.match(target):
                continue
            if what in _LINKS:
                look.text(target, Place(part="超链接"))
            else:
                look.found(k.EXTERNAL, shown=f"{_WHAT.get(what, '外部内容')} {look.sample(target)}")
