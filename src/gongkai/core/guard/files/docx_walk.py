"""The text of one part of a Word file, in one pass: paragraphs, tables, text boxes, and what is hidden in them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.core.guard.files.colours import is_white
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.numbers import whole
from gongkai.core.guard.files.package import Element
from gongkai.core.guard.files.tables import Table
from gongkai.core.guard.model import Place
from gongkai.core.report.readers.docx.names import COMPATIBILITY, VAL, is_on, w

_SMALLEST: Final = 4  # half points: nobody reads what is smaller
_FALLBACK: Final = f"{{{COMPATIBILITY}}}Fallback"  # the same once more for old programs
_P, _R, _TBL, _TR, _TC = w("p"), w("r"), w("tbl"), w("tr"), w("tc")
_BOX: Final = w("txbxContent")
_RUN_PROPERTIES: Final = w("rPr")
_SHADING: Final = w("shd")
_CHANGES: Final = {w("del"): "删除", w("moveFrom"): "删除", w("ins"): "插入", w("moveTo"): "插入"}
_TEXTS: Final = frozenset({w("t"), w("delText")})
_BLANKS: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_CODE: Final = w("instrText")
_FETCHING: Final = re.compile(
    r"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|RD|DATABASE)\b\s+(.{1,200})", re.IGNORECASE
)
_DESCRIBED: Final = ("}docPr", "}cNvPr")
_PLAIN_TABLES: Final = frozenset({"TableGrid", "TableNormal", "a1", "a3", "a5", "Normal", ""})

_Sink = Callable[[str, int], None]  # takes the text of a paragraph and its number


class _Around(NamedTuple):
    """What stands around a piece of text."""

    sink: _Sink
    on_dark: bool = False  # whether the ground may be dark
    change: str = ""  # 插入 or 删除
    hidden: bool = False  # by the style of the paragraph


@dataclass(slots=True)
class Walk:
    """One part of the document (正文, 页眉 …), and the hidden pieces met in it: (number of the paragraph, text)."""

    look: Look
    label: str
    hidden_styles: frozenset[str]
    paragraphs: int = 0
    vanished: list[tuple[int, str]] = field(default_factory=list)
    pale: list[tuple[int, str]] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    deleted: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def take(self, root: Element) -> None:
        """Take the whole part."""
        self._blocks(root, _Around(self._as_paragraph))

    def _as_paragraph(self, text: str, number: int) -> None:
        self.look.text(text, Place(part=self.label, paragraph=number))

    def _blocks(self, element: Element, around: _Around) -> None:
        for child in element.iterchildren():
            if child.tag == _P:
                self._paragraph(child, around)
            elif child.tag == _TBL:
                self._table(child, around)
            elif child.tag != _FALLBACK:
                self._blocks(child, around._replace(change=_CHANGES.get(str(child.tag), around.change)))

    def _paragraph(self, paragraph: Element, around: _Around) -> None:
        self.paragraphs += 1
        number, boxes = self.paragraphs, list[Element]()
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        dark = properties is not None and _is_dark(properties.find(_SHADING))
        within = around._replace(
            on_dark=around.on_dark or dark, hidden=style is not None and style.get(VAL, "") in self.hidden_styles
        )
        around.sink("".join(self._inline(paragraph, within, boxes)), number)
        for box in boxes:
            self._blocks(box, around._replace(sink=self._as_paragraph, on_dark=True))

    def _inline(self, element: Element, around: _Around, boxes: list[Element]) -> Iterator[str]:
        for child in element.iterchildren():
            if child.tag == _R:
                yield self._run(child, around, boxes)
            elif child.tag not in (_FALLBACK, w("pPr")):
                change = _CHANGES.get(str(child.tag), around.change)
                yield from self._inline(child, around._replace(change=change), boxes)

    def _run(self, run: Element, around: _Around, boxes: list[Element]) -> str:
        parts: list[str] = []
        for child in run.iterchildren():
            if child.tag in _TEXTS:
                parts.append(child.text or "")
            elif child.tag in _BLANKS:
                parts.append(_BLANKS[str(child.tag)])
            elif child.tag == _CODE:
                self.fetched += [found[1] for found in _FETCHING.finditer(child.text or "")]
            elif len(child) and child.tag != _RUN_PROPERTIES:
                self._drawn(child, boxes)
        text = "".join(parts)
        if text:
            self._judge(run.find(_RUN_PROPERTIES), text, around)
        return text

    def _drawn(self, element: Element, boxes: list[Element]) -> None:
        """Take what is said of a drawing, and the text boxes in it."""
        for child in element.iterchildren():
            if child.tag == _BOX:
                boxes.append(child)
            elif child.tag != _FALLBACK:
                if str(child.tag).endswith(_DESCRIBED):
                    self.look.text(child.get("descr", ""), Place(part="图片说明"))
                self._drawn(child, boxes)

    def _judge(self, properties: Element | None, text: str, around: _Around) -> None:
        """Note whether the text of a run was changed or is hidden."""
        if around.change:
            self.changes[around.change] += 1
        if around.change == "删除":
            self.deleted.append(text)
        elif self._vanishes(properties, around):
            self.vanished.append((self.paragraphs, text))
        elif properties is not None and not around.on_dark and _is_pale(properties):
            self.pale.append((self.paragraphs, text))

    def _vanishes(self, properties: Element | None, around: _Around) -> bool:
        if properties is not None:
            mark = properties.find(w("vanish"))
            if mark is not None:
                return is_on(mark)
            style = properties.find(w("rStyle"))
            if style is not None and style.get(VAL, "") in self.hidden_styles:
                return True
        return around.hidden

    def _table(self, table: Element, around: _Around) -> None:
        """Take a table row by row, each cell with the head of its column."""
        reader = Table(self.look)
        properties = table.find(w("tblPr"))
        dark = around.on_dark
        if properties is not None:
            style = properties.find(w("tblStyle"))
            styled = style is not None and style.get(VAL, "") not in _PLAIN_TABLES
            dark = dark or styled or _is_dark(properties.find(_SHADING))
        for number, row in enumerate(_within(table, _TR), start=1):
            for column, cell in enumerate(_within(row, _TC), start=1):
                self._cell(cell, reader, (number, column), around._replace(on_dark=dark))
        reader.finish()

    def _cell(self, cell: Element, reader: Table, at: tuple[int, int], around: _Around) -> None:
        properties = cell.find(w("tcPr"))
        dark = properties is not None and _is_dark(properties.find(_SHADING))

        def take(text: str, number: int) -> None:
            reader.take(*at, text, Place(part=f"{self.label}表格", paragraph=number))

        self._blocks(cell, around._replace(sink=take, on_dark=around.on_dark or dark))


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those inside content controls and changes too."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in (_TBL, _P):
            yield from _within(child, tag)


def _is_pale(properties: Element) -> bool:
    """Tell whether a run is white, or too small to be read."""
    size, colour = properties.find(w("sz")), properties.find(w("color"))
    if size is not None and whole(size.get(VAL), _SMALLEST + 1) <= _SMALLEST:
        return True
    if colour is None or not is_white(colour.get(VAL, "")):
        return False
    return properties.find(_SHADING) is None and properties.find(w("highlight")) is None


def _is_dark(shading: Element | None) -> bool:
    if shading is None:
        return False
    fill = shading.get(w("fill"), "auto")
    return shading.get(VAL, "") not in ("clear", "nil", "") or not (fill == "auto" or is_white(fill))
