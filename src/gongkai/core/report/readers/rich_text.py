"""Strings of a workbook of which a part is struck out or raised (删除线、上标): the library gives them without that."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from gongkai.core.report.errors import DamagedFile
from gongkai.core.report.marks import in_cell, raised, struck
from gongkai.core.report.readers.guard import SafeZip, parse_xml

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

_STRINGS: Final = "xl/sharedStrings.xml"
_MARKED: Final = re.compile(rb"<(?:\w+:)?(?:strike|vertAlign)\b")
_LARGEST: Final = 4_000_000  # bytes; a report takes some 20 KB


def marked_strings(package: SafeZip) -> Mapping[str, str]:
    """Return the strings with marked parts, by their text without marks; nothing where there are none.

    Which cell holds which string is not known here: a text that also stands without marks is given as struck out.
    """
    if _STRINGS not in package or package.size(_STRINGS) > _LARGEST:
        return {}
    part = package.read(_STRINGS)
    if not _MARKED.search(part):
        return {}
    found: dict[str, str] = {}
    plainly: set[str] = set()
    try:
        for item in parse_xml(part, "Excel").iterchildren("{*}si"):
            runs = [(_text(run), run.find("{*}rPr")) for run in item.iterchildren("{*}r")]
            plain = "".join(piece for piece, _ in runs) or _text(item)
            text = "".join(_marked(piece, properties) for piece, properties in runs) or plain
            if text == plain:
                plainly.add(plain)
            else:
                found[plain] = in_cell(text)
    except DamagedFile:
        return {}  # the reader of the workbook tells of the damage
    return {plain: struck(plain) if plain in plainly else text for plain, text in found.items()}


def _text(run: Element) -> str:
    return "".join(text.text or "" for text in run.iterchildren("{*}t"))


def _marked(piece: str, properties: Element | None) -> str:
    if properties is None:
        return piece
    strike = properties.find("{*}strike")
    if strike is not None and strike.get("val", "1") not in ("0", "false"):
        return struck(piece)
    moved = properties.find("{*}vertAlign")
    return raised(piece) if moved is not None and moved.get("val", "") in ("superscript", "subscript") else piece
