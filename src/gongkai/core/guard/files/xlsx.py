"""Excel files (xlsx): hidden sheets, rows and columns, white text, comments, caches, links to other workbooks."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.colours import is_white
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.numbers import whole
from gongkai.core.guard.files.office import take_common
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.files.tables import Table
from gongkai.core.guard.model import Kind, Place
from gongkai.core.guard.registry import reads_package

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_STATES: Final = {"hidden": "已隐藏", "veryHidden": "深度隐藏，界面上取消不了"}
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAST_COLUMN: Final = 16_384
_NOTHING_SHOWN: Final = re.compile(r";{2,3}")  # the number format ;;; shows nothing


@dataclass(slots=True)
class _Sheet:
    """One sheet and what was met hidden in it: (row or column, text) with content only."""

    title: str
    columns: bytearray = field(default_factory=lambda: bytearray(_LAST_COLUMN + 1))  # 1 where hidden
    in_columns: dict[int, list[str]] = field(default_factory=dict)
    in_rows: dict[int, list[str]] = field(default_factory=dict)
    pale: list[tuple[str, str]] = field(default_factory=list)

    def hides_column(self, number: int) -> bool:
        """Tell whether a column is hidden."""
        return number <= _LAST_COLUMN and bool(self.columns[number])


@reads_package("xlsx")
def read(look: Look, package: Package) -> None:
    """Look into an Excel file."""
    shared, invisible = _shared_strings(package), _invisible_styles(package)
    for title, state, part in _sheets(package):
        if part not in package:
            continue
        sheet = _Sheet(title)
        texts = _read_sheet(look, package, part, sheet, (shared, invisible))
        if state in _STATES and texts:
            look.found(k.HIDDEN_SHEET, Place(sheet=title), f"{texts} 个有内容的单元格（{_STATES[state]}）")
        _tell(look, sheet)
        _beside(look, package, part, title)
    _whole(look, package)
    take_common(look, package, "xl/")


def _sheets(package: Package) -> Iterator[tuple[str, str, str]]:
    """Yield the title, the state and the part of each sheet."""
    targets = {one: target for one, _, target, _ in package.relations("xl/workbook.xml")}
    for sheet in package.xml("xl/workbook.xml").iter(f"{_S}sheet"):
        yield sheet.get("name", ""), sheet.get("state", "visible"), targets.get(sheet.get(_R, ""), "")


def _shared_strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package:
        return []
    return [
        "".join(str(text) for text in _without_ruby(item)) for item in package.rows("xl/sharedStrings.xml", f"{_S}si")
    ]


def _without_ruby(item: Element) -> Iterator[str]:
    for text in item.iter(f"{_S}t"):
        parent = text.getparent()
        if parent is None or parent.tag != f"{_S}rPh":
            yield text.text or ""


def _invisible_styles(package: Package) -> frozenset[int]:
    """Return the cell formats that show nothing: white on no ground, or the number format ;;;."""
    root = package.optional_xml("xl/styles.xml")
    if root is None:
        return frozenset()
    white = {number for number, font in enumerate(root.iterfind(f"{_S}fonts/{_S}font")) if _is_white_font(font)}
    formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
    fills = [_is_filled(fill) for fill in root.iterfind(f"{_S}fills/{_S}fill")]
    found = set()
    for number, style in enumerate(root.iterfind(f"{_S}cellXfs/{_S}xf")):
        fill = whole(style.get("fillId"))
        bare = not (0 <= fill < len(fills) and fills[fill])
        code = formats.get(style.get("numFmtId", ""), "")
        if (whole(style.get("fontId")) in white and bare) or _NOTHING_SHOWN.fullmatch(code.strip()):
            found.add(number)
    return frozenset(found)


def _is_white_font(font: Element) -> bool:
    colour = font.find(f"{_S}color")
    if colour is None:
        return False
    return is_white(colour.get("rgb", "")) or (colour.get("theme") == "0" and "tint" not in colour.attrib)


def _is_filled(fill: Element) -> bool:
    pattern = fill.find(f"{_S}patternFill")
    if pattern is None:
        return len(fill) > 0  # a gradient
    ground = pattern.find(f"{_S}fgColor")
    if pattern.get("patternType", "none") == "none":
        return False
    return ground is None or not (is_white(ground.get("rgb", "")) or ground.get("theme") == "0")


def _read_sheet(
    look: Look, package: Package, part: str, sheet: _Sheet, formats: tuple[list[str], frozenset[int]]
) -> int:
    """Take the cells of a sheet; return how many have text."""
    shared, invisible = formats
    table, count = Table(look), 0
    for element in package.rows(part, f"{_S}col", f"{_S}row", f"{_S}oddHeader", f"{_S}oddFooter"):
        if element.tag == f"{_S}col":
            if element.get("hidden") in ("1", "true") or element.get("width") == "0":
                first, last = max(1, whole(element.get("min"), 1)), min(whole(element.get("max"), 1), _LAST_COLUMN)
                sheet.columns[first : last + 1] = b"\1" * max(0, last + 1 - first)
        elif element.tag == f"{_S}row":
            count += _take_row(element, sheet, table, shared, invisible)
        else:
            look.text(element.text or "", Place(sheet=sheet.title, part="页眉页脚"))
    table.finish()
    return count


def _take_row(element: Element, sheet: _Sheet, table: Table, shared: list[str], invisible: frozenset[int]) -> int:
    hidden = element.get("hidden") in ("1", "true") or element.get("ht") == "0"
    count = 0
    for place, (cell, text) in enumerate(_cells(element, shared), start=1):
        found = _CELL.fullmatch(cell.get("r", ""))
        column, row = (number_of(found[1]), int(found[2])) if found else (place, whole(element.get("r")))
        table.take(row, column, text, Place(sheet=sheet.title, cell=f"{letters(column)}{row}"))
        count += 1
        if hidden:
            sheet.in_rows.setdefault(row, []).append(text)
        elif sheet.hides_column(column):
            sheet.in_columns.setdefault(column, []).append(text)
        elif whole(cell.get("s")) in invisible:
            sheet.pale.append((f"{letters(column)}{row}", text))
    return count


def _cells(row: Element, shared: list[str]) -> Iterator[tuple[Element, str]]:
    """Yield the cells of a row that have text, with it."""
    for cell in row.iterchildren(f"{_S}c"):
        value = cell.findtext(f"{_S}v", "")
        if cell.get("t") == "s":
            number = whole(value, -1)
            text = shared[number] if 0 <= number < len(shared) else ""
        elif cell.get("t") == "inlineStr":
            text = "".join(str(one) for one in _without_ruby(cell))
        else:
            text = "" if cell.get("t") == "e" else value.removesuffix(".0")
        if text.strip():
            yield cell, text


def number_of(letters_of_column: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters_of_column:
        number = 26 * number + ord(letter) - 64
    return number


def letters(number: int) -> str:
    """Return the letters of a column, 1 being A."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _tell(look: Look, sheet: _Sheet) -> None:
    _tell_runs(look, k.HIDDEN_COLUMNS, sheet.title, sheet.in_columns, lambda one: f"{letters(one)}列")
    _tell_runs(look, k.HIDDEN_ROWS, sheet.title, sheet.in_rows, lambda one: f"第{one}行")
    if sheet.pale:
        sample = look.sample(" ".join(text for _, text in sheet.pale))
        place = Place(sheet=sheet.title, cell=sheet.pale[0][0])
        look.found(k.HIDDEN_TEXT, place, f"{sample}，共 {len(sheet.pale)} 个单元格（与底色相同或格式不显示）")


