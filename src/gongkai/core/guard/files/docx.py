"""Word files (docx): hidden and white text, tracked changes, comments, notes, headers, fields."""

import re
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.docx_walk import Walk
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.office import take_common
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.model import Kind, Place
from gongkai.core.guard.registry import reads_package
from gongkai.core.report.readers.docx.names import VAL, is_on, w

_PARTS: Final = (
    ("正文", re.compile(r"word/document\d*\.xml")),
    ("页眉", re.compile(r"word/header\d*\.xml")),
    ("页脚", re.compile(r"word/footer\d*\.xml")),
    ("脚注", re.compile(r"word/footnotes\.xml")),
    ("尾注", re.compile(r"word/endnotes\.xml")),
    ("批注", re.compile(r"word/comments\.xml")),
    ("文档部件", re.compile(r"word/glossary/document\.xml")),
)


@reads_package("docx")
def read(look: Look, package: Package) -> None:
    """Look into a Word file."""
    hidden_styles = _hidden_styles(package)
    for label, pattern in _PARTS:
        for name in sorted(filter(pattern.fullmatch, package.names)):
            root, walk = package.xml(name), Walk(look, label, hidden_styles)
            if label == "批注":
                _comments(look, root)
            walk.take(root)
            _tell(look, walk)
    take_common(look, package, "word/")


def _hidden_styles(package: Package) -> frozenset[str]:
    """Return the ids of the styles that hide their text, by themselves or by what they are based on."""
    root = package.optional_xml("word/styles.xml")
    based: dict[str, str] = {}
    switched: dict[str, bool] = {}
    for style in root.iterchildren(w("style")) if root is not None else ():
        style_id, parent = style.get(w("styleId"), ""), style.find(w("basedOn"))
        based[style_id] = parent.get(VAL, "") if parent is not None else ""
        mark = style.find(f"{w('rPr')}/{w('vanish')}")
        if mark is not None:
            switched[style_id] = is_on(mark)
    return frozenset(one for one in based if _inherits(one, based, switched))


def _inherits(style: str, based: dict[str, str], switched: dict[str, bool]) -> bool:
    for _ in range(20):  # styles based on styles; a circle ends there
        if style in switched:
            return switched[style]
        style = based.get(style, "")
    return False


def _comments(look: Look, root: Element) -> None:
    comments = root.findall(w("comment"))
    if comments:
        first = look.sample("".join(str(text) for text in comments[0].itertext()))
        look.found(k.COMMENT, shown=f"{len(comments)} 条，如{first}")


def _tell(look: Look, part: Walk) -> None:
    """Tell what is hidden in a part, each sort once."""
    for found, pieces, why in (
        (k.HIDDEN_TEXT, part.vanished, "设为隐藏"),
        (k.HIDDEN_TEXT, part.pale, "与纸同色或字号极小"),
    ):
        pieces = [(number, text) for number, text in pieces if text.strip()]  # noqa: PLW2901 - blanks say nothing
        if pieces:
            _tell_pieces(look, found, part.label, pieces, why)
    if part.changes:
        counts = "、".join(f"{what} {count} 处" for what, count in sorted(part.changes.items()))
        deleted = f"，删除的文字如{look.sample(''.join(part.deleted))}" if part.deleted else ""
        look.found(k.CHANGE, Place(part=part.label), f"{counts}{deleted}")
    for target in part.fetched:
        look.found(k.EXTERNAL, Place(part=part.label), f"域代码 {look.sample(target)}")


def _tell_pieces(look: Look, found: Kind, label: str, pieces: list[tuple[int, str]], why: str) -> None:
    text = "".join(text for _, text in pieces)
    look.found(found, Place(part=label, paragraph=pieces[0][0]), f"{look.sample(text)}，共 {len(text)} 个字（{why}）")
