"""An Excel file redacted: cells covered, formulas turned into what they show, all that is not seen left behind."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from gongkai.core.redaction.errors import DamagedFile, NotClean, UnsafeContent
from gongkai.core.redaction.model import Covered, Redaction, with_unseen
from gongkai.core.redaction.ooxml.names import R, X
from gongkai.core.redaction.ooxml.package import Package, Relation
from gongkai.core.redaction.ooxml.pictures import OFFICE
from gongkai.core.redaction.ooxml.texts import cover_attributes, cover_pieces, remains
from gongkai.core.redaction.phrases import covered as cover

TOLD: Final = "公式已改成其结果；批注、名称、筛选、条件格式、表格样式、数据验证和链接没有写进新文件。"
DIGITS: Final = "数字和日期按单元格里存的值检索；显示成别的样子的（如日期、千分位），请逐个查看。"
_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_BESIDE: Final = frozenset({"styles", "theme", "sharedStrings"})
# Of the workbook and of each sheet, what is seen; the rest goes: names, links, filters, checks, comments.
_OF_BOOK: Final = frozenset(f"{X}{name}" for name in ("workbookPr", "bookViews", "sheets"))
_OF_SHEET: Final = frozenset(
    f"{X}{name}"
    for name in (
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "printOptions",
        "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    )
)  # fmt: skip
_UNSAFE: Final = {
    "drawing": "图片、图形或图表",
    "pivotTable": "数据透视表",
    "pivotCacheDefinition": "数据透视表",
    "externalLink": "引用的其他文件",
    "chartsheet": "图表",
    "dialogsheet": "对话框",
    "oleObject": "嵌入的对象",
    "package": "嵌入的对象",
    "connections": "数据连接",
    "image": "背景图片",
    "slicer": "切片器",
}


def redact_excel(package: Package, main: str, phrases: Sequence[str]) -> Redaction:
    """Return an Excel file without what is covered; `main` is the part of the workbook. Raises RedactionError."""
    related = package.relations(main)
    sheets = _sheets(package, main, related)
    beside = {each.kind: each.target for each in related if each.kind in _BESIDE and each.target.endswith(".xml")}
    _refuse(package, related, sheets)
    unseen = package.holding(phrases)
    covered = [*_cover_shared(package, beside.get("sharedStrings"), phrases)]
    _plain_book(package.tree(main))
    for name, label in sheets.items():
        counts = _cover_sheet(package.tree(name), phrases)
        covered.extend(Covered(phrase, f"工作表“{label}”", times) for phrase, times in counts.items())
    book = cover_attributes(package.tree(main), phrases)
    covered.extend(Covered(phrase, "工作表名称", times) for phrase, times in book.items())
    for name in beside.values():
        cover_attributes(package.tree(name), phrases)
    _check(package, [main, *sheets, *beside.values()], phrases)
    made = _written(package, main, sheets, beside)
    digits = any(sign.isdigit() for phrase in phrases for sign in phrase)
    return Redaction(made, "xlsx", with_unseen(covered, unseen), (TOLD, DIGITS) if digits else (TOLD,))


def _sheets(package: Package, main: str, related: Sequence[Relation]) -> dict[str, str]:
    """Return the sheets by their part with the names people see. Raises UnsafeContent for hidden ones."""
    known = {each.id: each for each in related}
    found = {}
    for sheet in package.tree(main).iter(f"{X}sheet"):
        relation = known.get(sheet.get(f"{R}id", ""))
        if relation is None or relation.target not in package.parts:
            raise DamagedFile
        if sheet.get("state", "visible") != "visible":
            raise UnsafeContent([f"隐藏的工作表“{sheet.get('name', '')}”"])
        found[relation.target] = sheet.get("name", "")
    return found


def _refuse(package: Package, related: Sequence[Relation], sheets: Mapping[str, str]) -> None:
    kinds = {each.kind for each in related} | {each.kind for name in sheets for each in package.relations(name)}
    found = {_UNSAFE[kind] for kind in kinds if kind in _UNSAFE}
    found |= {what for name, label in sheets.items() for what in _hidden(package.tree(name), label)}
    if found:
        raise UnsafeContent(sorted(found))


def _hidden(sheet: etree._Element, label: str) -> Iterator[str]:
    if any(_on(row.get("hidden")) or row.get("ht") == "0" for row in sheet.iter(f"{X}row")):
        yield f"工作表“{label}”中隐藏的行"
    if any(_on(column.get("hidden")) or column.get("width") == "0" for column in sheet.iter(f"{X}col")):
        yield f"工作表“{label}”中隐藏的列"


def _on(value: str | None) -> bool:
    return value in ("1", "true")


def _cover_shared(package: Package, name: str | None, phrases: Sequence[str]) -> Iterator[Covered]:
    """Cover the texts that cells share; marks of pronunciation go."""
    if name is None:
        return
    counts: Counter[str] = Counter()
    for item in package.tree(name).iter(f"{X}si"):
        counts += _cover_texts(item, phrases)
    for phrase, times in counts.items():
        yield Covered(phrase, "单元格文字", times)


def _cover_texts(item: etree._Element, phrases: Sequence[str]) -> Counter[str]:
    for mark in [*item.iter(f"{X}rPh"), *item.iter(f"{X}phoneticPr")]:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return cover_pieces(list(item.iter(f"{X}t")), phrases)


def _plain_book(book: etree._Element) -> None:
    for child in list(book):
        if child.tag not in _OF_BOOK:
            book.remove(child)
    for properties in book.iter(f"{X}workbookPr"):
        properties.attrib.pop("codeName", "")


def _cover_sheet(sheet: etree._Element, phrases: Sequence[str]) -> Counter[str]:
    for child in list(sheet):
        if child.tag not in _OF_SHEET:
            sheet.remove(child)
    for setup in sheet.iter(f"{X}pageSetup"):
        setup.attrib.pop(f"{R}id", "")
    for properties in sheet.iter(f"{X}sheetPr"):
        properties.attrib.pop("codeName", "")
    counts: Counter[str] = Counter()
    for cell in sheet.iter(f"{X}c"):
        counts += _cover_cell(cell, phrases)
    for part in sheet.iter(*(f"{X}{side}{end}" for side in ("odd", "even", "first") for end in ("Header", "Footer"))):
        counts += cover_pieces([part], phrases)
    return counts + cover_attributes(sheet, phrases)


def _cover_cell(cell: etree._Element, phrases: Sequence[str]) -> Counter[str]:
    """Cover one cell; its formula goes, what it shows stays. A number in which a phrase stands becomes a text."""
    for formula in list(cell.iter(f"{X}f")):
        cell.remove(formula)
    for name in ("cm", "vm"):
        cell.attrib.pop(name, "")
    counts: Counter[str] = Counter()
    for item in cell.iter(f"{X}is"):
        counts += _cover_texts(item, phrases)
    value = cell.find(f"{X}v")
    if value is None or cell.get("t") in ("s", "b", "e"):
        return counts
    text, found = cover(_written_out(value.text or "", cell.get("t", "n")), phrases)
    if found:
        value.text = text
        cell.set("t", "str")
        counts.update(found)
    return counts


def _written_out(value: str, kind: str) -> str:
    """Return a number without an exponent, as people see a long one."""
    if kind != "n" or "e" not in value.lower():
        return value
    try:
        return str(int(float(value))) if float(value).is_integer() and abs(float(value)) < 1e21 else value
    except ValueError:
        raise DamagedFile from None


def _check(package: Package, names: Sequence[str], phrases: Sequence[str]) -> None:
    """Raise NotClean where a phrase still stands in a cell, a shared text, a header or an attribute."""
    for name in names:
        tree = package.tree(name)
        items = [*tree.iter(f"{X}si", f"{X}is", f"{X}v", f"{X}oddHeader", f"{X}oddFooter", f"{X}f")]
        bare = etree.Element("attributes")
        bare.extend(
            etree.Element("each", {str(key): str(value) for key, value in each.attrib.items()})
            for each in tree.iter(etree.Element)
        )
        shared = {id(each) for each in tree.iter(f"{X}v") if _shared(each)}
        if remains(bare, phrases) or any(remains(each, phrases) for each in items if id(each) not in shared):
            raise NotClean(posixpath.basename(name))


def _shared(value: etree._Element) -> bool:
    """Whether a value is no text but the number of a shared one, or of an error or truth."""
    cell = value.getparent()
    return cell is not None and cell.get("t") in ("s", "b", "e")


def _written(package: Package, main: str, sheets: Mapping[str, str], beside: Mapping[str, str]) -> bytes:
    names = [main, *sheets, *beside.values()]
    related = [each for each in package.relations(main) if each.target in names]
    relations = {"": [Relation("rId1", "officeDocument", OFFICE, main)], main: related}
    types = {name: package.content_type(name) for name in names} | {main: _BOOK}
    return package.written(names, types, relations)