def _tell_runs(look: Look, found: Kind, title: str, texts: dict[int, list[str]], name: Callable[[int], str]) -> None:
    """Tell rows or columns that follow on one another as one."""
    numbers = sorted(texts)
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        cells = [text for number in run for text in texts[number]]
        where = name(run[0]) if len(run) == 1 else f"{name(run[0])}至{name(run[-1])}"
        look.found(
            found,
            Place(sheet=title, cell=where),
            f"{len(cells)} 个有内容的单元格，如{look.sample(' '.join(cells[:5]))}",
        )


def _beside(look: Look, package: Package, part: str, title: str) -> None:
    """Take the comments and drawings of a sheet."""
    for _, what, target, external in package.relations(part):
        if external or target not in package:
            continue
        if what in ("comments", "threadedComment"):
            _comments(look, package.xml(target), title)
        elif what == "drawing":
            for text in package.xml(target).iter(_DRAWN):
                look.text(text.text or "", Place(sheet=title, part="文本框"))


def _comments(look: Look, root: Element, title: str) -> None:
    comments = [one for one in root.iter() if one.tag.endswith(("}comment", "}threadedComment"))]
    texts = ["".join(str(text) for text in one.itertext()) for one in comments]
    if not texts:
        return
    look.found(
        k.COMMENT, Place(sheet=title, cell=comments[0].get("ref", "")), f"{len(texts)} 条，如{look.sample(texts[0])}"
    )
    for comment, text in zip(comments, texts, strict=True):
        look.text(text, Place(sheet=title, part="批注", cell=comment.get("ref", "")))


def _whole(look: Look, package: Package) -> None:
    """Take what belongs to the workbook as a whole."""
    for name in package.below("xl/pivotCache/", ".xml"):
        if "Records" in name:
            texts = [element.get("v", "") for element in package.rows(name, f"{_S}s") if element.get("v")]
            look.found(
                k.CACHE,
                Place(part="数据透视表"),
                f"{posixpath.basename(name)} 缓存了原始数据"
                + (f"，如{look.sample(' '.join(texts[:5]))}" if texts else ""),
            )
            for text in texts:
                look.text(text, Place(part="透视表缓存"))
    for name in package.below("xl/externalLinks/externalLink", ".xml"):
        texts = [element.text or "" for element in package.rows(name, f"{_S}v")]
        if texts:
            look.found(
                k.CACHE,
                Place(part="外部工作簿"),
                f"缓存了 {len(texts)} 个外部单元格的值，如{look.sample(' '.join(texts[:5]))}",
            )
        for text in texts:
            look.text(text, Place(part="外部工作簿缓存"))
    if "xl/connections.xml" in package:
        look.found(k.EXTERNAL, Place(part="数据连接"), "连接到外部数据源")
