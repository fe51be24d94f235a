"""Clean HTML as what a sheet is set from: headings, paragraphs, items of lists, tables with merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "caption"})
WIDEST: Final = 60  # columns of a table
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE: Final = re.compile(r"[ \t\r\n]+")


def pieces(html: str) -> list[dict[str, Any]]:
    """Return the pieces of a body in their order. Pictures are left out: the sheet's code leads to them."""
    reader = _Reader()
    reader.feed(_CONTROL.sub("", html))
    reader.close()
    reader.end()
    return reader.made


@dataclass
class _Cell:
    kind: str
    colspan: int
    rowspan: int
    text: str = ""


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    head: int = 0
    caption: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[dict[str, Any]] = []
        self._text, self._kind = "", "text"
        self._lists: list[list[Any]] = []  # of each open list: its tag and how many items it had
        self._table: _Table | None = None
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._table is not None:
            self._start_in_table(tag, given)
        elif tag == "table":
            self.end()
            self._table = _Table()
        elif tag in {"ol", "ul"}:
            self.end()
            self._lists.append([tag, 0])
        elif tag == "li":
            self.end()
            self._kind = "item"
            self._text = self._mark()
        elif tag in HEADINGS:
            self.end()
            self._kind = "heading"
        elif tag == "br":
            self._text += "\n"
        elif tag in {"p", "div", "figcaption", "section", "hr"} and self._kind != "item":
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if self._table is not None:
            self._end_in_table(tag)
        elif tag in {"ol", "ul"}:
            self.end()
            self._lists = self._lists[:-1]
        elif tag == "li" or tag in HEADINGS or (tag == "p" and self._kind != "item"):
            self.end()

    def handle_data(self, data: str) -> None:
        text = _SPACE.sub(" ", data)
        if self._table is None:
            self._text += text
        elif not self._table.rows:
            self._table.caption += text
        elif self._table.rows[-1]:
            self._table.rows[-1][-1].text += text

    def end(self) -> None:
        text = self._text.strip()
        if text:
            self.made.append({"kind": self._kind, "text": text})
        self._text, self._kind = "", "text"

    def _mark(self) -> str:
        if not self._lists:
            return ""
        self._lists[-1][1] += 1
        return f"{self._lists[-1][1]}. " if self._lists[-1][0] == "ol" else "· "

    def _start_in_table(self, tag: str, given: dict[str, str | None]) -> None:
        table = self._table
        if table is None:
            return
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            table.rows.append([])
            table.head += self._in_head
        elif tag in {"td", "th"} and table.rows:
            cell = _Cell("head" if tag == "th" else "cell", _span(given.get("colspan")), _span(given.get("rowspan")))
            table.rows[-1].append(cell)
        elif tag == "br" and table.rows and table.rows[-1]:
            table.rows[-1][-1].text += "\n"

    def _end_in_table(self, tag: str) -> None:
        if tag == "thead":
            self._in_head = False
        elif tag == "table" and self._table is not None:
            if self._table.caption.strip():
                self.made.append({"kind": "heading", "text": self._table.caption.strip()})
            placed = list(_placed(self._table.rows))
            if placed:
                columns = max(one["column"] + one["colspan"] for one in placed)
                head = min(self._table.head, len(self._table.rows) - 1)
                self.made.append({"kind": "table", "columns": columns, "head": head, "slots": placed})
            self._table, self._in_head = None, False


def _placed(rows: list[list[_Cell]]) -> Iterator[dict[str, Any]]:
    """Yield the cells with their places; a span that reaches past the last row ends with it."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column >= WIDEST:
                break
            down = min(cell.rowspan, len(rows) - row)
            wide = min(cell.colspan, WIDEST - column)
            taken |= {(row + y, column + x) for y in range(down) for x in range(wide)}
            yield {
                "text": cell.text.strip(), "kind": cell.kind, "row": row, "column": column,
                "colspan": wide, "rowspan": down,
            }  # fmt: skip
            column += wide


def _span(given: str | None) -> int:
    return min(max(int(given), 1), WIDEST) if given and given.isascii() and given.isdigit() else 1
