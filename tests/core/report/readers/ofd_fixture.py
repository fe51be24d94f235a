"""Writes OFD documents (GB/T 33190-2016) for tests: paragraphs and ruled tables with merged cells, over several pages.

    ofd = OfdMaker()
    ofd.paragraph("一、总体情况")
    ofd.table(rows, widths=[20, 40, 40])
    data = ofd.file()

Lengths are millimetres, y grows down the page, as in the format itself. The traits of different producers can be
chosen: prefix and namespace of the elements, “g” compression of steps, how rules are drawn, template pages.
"""

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal
from xml.sax.saxutils import escape

from tests.core.report.readers.official_tables import Box, Table

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 27.0, 183.0, 35.0, 265.0
PROSE, SMALL = 5.6, 3.2  # font sizes: 三号, 小五
NAMESPACE = "http://www.ofdspec.org/2016"
# "lines": one stroke from end to end; "sides": one stroke a side of each cell; "boxes": one rectangle a cell;
# "filled": thin filled boxes.
Ruling = Literal["lines", "sides", "boxes", "filled"]


def advance(char: str, size: float) -> float:
    """Return the width of a character: a full font size or half of it."""
    return size if unicodedata.east_asian_width(char) in "WFA" else size / 2


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return text cut into lines no wider than `width`."""
    lines, line, used = [], "", 0.0
    for char in text:
        if line and (char == "\n" or used + advance(char, size) > width):
            lines.append(line)
            line, used = "", 0.0
        if char != "\n":
            line += char
            used += advance(char, size)
    return [*lines, line] if line else lines


@dataclass
class OfdMaker:
    """A document that grows from the top down; a new page begins by itself where one is full."""

    title: str = ""
    prefix: str = "ofd:"
    namespace: str = NAMESPACE
    compressed: bool = False
    ruling: Ruling = "lines"
    version: str = "1.1"
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    template: list[str] = field(default_factory=list)  # objects that stand under every page
    y: float = TOP
    _ids: int = 100

    # Objects

    def text(self, x: float, base: float, text: str, size: float = PROSE, **attributes: str) -> None:
        """Write one line of text from x on a base line."""
        self.pages[-1].append(self.text_object(x, base, text, size, **attributes))

    def text_object(self, x: float, base: float, text: str, size: float, **attributes: str) -> str:
        """Return a text object whose boundary is the line's own box."""
        steps = [advance(char, size) for char in text[:-1]]
        code = self.element(
            "TextCode", escape(text), X="0", Y=f"{size * 0.86:.3f}", **({"DeltaX": self._steps(steps)} if steps else {})
        )
        width = sum(steps) + size
        boundary = f"{x:.3f} {base - size * 0.86:.3f} {width:.3f} {size * 1.2:.3f}"
        return self.element(
            "TextObject", code, ID=self._id(), Boundary=boundary, Font="1", Size=str(size), **attributes
        )

    def path(self, data: str, boundary: str = f"0 0 {WIDTH} {HEIGHT}", **attributes: str) -> None:
        """Write a path object."""
        inside = self.element("AbbreviatedData", data)
        attributes = {"LineWidth": "0.25", **attributes}
        self.pages[-1].append(self.element("PathObject", inside, ID=self._id(), Boundary=boundary, **attributes))

    def picture(self, boundary: str) -> None:
        """Place a picture."""
        self.pages[-1].append(self.element("ImageObject", "", ID=self._id(), Boundary=boundary, ResourceID="9"))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a level or upright rule."""
        if self.ruling == "filled":
            half = 0.12
            left, top = min(x0, x1) - half, min(y0, y1) - half
            right, bottom = max(x0, x1) + half, max(y0, y1) + half
            data = f"M {left} {top} L {right} {top} L {right} {bottom} L {left} {bottom} C"
            self.path(data, Stroke="false", Fill="true")
            return
        self.path(
            f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}", f"{x0:.3f} {y0:.3f} {x1 - x0 + 0.25:.3f} {y1 - y0 + 0.25:.3f}"
        )

    def element(self, name: str, inside: str = "", **attributes: str) -> str:
        """Return an element in the chosen spelling."""
        shown = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        return f"<{self.prefix}{name}{shown}>{inside}</{self.prefix}{name}>"

    def _id(self) -> str:
        self._ids += 1
        return str(self._ids)

    def _steps(self, steps: Sequence[float]) -> str:
        if not self.compressed:
            return " ".join(f"{step:g}" for step in steps)
        shown: list[str] = []
        at = 0
        while at < len(steps):
            times = next((n for n in range(1, len(steps) - at) if steps[at + n] != steps[at]), len(steps) - at)
            shown.append(f"g {times} {steps[at]:g}" if times > 1 else f"{steps[at]:g}")
            at += times
        return " ".join(shown)

    # Paragraphs and tables

    def new_page(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.y = TOP

    def paragraph(self, text: str, size: float = PROSE, indent: int = 2) -> None:
        """Write a paragraph with its first line indented."""
        for number, line in enumerate(wrapped(" " * 2 * indent + text, size, RIGHT - LEFT)):
            if self.y + size * 1.8 > BOTTOM:
                self.new_page()
            self.y += size * 1.8
            self.text(LEFT + (0 if number else indent * size), self.y, line.lstrip(), size)

    def table(self, rows: Table, widths: Sequence[float] | None = None, size: float = SMALL) -> None:
        """Draw a ruled table; where it does not fit it goes on on the next page, its merged cells cut in two."""
        count = max(box.column + box.colspan for row in rows for box in row)
        xs = _edges(LEFT, widths or [(RIGHT - LEFT) / count] * count)
        heights = _heights(rows, xs, size)
        self.y += 4
        first = 0
        while first < len(rows):
            last = first + 1
            while last < len(rows) and self.y + sum(heights[first : last + 1]) <= BOTTOM:
                last += 1
            self._draw(_part(rows, first, last), xs, _edges(self.y, heights[first:last]), size)
            self.y += sum(heights[first:last])
            first = last
            if first < len(rows):
                self.new_page()

    def _draw(self, rows: Table, xs: list[float], ys: list[float], size: float) -> None:
        for top, row in enumerate(rows):
            for box in row:
                x0, x1 = xs[box.column], xs[box.column + box.colspan]
                y0, y1 = ys[top], ys[top + box.rowspan]
                if self.ruling == "boxes":
                    self.path(f"M {x0} {y0} L {x1} {y0} L {x1} {y1} L {x0} {y1} C")
                self._cell_text(box.text, x0, x1, (y0 + y1) / 2, size)
        if self.ruling == "boxes":
            return
        for sides in _sides(rows, xs, ys):
            for (x0, y0), (x1, y1) in pairwise(sides) if self.ruling == "sides" else [(sides[0], sides[-1])]:
                self.rule(x0, y0, x1, y1)

    def _cell_text(self, text: str, x0: float, x1: float, middle: float, size: float) -> None:
        lines = wrapped(text, size, x1 - x0 - 1)
        for number, line in enumerate(lines):
            width = sum(advance(char, size) for char in line)
            center = middle + (number - (len(lines) - 1) / 2) * size * 1.3
            self.text((x0 + x1 - width) / 2, center + 0.36 * size, line, size)

    # The package

    def file(self, **more: str) -> bytes:
        """Return the file; `more` are parts by their names, which replace those of the same name."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in {**self.parts(), **more}.items():
                archive.writestr(name, part)
        return file.getvalue()

    def parts(self) -> dict[str, str]:
        """Return the parts of the package by their names."""
        found = {"OFD.xml": self._entry(), "Doc_0/Document.xml": self._document(), "Doc_0/PublicRes.xml": self._fonts()}
        for number, objects in enumerate(self.pages):
            used = self.element("Template", TemplateID="2", ZOrder="Background") if self.template else ""
            found[f"Doc_0/Pages/Page_{number}/Content.xml"] = self._page(objects, used)
        if self.template:
            found["Doc_0/Tpls/Tpl_0/Content.xml"] = self._page(self.template, "")
        return found

    def _whole(self, name: str, inside: str, **attributes: str) -> str:
        """Return a part: its root declares the namespace."""
        space = f"xmlns{':' if self.prefix else ''}{self.prefix.rstrip(':')}"
        shown = {**({space: self.namespace} if self.namespace else {}), **attributes}
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.element(name, inside, **shown)}'

    def _entry(self) -> str:
        title = self.element("Title", escape(self.title)) if self.title else ""
        info = self.element("DocInfo", self.element("DocID", "0" * 32) + title)
        body = self.element("DocBody", info + self.element("DocRoot", "Doc_0/Document.xml"))
        return self._whole("OFD", body, Version=self.version, DocType="OFD")

    def _document(self) -> str:
        area = self.element("PageArea", self.element("PhysicalBox", f"0 0 {WIDTH:g} {HEIGHT:g}"))
        template = self.element("TemplatePage", ID="2", BaseLoc="Tpls/Tpl_0/Content.xml") if self.template else ""
        common = (
            self.element("MaxUnitID", str(self._ids + len(self.pages)))
            + area
            + self.element("PublicRes", "PublicRes.xml")
            + template
        )
        pages = "".join(
            self.element("Page", ID=str(10 + number), BaseLoc=f"Pages/Page_{number}/Content.xml")
            for number in range(len(self.pages))
        )
        return self._whole("Document", self.element("CommonData", common) + self.element("Pages", pages))

    def _fonts(self) -> str:
        font = self.element("Font", ID="1", FontName="FangSong", FamilyName="FangSong")
        return self._whole("Res", self.element("Fonts", font), BaseLoc="Res")

    def _page(self, objects: Sequence[str], template: str) -> str:
        layer = self.element("Layer", "".join(objects), ID="99", Type="Body")
        return self._whole("Page", template + self.element("Content", layer))


