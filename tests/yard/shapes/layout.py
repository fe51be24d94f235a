"""`pdftotext -layout` (g): labels wrapped around their figures or spelt down the page, page marks in the table."""

import random
import unicodedata
from dataclasses import dataclass, field

from tests.yard.forms import blocks2
from tests.yard.labels import Wording
from tests.yard.outline import outline
from tests.yard.rendered import Rendered, finish, rows_with_blanks
from tests.yard.truth import T4_COLUMNS, Truth, marked

Segments = list[tuple[int, str]]


def columns_of(text: str, *, wide: bool) -> int:
    """Return the columns a text takes: two for a Chinese character when `wide` (a terminal), else one (poppler)."""
    return sum(0 if marked(c) else 2 if wide and unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def set_line(segments: Segments, *, wide: bool) -> str:
    """Return a line with each segment at its column, or one blank behind the one before where that overlaps."""
    out, at = "", 0
    for column, text in sorted(segments, key=lambda item: item[0]):
        gap = max(column - at, 1 if at else 0)
        out += " " * gap + text
        at += gap + columns_of(text, wide=wide)
    return out.rstrip()


def wrap(text: str, width: int) -> list[str]:
    """Cut a text every `width` characters."""
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]


@dataclass
class Sheet:
    """The lines of a document being set, with the page marks."""

    rng: random.Random
    wide: bool
    lines: list[Segments] = field(default_factory=list)
    page: int = 1
    mark: str = "-{}-"

    def add(self, *segments: tuple[int, str]) -> None:
        """Add a line."""
        self.lines.append(list(segments))

    def space(self, most: int = 2) -> None:
        """Add some empty lines."""
        for _ in range(self.rng.randint(0, most)):
            self.add()

    def turn(self) -> None:
        """End the page: blank lines, the mark, a form feed."""
        self.space()
        self.add((self.rng.choice((0, 4, 42)), self.mark.format(self.page)))
        self.page += 1
        if self.rng.random() < 0.5:
            self.lines.append([(0, "\f")])

    def text(self) -> str:
        """Return the lines as text."""
        return "\n".join(set_line(line, wide=self.wide) for line in self.lines).replace("\f\n", "\f") + "\n"


def _prose(sheet: Sheet, kind: str, text: str) -> None:
    if kind == "title":
        for line in wrap(text, 22):
            sheet.add((12, line))
        sheet.add()
        return
    for index, line in enumerate(wrap(text, 32)):
        sheet.add((3 if index == 0 else 0, line))


def _table2(sheet: Sheet, truth: Truth, words: Wording) -> None:
    room = 6 if sheet.wide else 0
    first = sheet.rng.randrange(30, 70, 6) + room * 2
    starts = [first, first + sheet.rng.randint(12, 16) + room, first + sheet.rng.randint(28, 34) + room * 2]
    for number, rows in enumerate(blocks2(truth, words)):
        if number and sheet.rng.random() < 0.2:
            sheet.turn()
        for row in rows:
            sheet.space()
            labels = wrap(row[0].text.replace("\n", ""), 18)
            heads = [
                (at, box.text.replace("\n", ""))
                for at, box in zip(starts, row[1:], strict=False)
                if not box.blank or box.cell
            ]
            middle = len(labels) // 2
            for index, line in enumerate(labels):
                sheet.add((0, line), *(heads if index == middle else []))


