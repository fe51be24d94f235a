"""Word files (docx): hidden and white text, tracked changes, comments, notes, headers, fields."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.colours import is_white
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.office import take_common
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.files.tables import Table
from gongkai.core.guard.model import Kind, Place
from gongkai.core.guard.registry import reads_package
from gongkai.core.report.readers.docx.names import ALTERNATIVES, COMPATIBILITY, VAL, is_on, w

_PARTS: Final = (
    ("正文", re.compile(r"word/document\d*\.xml")),
    ("页眉", re.compile(r"word/header\d*\.xml")),
    ("页脚", re.compile(r"word/footer\d*\.xml")),
    ("脚注", re.compile(r"word/footnotes\.xml")),
    ("尾注", re.compile(r"word/endnotes\.xml")),
    ("批注", re.compile(r"word/comments\.xml")),
    ("文档部件", re.compile(r"word/glossary/document\.xml")),
)
_SMALLEST: Final = 4  # half points: nobody reads what is smaller
_FALLBACK: Final = f"{{{COMPATIBILITY}}}Fallback"
_DELETED: Final = frozenset({w("del"), w("moveFrom")})
_INSERTED: Final = frozenset({w("ins"), w("moveTo")})
_BLANKS: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_FETCHING: Final = re.compile(
    r"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|RD"
    r"|DATABASE)\b\s+(.{1,200})",
    re.IGNORECASE,
)
_DESCRIPTION: Final = re.compile(r"\}(?:docPr|cNvPr)$")


@dataclass(slots=True)
class _Part:
    """One part of the document, and the hidden pieces met in it."""

    label: str
    hidden_styles: frozenset[str]
    paragraphs: int = 0
    vanished: list[tuple[int, str]] = field(default_factory=list)
    pale: list[tuple[int, str]] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    deleted: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


@reads_package("docx")
def read(look: Look, package: Package) -> None:
    """Look into a Word file."""
    hidden_styles = _hidden_styles(package)
    for label, pattern in _PARTS:
        for name in sorted(filter(pattern.fullmatch, package.names)):
            part = _Part(label, hidden_styles)
            root = package.xml(name)
            if label == "批注":
                _comments(look, root)
            _walk(look, root, part)
            _tell(look, part)
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


def _walk(look: Look, root: Element, part: _Part) -> None:
    """Take the paragraphs in order; those in tables with the head of their column."""
    table: Table | None = None
    current: Element | None = None
    for paragraph in root.iter(w("p")):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue  # the same once more for old programs
        part.paragraphs += 1
        text = "".join(_runs(paragraph, part))
        cell = next(paragraph.iterancestors(w("tc")), None)
        row = cell.getparent() if cell is not None else None
        if cell is None or row is None:
            look.text(text, Place(part=part.label, paragraph=part.paragraphs))
            continue
        owner = next(cell.iterancestors(w("tbl")), None)
        if owner is not current:
            _done(table)
            current, table = owner, Table(look)
        if table is not None:
            place = Place(part=f"{part.label}表格", paragraph=part.paragraphs)
            table.take(_index(row), row.index(cell), text, place)
    _done(table)
    for element in root.iter():
        if _DESCRIPTION.search(element.tag):
            look.text(element.get("descr", ""), Place(part="图片说明"))


def _done(table: Table | None) -> None:
    if table is not None:
        table.finish()


def _index(row: Element) -> int:
    parent = row.getparent()
    return parent.index(row) if parent is not None else 0


def _runs(paragraph: Element, part: _Part) -> Iterator[str]:
    """Yield the text of a paragraph, hidden text too; what is hidden is noted in the part."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    by_paragraph = style is not None and style.get(VAL, "") in part.hidden_styles
    shaded = _is_shaded(paragraph)
    for run in paragraph.iter(w("r")):
        if next(run.iterancestors(w("p")), None) is not paragraph:
            continue  # in a text box, which is a paragraph of its own
        text = "".join(_texts(run))
        if not text:
            part.fields += [
                found[1] for code in run.iter(w("instrText")) for found in _FETCHING.finditer(code.text or "")
            ]
            continue
        change = next((parent.tag for parent in run.iterancestors() if parent.tag in _DELETED | _INSERTED), "")
        if change:
            part.changes["删除" if change in _DELETED else "插入"] += 1
        if change in _DELETED:
            part.deleted.append(text)
        elif _vanishes(run, part, by_paragraph=by_paragraph):
            part.vanished.append((part.paragraphs, text))
        elif _is_pale(run) and not shaded:
            part.pale.append((part.paragraphs, text))
        yield text


def _texts(run: Element) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag in (w("t"), w("delText")):
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[str(child.tag)]


def _vanishes(run: Element, part: _Part, *, by_paragraph: bool) -> bool:
    properties = run.find(w("rPr"))
    if properties is not None:
        mark = properties.find(w("vanish"))
        if mark is not None:
            return is_on(mark)
        style = properties.find(w("rStyle"))
        if style is not None and style.get(VAL, "") in part.hidden_styles:
            return True
    return by_paragraph


def _is_pale(run: Element) -> bool:
    """Tell whether a run is white, or too small to be read, on the ground of the paper."""
    properties = run.find(w("rPr"))
    if properties is None:
        return False
    size, colour = properties.find(w("sz")), properties.find(w("color"))
    if size is not None and size.get(VAL, "").isdigit() and int(size.get(VAL, "")) <= _SMALLEST:
        return True
    if colour is None or not is_white(colour.get(VAL, "")):
        return False
    return properties.find(w("shd")) is None and properties.find(w("highlight")) is None


def _is_shaded(paragraph: Element) -> bool:
    """Tell whether the ground of a paragraph may be dark: shaded, in a text box, or in a table with a style."""
    if _dark(paragraph.find(f"{w('pPr')}/{w('shd')}")):
        return True
    for parent in paragraph.iterancestors():
        if parent.tag in (w("txbxContent"), ALTERNATIVES):
            return True
        if parent.tag == w("tc") and _dark(parent.find(f"{w('tcPr')}/{w('shd')}")):
            return True
        if parent.tag == w("tbl"):
            style = parent.find(f"{w('tblPr')}/{w('tblStyle')}")
            if _dark(parent.find(f"{w('tblPr')}/{w('shd')}")) or (
                style is not None and style.get(VAL, "") not in _PLAIN
            ):
                return True
    return False


_PLAIN: Final = frozenset({"TableGrid", "TableNormal", "a1", "a3", "a5", "Normal", ""})


def _dark(shading: Element | None) -> bool:
    if shading is None:
        return False
    fill = shading.get(w("fill"), "auto")
    return shading.get(VAL, "") not in ("clear", "nil", "") or not (fill == "auto" or is_white(fill))


def _tell(look: Look, part: _Part) -> None:
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
    for target in part.fields:
        look.found(k.EXTERNAL, Place(part=part.label), f"域代码 {look.sample(target)}")


def _tell_pieces(look: Look, found: Kind, label: str, pieces: list[tuple[int, str]], why: str) -> None:
    text = "".join(text for _, text in pieces)
    look.found(found, Place(part=label, paragraph=pieces[0][0]), f"{look.sample(text)}，共 {len(text)} 个字（{why}）")
