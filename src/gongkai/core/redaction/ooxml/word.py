"""A Word file redacted: stories cleaned and covered, pictures written anew, all other parts left behind."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from gongkai.core.redaction.errors import NotClean, UnsafeContent
from gongkai.core.redaction.model import Covered, Redaction, with_unseen
from gongkai.core.redaction.ooxml import word_marks as marks
from gongkai.core.redaction.ooxml.names import M, R, W
from gongkai.core.redaction.ooxml.package import Package
from gongkai.core.redaction.ooxml.pictures import related_parts
from gongkai.core.redaction.ooxml.texts import Piece, cover_attributes, cover_pieces, remains, remove

STORIES: Final = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
BESIDE: Final = frozenset({"styles", "numbering", "theme", "settings", "fontTable"})
UNSAFE: Final = {"chart": "图表", "package": "嵌入的对象", "oleObject": "嵌入的对象", "aFChunk": "插入的其他文件"}
_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What of the settings bears on the look; all else goes: variables, editors, templates, sources of addresses.
_SETTINGS: Final = frozenset(
    f"{W}{name}"
    for name in (
        "evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation", "footnotePr",
        "characterSpacingControl", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "endnotePr",
        "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "compat", "themeFontLang",
        "clrSchemeMapping", "noLineBreaksAfter", "noLineBreaksBefore", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "bookFoldPrinting", "printTwoOnOne", "alignBordersAndEdges", "decimalSymbol",
        "listSeparator",
    )
)  # fmt: skip
_FONTS: Final = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_DROPPED: Final = tuple(f"{W}{name}" for name in (*_FONTS, "rsid", "rsids", "numPicBullet", "lvlPicBulletId"))


def redact_word(package: Package, main: str, phrases: Sequence[str]) -> Redaction:
    """Return a Word file without what is covered; `main` is the part of its text. Raises RedactionError."""
    related = package.relations(main)
    stories = {main: "正文", **{each.target: STORIES[each.kind] for each in related if each.kind in STORIES}}
    beside = sorted({each.target for each in related if each.kind in BESIDE and each.target.endswith(".xml")})
    _refuse(package, stories)
    unseen = package.holding(phrases)
    warnings = tuple(marks.told([package.tree(name) for name in stories]))
    styles = [package.tree(each.target) for each in related if each.kind == "styles"]
    hidden = frozenset[str]().union(*map(marks.hidden_styles, styles))
    covered: list[Covered] = []
    for name, label in stories.items():
        marks.clean(package.tree(name), hidden)
        counts = cover_story(package.tree(name), phrases)
        covered.extend(Covered(phrase, label, times) for phrase, times in counts.items())
    for name in beside:
        _plain(package.tree(name))
        cover_attributes(package.tree(name), phrases)
    relations, pictures = related_parts(package, main, stories, beside)
    types = {name: package.content_type(name) for name in (*stories, *beside)} | {main: _DOCUMENT}
    for name in (*stories, *beside):
        if remains(package.tree(name), phrases):
            raise NotClean(posixpath.basename(name))
    made = package.written([*stories, *beside, *pictures], types, relations)
    return Redaction(made, "docx", with_unseen(covered, unseen), (*warnings, *_told(pictures)))


def _refuse(package: Package, stories: dict[str, str]) -> None:
    found = {word for name in stories for word in marks.unsafe(package.tree(name))}
    found |= {UNSAFE[each.kind] for name in stories for each in package.relations(name) if each.kind in UNSAFE}
    if found:
        raise UnsafeContent(sorted(found))


def cover_story(tree: etree._Element, phrases: Sequence[str]) -> Counter[str]:
    """Cover phrases in a story: in each paragraph, then over the ends of paragraphs, then in attributes."""
    paragraphs = [list(_pieces(paragraph)) for paragraph in tree.iter(f"{W}p")]
    counts: Counter[str] = Counter()
    for pieces in paragraphs:
        counts += cover_pieces(pieces, phrases)
    counts += cover_pieces([piece for pieces in paragraphs for piece in pieces], phrases)
    counts += cover_pieces([*tree.iter(f"{W}t", f"{M}t")], phrases)  # as they stand, pronunciation marks included
    return counts + cover_attributes(tree, phrases)


_BETWEEN: Final = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_TEXTS: Final = frozenset({f"{W}t", f"{M}t"})


def _pieces(paragraph: etree._Element) -> Iterator[Piece]:
    """Yield the text of one paragraph; that of boxes anchored in it and of pronunciation marks is not part of it."""
    for element in paragraph:
        if element.tag == f"{W}noBreakHyphen":
            yield "-"
        elif element.tag in _BETWEEN:
            yield " "
        elif element.tag in _TEXTS:
            yield element
        elif element.tag not in (f"{W}p", f"{W}txbxContent", f"{W}rt"):
            yield from _pieces(element)


def _plain(tree: etree._Element) -> None:
    """Leave in the settings only what bears on the look; take fonts of the file and pictures of lists away."""
    if tree.tag == f"{W}settings":
        for child in list(tree):
            if child.tag not in _SETTINGS:
                tree.remove(child)
    for element in list(tree.iter(*_DROPPED)):
        remove(element)
    for element in tree.iter(etree.Element):
        element.attrib.pop(f"{R}embed", "")


def _told(pictures: Sequence[str]) -> tuple[str, ...]:
    if not pictures:
        return ()
    return (f"文件里有{len(pictures)}张图片，图片里的文字检索不到。请逐张查看；要遮盖的，请另存为 PDF 后指定区域。",)
