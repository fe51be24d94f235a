"""OFD files (GB/T 33190): their text, the people in their properties, annotations and attachments."""

import posixpath
import re
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.files.properties import told
from gongkai.core.guard.model import Place
from gongkai.core.guard.registry import reads_package

_PEOPLE: Final = {"Author": "作者"}
_PAGE: Final = re.compile(r"Page_(\d+)/Content\.xml$")


@reads_package("ofd")
def read(look: Look, package: Package) -> None:
    """Look into an OFD file."""
    people: dict[str, str] = {}
    for element in package.xml("OFD.xml").iter():
        if _local(element) in _PEOPLE:
            people[_PEOPLE[_local(element)]] = element.text or ""
    if told(people):
        look.found(k.PROPERTIES, shown=told(people))
    for name in package.names:
        page = _PAGE.search(name)
        if page:
            look.budget.turn(1)
        if name.endswith(".xml") and (page or "Tpls/" in name or "Annot" in name):
            _texts(look, package.xml(name), int(page[1]) + 1 if page else 0)
        elif "/Attachs/" in name and not name.endswith(".xml"):
            look.found(k.EMBEDDED, shown=posixpath.basename(name))
            look.file(posixpath.basename(name), package.read(name))


def _texts(look: Look, root: Element, page: int) -> None:
    for element in root.iter():
        if _local(element) == "TextObject":
            text = "".join(one.text or "" for one in element.iter() if _local(one) == "TextCode")
            look.text(text, Place(page=page))
            if element.get("Visible") == "false":
                look.found(k.HIDDEN_TEXT, Place(page=page), look.sample(text))


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
