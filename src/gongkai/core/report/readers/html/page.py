"""One pass over the tags and text of a web page, which leaves paragraphs and grids in reading order."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from gongkai.core.report.document import NOWHERE, Block, Paragraph
from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.readers.html.grids import RawCell
from gongkai.core.report.readers.html.shapes import CellShapes, ended_badly
from gongkai.core.report.readers.html.table import DEEPEST, PageTable
from gongkai.core.report.readers.html.tags import BREAKS, HEADINGS, INLINE, TAG
from gongkai.core.report.readers.html.text import one_line

BLOCK_LIMIT: Final = 50_000
CELL_LIMIT: Final = 30_000  # a report has some three hundred
_VALUE: Final = re.compile(r"""\bvalue\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNSEEN_INPUT: Final = re.compile(
    r"""\btype\s*=\s*["']?(?:hidden|checkbox|radio|button|submit|reset|image|file|password)""", re.IGNORECASE
)
_CELL: Final = "<td"
_BLANK: Final = [" "]

Action = Callable[[str], None]


class _Actions(dict[str | None, Action | None]):
    """What to do at each tag, by its name; names in capitals are found by their small letters."""

    def __missing__(self, name: str | None) -> Action | None:
        return self.get(name.lower()) if name and not name.islower() else None


class Page:
    """The blocks of a page, its grids counted, and what it shows that is no text."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.grids = 0
        self.pictures = 0
        self.frames = 0
        self._cells = 0
        self._level = 0
        self._text: list[str] = []  # pieces of the cell, caption or paragraph that is open
        self._table: PageTable | None = None
        self._ignored = 0  # tables nested beyond DEEPEST that are open
        self._actions = self._make_actions()

    def read(self, text: str) -> "Page":
        """Read a page of which only what is shown is left and whose line breaks are blanks; return self.

        Cells repeat: most hold the same mark-up around 0 or nothing. So each stretch from one cell to the next is
        taken apart once and remembered. Raises OversizedFile beyond the cells or blocks a report can have.
        """
        if "<TD" in text:
            text = text.replace("<TD", "<td").replace("</TD", "</td")
        stretches = text.split(_CELL)
        self._walk(TAG.split(stretches[0]))
        shapes = CellShapes()
        row = self._open_row()
        for number, stretch in enumerate(stretches[1:], 1):
            whole = shapes[stretch]
            if whole is not None and row is not None:
                row.append(whole[0])
                if whole[1]:
                    row = self._next_row()
                continue
            parts = TAG.split(_CELL + stretch)
            if ended_badly(parts, stretch):
                self._walk(TAG.split(_CELL + _CELL.join(stretches[number:])))
                break
            self._walk(parts)
            row = self._open_row()
        return self._finish()

    def _open_row(self) -> list[RawCell] | None:
        """Return the row that a cell would go into; None where a cell is open or no row is."""
        return None if self._table is None or self._table.open else self._table.row

    def _next_row(self) -> list[RawCell] | None:
        return self._table.start_row() if self._table is not None else None

    def _finish(self) -> "Page":
        while self._table is not None:
            self._end_table("")
        self._flush()
        if len(self.blocks) > BLOCK_LIMIT:
            raise OversizedFile(f"{BLOCK_LIMIT} 段")
        return self

    def _walk(self, parts: Sequence[str]) -> None:
        """Do what each tag asks; `parts` are text, name, attributes, text, name, …"""
        if parts[0]:
            self._text.append(parts[0])
        actions = self._actions
        for name, attributes, piece in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            action = actions[name]
            if action is not None:
                action(attributes)
            if piece:
                self._text.append(piece)

    # What each tag does.

    def _make_actions(self) -> _Actions:
        actions = _Actions(dict.fromkeys((None, *INLINE)))
        actions.update(dict.fromkeys(BREAKS, self._break))
        actions["br"] = actions["/br"] = self._line_break
        for name, level in HEADINGS.items():
            actions[name] = partial(self._start_heading, level)
            actions[f"/{name}"] = self._end_heading
        actions.update({
            "td": self._start_cell, "/td": self._end_cell, "th": self._start_cell, "/th": self._end_cell,
            "tr": self._start_row, "/tr": self._end_row, "table": self._start_table, "/table": self._end_table,
            "caption": self._start_caption, "/caption": self._end_cell,
            "img": self._picture, "iframe": self._frame, "frame": self._frame, "input": self._input,
        })  # fmt: skip
        for name in ("thead", "tbody", "tfoot"):
            actions[name] = partial(self._start_group, name)
            actions[f"/{name}"] = self._end_row
        return actions

    def _break(self, _: str) -> None:
        if self._table is not None:
            self._text.append("\n")
        elif self._text == _BLANK:  # between most tags of a page stands a line break of its source
            self._text = []
        elif self._text:
            self._flush()

    def _line_break(self, _: str) -> None:
        if not self._level or self._table is not None:
            self._break("")

    def _flush(self) -> None:
        """End the paragraph that is open outside tables."""
        text = one_line(self._text)
        self._text = []
        if text:
            self.blocks.append(Paragraph(text, NOWHERE, self._level))

    def _start_heading(self, level: int, _: str) -> None:
        self._break("")
        self._level = level

    def _end_heading(self, _: str) -> None:
        self._break("")
        self._level = 0

    def _start_table(self, _: str) -> None:
        table = self._table
        if table is not None and not table.open:
            self._end_table("")
            table = self._table
        if table is None:
            self._flush()
        elif table.depth >= DEEPEST:
            self._ignored += 1
            return
        else:
            table.hold(self._text)
        self._table = PageTable(table, grids_before=self.grids)
        self._text = self._table.stray

    def _end_table(self, _: str) -> None:
        table = self._table
        if table is None:
            return
        if self._ignored:
            self._ignored -= 1
            return
        self._end_cell("")
        self._cells += table.own_cells
        if self._cells > CELL_LIMIT:
            raise OversizedFile(f"{CELL_LIMIT} 个单元格")
        blocks = table.finish()
        self.grids = table.grids_before + table.grids_within
        self._table = table.outer
        self._text = []
        if table.outer is None:
            self.blocks += blocks
        else:
            table.outer.take(table, blocks)

    def _start_group(self, name: str, _: str) -> None:
        if self._table is not None:
            self._end_row("")
            self._table.groups.append((name, len(self._table.rows)))

    def _start_row(self, _: str) -> None:
        if self._table is not None:
            self._end_cell("")
            self._table.start_row()

    def _end_row(self, _: str) -> None:
        if self._table is not None:
            self._end_cell("")
            self._table.row = None

    def _start_cell(self, attributes: str) -> None:
        table = self._table
        if table is None:
            self._break("")
            return
        if table.open:
            table.end_cell(self._text)
        self._text = []
        table.start_cell(attributes)

    def _end_cell(self, _: str) -> None:
        table = self._table
        if table is not None and table.open:
            table.end_cell(self._text)
            self._text = table.stray

    def _start_caption(self, _: str) -> None:
        if self._table is not None:
            self._end_cell("")
            self._table.start_caption()
            self._text = []

    def _picture(self, _: str) -> None:
        self.pictures += 1
        if self._table is not None:
            self._table.pictured = True

    def _frame(self, _: str) -> None:
        self.frames += 1

    def _input(self, attributes: str) -> None:
        """A field shows its value."""
        value = _VALUE.search(attributes)
        if value and not _UNSEEN_INPUT.search(attributes):
            self._text.append(value[1] or value[2] or value[3] or "")