def _edges(start: float, lengths: Sequence[float]) -> list[float]:
    edges = [start]
    for length in lengths:
        edges.append(edges[-1] + length)
    return edges


def _heights(rows: Table, xs: list[float], size: float) -> list[float]:
    """Return the height of each row: as much as its own cells need, more where a merged cell needs it."""
    heights = [size * 1.3 + 2.0] * len(rows)
    for needs_several in (False, True):
        for number, row in enumerate(rows):
            for box in row:
                lines = len(wrapped(box.text, size, xs[box.column + box.colspan] - xs[box.column] - 1))
                missing = lines * size * 1.3 + 2.0 - sum(heights[number : number + box.rowspan])
                if (box.rowspan > 1) is needs_several and missing > 0:
                    heights[number + box.rowspan - 1] += missing
    return heights


def _part(rows: Table, first: int, last: int) -> Table:
    """Return the rows from first to before last as a table of their own; merged cells are cut, the text stays above."""
    part: Table = [[] for _ in range(last - first)]
    for number, row in enumerate(rows[:last]):
        for box in row:
            start, end = max(number, first), min(number + box.rowspan, last)
            if end > start:
                text = box.text if number >= first else ""
                part[start - first].append(Box(text, box.column, box.colspan, end - start))
    return [sorted(row, key=lambda box: box.column) for row in part]


def _sides(rows: Table, xs: list[float], ys: list[float]) -> Iterator[list[tuple[float, float]]]:
    """Yield the unbroken rules of a table, each as the points at which it crosses the grid."""
    owner = {
        (r, c): (top, box.column)
        for top, row in enumerate(rows)
        for box in row
        for r in range(top, top + box.rowspan)
        for c in range(box.column, box.column + box.colspan)
    }
    columns, depth = len(xs) - 1, len(ys) - 1
    for r in range(depth + 1):
        drawn = [owner.get((r - 1, c)) != owner.get((r, c)) for c in range(columns)]
        yield from ([(xs[c], ys[r]) for c in run] for run in _runs(drawn))
    for c in range(columns + 1):
        drawn = [owner.get((r, c - 1)) != owner.get((r, c)) for r in range(depth)]
        yield from ([(xs[c], ys[r]) for r in run] for run in _runs(drawn))


def _runs(drawn: list[bool]) -> Iterator[range]:
    """Yield the stretches that are drawn, with both ends."""
    start = None
    for at, on in enumerate([*drawn, False]):
        if on and start is None:
            start = at
        elif not on and start is not None:
            yield range(start, at + 1)
            start = None
