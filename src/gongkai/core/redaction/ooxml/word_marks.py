"""What a Word file says beside its text: changes, comments, hidden text, fields, links, content controls."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from gongkai.core.redaction.ooxml.names import A, M, R, V, W
from gongkai.core.redaction.ooxml.texts import remove, unwrap

_GONE: Final = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblPrExChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "commentRangeStart",
        "commentRangeEnd", "commentReference", "annotationRef", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "proofErr", "permStart", "permEnd", "sdtPr",
        "sdtEndPr", "customXmlPr", "smartTagPr", "delText", "delInstrText", "ffData", "docPartObj", "bookmarkStart",
        "bookmarkEnd", "fldData",
    )
)  # fmt: skip
_UNWRAPPED: Final = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
)
KEPT_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# What the search for phrases cannot see into.
UNSAFE: Final = {
    f"{W}altChunk": "插入的其他文件",
    f"{W}subDoc": "子文档",
    f"{W}object": "嵌入的对象",
    f"{W}control": "控件",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "图表",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "SmartArt 图形",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart": "墨迹",
    f"{W}contentPart": "墨迹",
}


def unsafe(tree: etree._Element) -> Iterator[str]:
    """Yield what cannot be cleaned in a story."""
    for element in tree.iter(etree.Element):
        if element.tag in UNSAFE:
            yield UNSAFE[str(element.tag)]
        if element.tag == f"{V}imagedata" and any(str(name).startswith("crop") for name in element.attrib):
            yield "裁剪过的旧式图片"


_CHANGED: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))


def told(trees: Sequence[etree._Element]) -> Iterator[str]:
    """Yield what a person should know went with the cleaning; call it before."""
    if any(True for tree in trees for _ in tree.iter(*_CHANGED)):
        yield "文件里有修订，已按接受修订处理。请核对内容。"
    if any(True for tree in trees for _ in tree.iter(f"{W}commentReference")):
        yield "文件里有批注，没有写进新文件。"
    if any(True for tree in trees for _ in tree.iter(f"{W}vanish")):
        yield "文件里有隐藏的文字，没有写进新文件。"


def clean(tree: etree._Element, hidden_styles: frozenset[str]) -> None:
    """Take away changes, comments, hidden text, field codes, links and the marks of the editor from a story."""
    _deleted_rows(tree)
    _deleted_paragraph_marks(tree)
    for element in [each for each in tree.iter(etree.Element) if each.tag in _GONE]:
        remove(element)
    _fields(tree)
    for element in [each for each in tree.iter(etree.Element) if each.tag in _UNWRAPPED]:
        unwrap(element)
    _hidden(tree, hidden_styles)
    for element in list(tree.iter(f"{A}hlinkClick", f"{A}hlinkHover")):
        remove(element)
    for element in tree.iter(etree.Element):
        _plain_attributes(element)


def _deleted_rows(tree: etree._Element) -> None:
    for row in [each.getparent() for each in tree.iter(f"{W}trPr") if each.find(f"{W}del") is not None]:
        if row is not None:
            remove(row)
    for table in [each for each in tree.iter(f"{W}tbl") if each.find(f".//{W}tr") is None]:
        remove(table)


def _deleted_paragraph_marks(tree: etree._Element) -> None:
    """Join a paragraph whose mark was deleted with the one after it."""
    for paragraph in list(tree.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
        following = paragraph.getnext()
        if mark is None or following is None or following.tag != f"{W}p":
            continue
        own = paragraph.find(f"{W}pPr")
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for child in reversed([each for each in paragraph if each is not own]):
            following.insert(at, child)
        remove(paragraph)


def _fields(tree: etree._Element) -> None:
    """Turn fields into what they show, but for the numbers of pages."""
    stack: list[list[etree._Element]] = []
    for element in list(tree.iter(f"{W}fldChar", f"{W}instrText")):
        if element.get(f"{W}fldCharType") == "begin":
            stack.append([])
        if not stack:
            remove(element)
            continue
        stack[-1].append(element)
        if element.get(f"{W}fldCharType") == "end":
            _field(stack.pop())
    for marks in stack:  # fields without an end
        _field(marks)


def _field(marks: list[etree._Element]) -> None:
    code = "".join(mark.text or "" for mark in marks if mark.tag == f"{W}instrText").split()
    if not code or code[0].upper() not in KEPT_FIELDS or marks[-1].get(f"{W}fldCharType") != "end":
        for mark in marks:
            remove(mark)


def _hidden(tree: etree._Element, hidden_styles: frozenset[str]) -> None:
    """Take away runs that are not shown, by themselves or by their style."""
    for run in list(tree.iter(f"{W}r", f"{M}r")):
        own = run.find(f"{W}rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        named = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        if _vanishes(own, named, hidden_styles):
            remove(run)


def _vanishes(own: etree._Element | None, named: etree._Element | None, hidden_styles: frozenset[str]) -> bool:
    direct = own.find(f"{W}vanish") if own is not None else None
    apart = own.find(f"{W}specVanish") if own is not None else None
    if direct is not None or apart is not None:
        return any(each is not None and is_on(each) for each in (direct, apart))
    style = own.find(f"{W}rStyle") if own is not None else None
    return any(each is not None and each.get(f"{W}val") in hidden_styles for each in (style, named))


def is_on(element: etree._Element) -> bool:
    """Whether a switch of WordprocessingML is on."""
    return element.get(f"{W}val", "1") not in ("0", "false", "off")


def hidden_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles whose text is not shown, those based on them included."""
    based = {}
    hidden = set()
    for style in styles.iter(f"{W}style"):
        id_ = style.get(f"{W}styleId", "")
        parent = style.find(f"{W}basedOn")
        based[id_] = parent.get(f"{W}val", "") if parent is not None else ""
        switch = style.find(f"{W}rPr/{W}vanish")
        if switch is not None and is_on(switch):
            hidden.add(id_)
    for id_ in based:
        seen, at = set(), id_
        while at and at not in seen:
            seen.add(at)
            if at in hidden:
                hidden.add(id_)
            at = based.get(at, "")
    return frozenset(hidden)


def _plain_attributes(element: etree._Element) -> None:
    """Take away who edited when, and relationships that lead out of the file."""
    for name in [str(name) for name in element.attrib]:
        local = name.rpartition("}")[2]
        outward = name in (f"{R}link", f"{R}href")
        if outward or (name.startswith(W) and local.startswith("rsid")) or local in ("author", "initials"):
            del element.attrib[name]