def _centre(column: int, text: str, width: int) -> tuple[int, str]:
    return column + max(0, (width - columns_of(text, wide=False)) // 2), text


def _head3(sheet: Sheet, words: Wording, first: int, step: int) -> None:
    note = words.note()
    half = len(note) // 2 + 2
    sheet.add((first + step * 3, "申请人情况"))
    sheet.space()
    sheet.add((0, note[:half]), (first + step * 2, "法人或其他组织"))
    sheet.add((0, note[half:]))
    sheet.add((first, "自然人"), (first + step * 6, words.column("总计").replace("\n", "")))
    names = ("商业企业", "科研机构", "社会公益组织", "法律服务机构")
    cut = sheet.rng.choice((2, 3, 4))
    sheet.add(*((first + step * (i + 1), name[:cut]) for i, name in enumerate(names)), (first + step * 5, "其他"))
    sheet.add(*((first + step * (i + 1), name[cut:]) for i, name in enumerate(names) if name[cut:]))


def _row_lines(sheet: Sheet, label: list[str], at: int, figures: Segments) -> None:
    """The label's lines with the figures on the middle one, or between the two middle ones."""
    middle = len(label) // 2
    if len(label) % 2 == 0 and sheet.rng.random() < 0.6:
        for line in label[:middle]:
            sheet.add((at, line))
        sheet.add(*figures)
        for line in label[middle:]:
            sheet.add((at, line))
        return
    for index, line in enumerate(label):
        sheet.add((at, line), *(figures if index == middle else []))


def _table3(sheet: Sheet, truth: Truth, words: Wording, *, vertical: bool) -> None:
    rng = sheet.rng
    first, step, width = rng.randint(33, 38), rng.randint(7, 10), rng.randint(12, 19)
    if sheet.wide:  # labels and heads take twice the room, and columns stay clear of them
        first, step = 13 + 2 * width + rng.randint(2, 5), step + 3
        first = max(first, 2 * (width + 6) + 8)
    _head3(sheet, words, first, step)
    gap = rng.choice((0, 1, 1, 2))
    jitter = rng.choice((0, 0, 1))
    turns = set(rng.sample(range(3, len(truth.t3.table3) - 1), rng.choice((0, 1, 1, 2))))
    begun: dict[str, int] = {}
    ended: dict[str, int] = {}
    for number, row in enumerate(truth.t3.table3):
        if number in turns:
            sheet.turn()
            if rng.random() < 0.3:
                _head3(sheet, words, first, step)
            step = max(10 if sheet.wide else 7, step + rng.choice((-1, 0, 1)))
        for _ in range(gap):
            sheet.add()
        at = 13 if row.parent not in {"", "t3.results"} else 6 if row.parent else 0
        figures = [
            _centre(first + step * i + rng.randint(0, jitter), truth.text(cell), 5) for i, cell in enumerate(row.cells)
        ]
        start = len(sheet.lines)
        label = words.row(row.id, row.label)
        _row_lines(sheet, wrap(label, width + 6 if at < 13 else width), at, figures)
        for group in {row.parent, "t3.results" if row.parent else ""} - {""}:
            begun.setdefault(group, start)
            ended[group] = len(sheet.lines)
    for group in ("t3.r3", "t3.r4", "t3.r5", "t3.r6"):
        if group in begun:
            _down(sheet, wrap(words.group(group), 4), 6, begun[group], ended[group], spread=1)
    label = words.group("t3.results").replace(" ", "")
    pieces = ["三、", *label[2:]] if vertical else wrap(label, 4)
    _down(sheet, pieces, 0, begun["t3.results"], ended["t3.results"], spread=2 if vertical else 1)


def _down(sheet: Sheet, pieces: list[str], column: int, start: int, stop: int, *, spread: int) -> None:
    """Write the pieces of a label down its rows, around their middle."""
    at = max(start, (start + stop) // 2 - len(pieces) * spread // 2)
    for piece in pieces:
        while at < len(sheet.lines) and any("\f" in text or text.startswith("-") for _, text in sheet.lines[at]):
            at += 1
        if at < len(sheet.lines):
            sheet.lines[at].append((column, piece))
        at += spread


def _table4(sheet: Sheet, truth: Truth, words: Wording) -> None:
    step = sheet.rng.choice((10, 11)) if sheet.wide else sheet.rng.choice((5, 6, 7))
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    sheet.add((0, "行政复议"), (step * 5 + 8, "行政诉讼"))
    sheet.space()
    sheet.add((step * 5 + 3, "未经复议直接起诉"), (step * 10 + 6, "复议后起诉"))
    sheet.space()
    if sheet.rng.random() < 0.5:
        sheet.add(*((i * step, names[i % 5][:2]) for i in range(15)))
        sheet.add(*((i * step, names[i % 5][2:]) for i in range(15) if i % 5 != 4))
    else:
        sheet.add(*((i * step, names[i % 5]) for i in range(15)))
    sheet.space()
    values = [truth.text(f"{row.id}.{column}") for row in truth.t3.table4 for column in T4_COLUMNS]
    sheet.add(*((i * step + sheet.rng.choice((0, 1)), value) for i, value in enumerate(values)))
    sheet.space()


def sheet_text(truth: Truth, rng: random.Random, *, wide: bool = False, vertical: bool = False) -> str:
    """Return the whole document set on sheets, private marks included."""
    words = Wording(truth, rng, strange=rng.choice((0.1, 0.3)))
    words.breaks = words.explained = False
    sheet = Sheet(rng, wide, mark=rng.choice(("-{}-", "- {} -", "— {} —")))
    compared = rng.random() < 0.1  # printed by a tool that compares two years and writes shares behind the headings
    for kind, text in outline(truth, words, rng):
        if kind == "t2":
            _table2(sheet, truth, words)
        elif kind == "t3":
            _table3(sheet, truth, words, vertical=vertical)
        elif kind == "t4":
            if compared:
                sheet.add((0, f"{truth.year} 年报告"))
            _table4(sheet, truth, words)
        else:
            _prose(sheet, kind, f"{text} (重复率: {rng.randint(1, 99)}%)" if compared and kind == "h" else text)
        if kind == "p" and rng.random() < 0.1:
            sheet.turn()
    return sheet.text()


def _render(truth: Truth, rng: random.Random, *, wide: bool, vertical: bool) -> Rendered:
    return finish(sheet_text(truth, rng, wide=wide, vertical=vertical), truth, may=unsure_by_position(truth))


def unsure_by_position(truth: Truth) -> set[str]:
    """Blanks keep their column by position alone; where few rows are whole nothing tells the columns."""
    blanks = rows_with_blanks(truth)
    whole = [row for row in truth.t3.table3 if row.cells[0] not in blanks]
    return blanks if len(whole) < 8 else {cell for cell in blanks if not cell.startswith("t3.")}


SHAPES = {
    "layout": lambda truth, rng: _render(truth, rng, wide=False, vertical=False),
    "layout-vertical": lambda truth, rng: _render(truth, rng, wide=False, vertical=True),
    "layout-terminal": lambda truth, rng: _render(truth, rng, wide=True, vertical=False),
}
