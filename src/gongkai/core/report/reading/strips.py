"""A document as strips: rows of labels and figures in order, each put to table 2, 3 or 4, and the prose between.

A strip is bounded where the document itself says where the row ends (a row of a grid, a line with a label and its
figures) and loose where only single labels and figures are left in order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.core.report.document import Cells, Document, Grid, GridCell, Layout, Line, Paragraph, Place
from gongkai.core.report.model import Value
from gongkai.core.report.reading.headings import heading
from gongkai.core.report.reading.labels import NOTHING, Label, core, match, numbering
from gongkai.core.report.reading.values import DASH, NUMBER, WORDS, printed

FILLER: Final = "filler"
SOFT: Final = "soft"  # a line of blanks: a blank cell, or nothing


class Token(NamedTuple):
    """One printed cell of figures; `x` is its grid column, or its middle in a positioned line; -1 unknown."""

    kind: str
    value: Value
    text: str
    place: Place
    x: float = -1
    span: int = 1
    trimmed: bool = False


@dataclass(slots=True)
class Strip:
    """A row of a table as far as it is known: labels met, figures met, and words that are neither."""

    table: str
    labels: list[Label]
    tokens: list[Token]
    place: Place
    bounded: bool = True
    exact: bool = False
    source: int = 0  # number of the block it came from: strips of one grid are alike in their columns
    heads: dict[str, float] = field(default_factory=dict)  # column heads met in the row: label id to grid column
    laid_out: bool = False  # the tokens' places on the line tell their columns
    in_cells: bool = False  # a loose cell that a bar closed: blank cells are marked
    glued: bool = False  # label and figures stood together without a gap
    text: str = ""

    @property
    def filled(self) -> list[Token]:
        """The tokens that hold something printed."""
        return [token for token in self.tokens if token.kind in (NUMBER, DASH, WORDS)]


@dataclass(slots=True)
class Sorted:
    """A document taken apart: strips of the three tables, and prose with headings in order."""

    strips: list[Strip] = field(default_factory=list)
    prose: list[tuple[str, Paragraph]] = field(default_factory=list)  # heading id or "", paragraph
    heads: list[tuple[str, str]] = field(default_factory=list)  # table, text of a column head
    ends_in: str = ""  # table in which the document ends; a whole report ends in prose


_VALUE = r"[+\-＋－]?[\d０-９][\d０-９,，.．]*(?:万元|元|件|条|项|宗|个|起)?|[/／\\—–-]+"
_TAIL: Final = re.compile(
    rf"^(?P<label>.*?)[\s|:：]*(?P<tail>(?:(?<=[\s|:：])|(?<=^))(?:{_VALUE})(?:[\s|]+(?:{_VALUE}))*)\s*$", re.DOTALL
)
_GLUED: Final = re.compile(r"^(?P<label>.{1,90}?[^\d.,+/-])(?P<figures>\d[\d.]*)$")
_WORDS_BETWEEN: Final = re.compile(r"\d[^\d.、．)）]+$")  # 6未增未减868: words among glued figures
_FIGURES: Final = re.compile(rf"\s*(?:{_VALUE})(?:[\s|]+(?:{_VALUE}))*\s*")
_SENTENCE: Final = re.compile(r"[。；！？]")
_REMARK: Final = re.compile(r"^[（(](?:其中|含|包括).{1,30}[)）]$")
_ENDS_PROSE: Final = re.compile(r"[。；！？：:]\s*$")
_PAGE_MARK: Final = re.compile(r"^\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d+\s*页.{0,12})\s*$")
_FIFTEEN: Final = 15  # columns of table 4
_MAY_START: Final = re.compile("二十|第一[项項]|第三[项項]|勾稽|申[请請]人|法人")  # words of what begins a table
_LONGEST_LABEL: Final = 150


def token(text: str, place: Place, x: float = -1, span: int = 1) -> Token:
    """Read one printed cell as a token."""
    found = printed(text)
    return Token(found.kind, found.value, text, place, x, span, found.trimmed)


class Sorter:
    """Walks a document once and puts every piece where it belongs."""

    def __init__(self) -> None:
        self.sorted = Sorted()
        self.table = ""
        self.source = 0
        self.in_rows = False  # the last piece taken was of a table
        self.rows_met = False  # a row of figures of table 3 was met: “其他” is no column head any more

    def sort(self, document: Document) -> Sorted:
        """Return the document's strips and prose."""
        for self.source, block in enumerate(document.blocks, 1):
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Layout):
                self._layout(block)
            else:
                self._cells(block)
        if document.cut and self.table and self.sorted.strips:
            self._drop_cut()
        self.sorted.ends_in = self.table if self.in_rows else ""
        return self.sorted

    def _drop_cut(self) -> None:
        """Leave out the last figure of a text that breaks off: digits may be missing from it."""
        last = self.sorted.strips[-1]
        if last.tokens and last.tokens[-1].kind in (NUMBER, WORDS):
            last.tokens.pop()

    # Prose and lines

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if not text.strip():
            if self.table and text:
                self._add([], [Token(SOFT, None, "", paragraph.place)], paragraph.place, bounded=False)
            return
        if _PAGE_MARK.match(text):
            return
        section = heading(text)
        if section:
            self._heading(section, paragraph)
        elif not (self._starts(text) or self.table) or not self._line(text, paragraph.place):
            self._prose(paragraph)

    def _heading(self, section: str, paragraph: Paragraph) -> None:
        self.sorted.prose.append((section, paragraph))
        self._enter({"s2": "t2", "s3": "t3", "s4": "t4"}.get(section, ""))

    def _enter(self, table: str) -> None:
        if table != self.table:
            self.table = table
            self.rows_met = False

    def _prose(self, paragraph: Paragraph) -> None:
        self.in_rows = False
        self.sorted.prose.append(("", paragraph))

    def _starts(self, text: str) -> bool:
        """Tell whether a line outside of tables begins one: a caption, the note of table 3."""
        if len(text) > 60 or not _MAY_START.search(text) or _SENTENCE.search(text):
            return False
        found = match(text)
        return found.part == "head" and found.id in {"t2.caption", "t3.head"} and found.sure >= 2

    def _line(self, text: str, place: Place) -> bool:
        """Take a line inside a table; say whether it was one of the table's."""
        bare = text.strip()
        if _REMARK.match(bare) and self._remark(bare):
            return True
        if "\t" in bare:
            parts = text.strip(" \n").split("\t")
            return self._row([GridCell(part, i) for i, part in enumerate(parts)], place, exact=False)
        if _FIGURES.fullmatch(bare):
            parts = re.split(r"[\s|]+", bare)
            self._add([], [token(part, place) for part in parts], place, bounded=len(parts) > 1)
            return True
        if len(bare) > _LONGEST_LABEL or _SENTENCE.search(bare):
            return False
        if self.table == "t2" and self._row_of_words(bare, place):
            return True
        found = match(bare)
        if found.sure >= 2 and not bare[-1].isdigit() and not _TAIL.match(bare):
            return self._label(found, bare, place)
        return self._labelled_figures(bare, place) or self._words(found, bare, place)

    def _remark(self, text: str) -> bool:
        """Join a remark in brackets to the figure on the line above: 22 / （其中修订16件）."""
        last = self.sorted.strips[-1] if self.sorted.strips else None
        if last is None or last.labels or len(last.tokens) != 1 or last.tokens[0].kind != NUMBER:
            return False
        figure = last.tokens[0]
        last.tokens[0] = figure._replace(text=f"{figure.text}{text}", trimmed=True)
        return True

    def _labelled_figures(self, text: str, place: Place) -> bool:
        """Take a line that ends with figures: “行政许可 97”, “规章000”, “求缴纳费用 6 0 0 0 0 0 6”."""
        cut = _TAIL.match(text)
        if cut and cut["label"].strip():
            parts = re.split(r"[\s|]+", cut["tail"])
            labels = labels_of([*re.split(r"\s{2,}|\|", cut["label"]), cut["label"]])
            if not self._belongs(labels) and len(parts) < 3:
                return False
            self._add(labels, [token(part, place) for part in parts], place, text=cut["label"])
            return True
        glued = _GLUED.match(text)
        if (
            glued
            and not _WORDS_BETWEEN.search(glued["label"])
            and (match(glued["label"]).part == "t2" or self._is_whole_row(glued["label"], glued["figures"]))
        ):
            self._add([match(glued["label"])], [token(glued["figures"], place)], place, text=glued["label"])
            self.sorted.strips[-1].glued = True
            return True
        return False

    def _row_of_words(self, text: str, place: Place) -> bool:
        """Take a row of table 2 whose cells are parted by blanks, words among them: “行政许可 0 未增未减 0”."""
        first, *rest = text.split()
        short = all(len(part) <= 12 and part[0] not in "（(" for part in rest)
        if not 1 <= len(rest) <= 3 or not short or match(first).part != "t2":
            return False
        self._add([match(first)], [token(part, place) for part in rest], place, text=first)
        return True

    def _is_whole_row(self, label: str, figures: str) -> bool:
        found = match(label)
        return (found.part == "t3" or found.id == "t3.r6") and len(figures) >= 7

    def _belongs(self, labels: Sequence[Label]) -> bool:
        return any(label.part in {"t2", "t3", "group", "skip"} for label in labels)

    def _label(self, found: Label, text: str, place: Place) -> bool:
        self._add([found], [], place, bounded=False, text=text)
        return True

    def _words(self, found: Label, text: str, place: Place) -> bool:
        """Take words where a figure of table 2 is due (本单位未制作规章), or a piece of a label."""
        if found.sure:
            return self._label(found, text, place)
        waiting = self.sorted.strips[-1] if self.sorted.strips else None
        due = waiting is not None and waiting.table == "t2" == self.table and not waiting.bounded
        if due and self._awaits_words() and len(text) <= 30 and not numbering(text) and text[0] not in "（(":
            self._add([], [token(text, place)], place, bounded=False)
            return True
        if self.table in {"t3", "t4"} and len(text) <= 24 and not re.search(r"[，：:]|^注", text):
            self._add([], [], place, bounded=False, text=text)
            return True
        return self.table == "t2" and len(text) <= 8 and "有" not in text

    def _awaits_words(self) -> bool:
        """Tell whether the last label of table 2 still waits for its figures."""
        for strip in reversed(self.sorted.strips):
            if strip.labels:
                return any(label.part == "t2" for label in strip.labels)
            if not strip.tokens:
                return False
        return False

    # Grids, positioned lines, loose cells

    def _grid(self, grid: Grid) -> None:
        if not self.table and not self._is_of_the_form(grid):
            for row in grid.rows:
                text = " ".join(cell.text.strip() for cell in row if cell.text.strip())
                if text:
                    self._aside(text, row[0].place)
            return
        for row in grid.rows:
            if row:
                self._row(row, row[0].place, exact=grid.exact)

    def _aside(self, text: str, place: Place) -> None:
        """Take the row of a table that is not of the form: a heading in a frame, metadata, prose in a layout table."""
        for part in text.split("\n"):
            self._paragraph(Paragraph(part, place))

    def _is_of_the_form(self, grid: Grid) -> bool:
        seen = 0
        for row in grid.rows[:12]:
            for cell in row:
                if cell.text and len(cell.text) <= _LONGEST_LABEL:
                    found = match(cell.text)
                    seen += found.sure >= 2 and found.part in {"t2", "t3", "head", "group"}
            if seen >= 2:
                return True
        return False

    def _row(self, row: Sequence[GridCell], place: Place, *, exact: bool) -> bool:
        labels: list[Label] = []
        tokens: list[Token] = []
        texts: list[str] = []
        heads: dict[str, float] = {}
        for cell in row:
            text = cell.text
            if cell.colspan == 0:
                tokens.append(Token(FILLER, None, "", cell.place))
                continue
            found = printed(text)
            if found.kind == WORDS:
                if len(text) > 80 and _SENTENCE.search(text):
                    self._aside(text, cell.place)
                    continue
                label = match(text) if len(text) <= _LONGEST_LABEL else NOTHING
                early = not any(token.kind == NUMBER for token in tokens)
                if label.sure >= 2 or (label.sure and early):
                    labels.append(label)
                    texts.append(text)
                    heads[self._in_context(label).id] = cell.column
                    tokens.clear()
                    continue
                if self.table == "t3" and early and (len(text) > 8 or numbering(text)):
                    texts.append(text)  # a label not known by its words
                    tokens.clear()
                    continue
                if len(row) == 1 and (heading(text) or _SENTENCE.search(text)):
                    self._paragraph(Paragraph(text, cell.place))
                    return True
            tokens.append(Token(found.kind, found.value, text, cell.place, cell.column, cell.colspan, found.trimmed))
        if labels and not tokens and len(row) == 1 and "\n" in row[0].text:
            return self._column_of_lines(row[0])
        while tokens and not labels and tokens[0].kind == WORDS and any(t.kind == NUMBER for t in tokens):
            texts.append(tokens.pop(0).text)
        self._add(labels, tokens, place, exact=exact, text=" ".join(texts))
        self.sorted.strips[-1].heads = heads
        return True

    def _column_of_lines(self, cell: GridCell) -> bool:
        for part in cell.text.split("\n"):
            self._paragraph(Paragraph(part, cell.place))
        return True

    def _layout(self, layout: Layout) -> None:
        for line in layout.lines:
            self._positioned(line)

    def _positioned(self, line: Line) -> None:
        text = line.text
        section = heading(text)
        if section or (not self.table and not self._starts(text)):
            self._paragraph(Paragraph(text, line.place))
            return
        if _PAGE_MARK.match(text):
            return
        words = list(line.words)
        tokens: list[Token] = []
        while words and printed(words[-1].text).kind in (NUMBER, DASH):
            word = words.pop()
            tokens.insert(0, token(word.text, line.place, (word.x0 + word.x1) / 2))
        if self.table == "t2" and len(words) > 1 and match(words[0].text).part == "t2":
            tokens = [token(word.text, line.place) for word in line.words[1:]]
            words = words[:1]
        if not tokens:
            self._pieces(line)
            return
        texts = [word.text for word in words]
        labels = labels_of([*texts, "".join(texts[-2:]), "".join(texts)]) if texts else []
        if texts and not labels and len(tokens) < 3 and self.table != "t3":
            self._paragraph(Paragraph(text, line.place))
            return
        self._add(labels, tokens, line.place, text="".join(texts))
        self.sorted.strips[-1].laid_out = True

    def _pieces(self, line: Line) -> None:
        """Take a line of words only: each word may be a label or a piece of one."""
        if self.table == "t4" and len(line.words) == _FIFTEEN:
            middles = {f"t4.{i}": (word.x0 + word.x1) / 2 for i, word in enumerate(line.words)}
            self._add([Label("head", "t4.heads", 2)], [], line.place, text=line.text)
            self.sorted.strips[-1].heads = middles
            return
        whole = match(line.text)
        if len(line.words) == 1 or whole.sure >= 2:
            self._paragraph(Paragraph(line.text, line.place))
            return
        if len(line.text) > 40 and _SENTENCE.search(line.text):
            self._prose(Paragraph(line.text, line.place))
            return
        for word in line.words:
            found = match(word.text)
            if found.sure:
                self._label(found, word.text, line.place)
            else:
                self._add([], [], line.place, bounded=False, text=word.text)

    def _cells(self, cells: Cells) -> None:
        first = len(self.sorted.strips)
        for cell in cells.cells:
            self._loose_cell(cell)
        for strip in self.sorted.strips[first:]:
            strip.in_cells = True

    def _loose_cell(self, cell: GridCell) -> None:
        if "\n" in cell.text:
            cell = self._last_lines(cell)
        if cell.colspan == 0:
            if self.table:
                self._add([], [Token(FILLER, None, "", cell.place)], cell.place, bounded=False)
            return
        found = printed(cell.text)
        if found.kind != WORDS:
            if self.table:
                self._add([], [token(cell.text, cell.place)], cell.place, bounded=False)
            return
        label = match(cell.text) if len(cell.text) <= _LONGEST_LABEL else NOTHING
        if label.sure >= 2:
            self._label(label, cell.text, cell.place)
        elif heading(cell.text) or not self.table or len(cell.text) > 60:
            self._paragraph(Paragraph(cell.text, cell.place))
        elif not self._labelled_figures(cell.text.strip(), cell.place):
            self._add([], [token(cell.text, cell.place)], cell.place, bounded=False)

    def _last_lines(self, cell: GridCell) -> GridCell:
        """Take the prose and headings that stand above a cell's own text off it."""
        lines = cell.text.split("\n")
        ends = [i for i, line in enumerate(lines) if heading(line) or _ENDS_PROSE.search(line) or len(line) > 80]
        first = ends[-1] + 1 if ends else 0
        for line in lines[:first]:
            self._paragraph(Paragraph(line, cell.place))
        return cell._replace(text="".join(lines[first:]))

    # The strip itself

    def _add(
        self,
        labels: list[Label],
        tokens: list[Token],
        place: Place,
        *,
        bounded: bool = True,
        exact: bool = False,
        text: str = "",
    ) -> None:
        table = self._table_of(labels)
        self.in_rows = True
        if table:
            self._enter(table)
        labels = [self._in_context(label) for label in labels]
        if self.table == "t3" and tokens and any(label.part == "t3" for label in labels):
            self.rows_met = True
        if any(label.part == "t3" and label.sure >= 2 and label.id == "t3.new" for label in labels):
            self.rows_met = True
        if any(label.part == "head" for label in labels):
            self.sorted.heads.append((self.table, text))
        self.sorted.strips.append(Strip(self.table, labels, tokens, place, bounded, exact, self.source, text=text))

    def _table_of(self, labels: Sequence[Label]) -> str:
        """Tell to which table labels lead; words that several tables share lead nowhere."""
        for label in labels:
            if label.sure < 2 or label.id in {"t3.r7_total", "t3.r6_3_other"}:
                continue
            if label.part in {"t2", "t3"}:
                return label.part
            if label.part in {"group", "head", "skip"} and label.id != "t4.group.t4.review":
                return label.id[:2]
            if label.id == "t4.group.t4.review" and self.table in {"t3", "t4"}:
                return "t4"
        return ""

    def _in_context(self, label: Label) -> Label:
        """Read “总计” and “其他” by where they stand: column heads in table 4 and above the rows of table 3."""
        if label.id not in {"t3.r7_total", "t3.r6_3_other"} or label.number:
            return label
        if self.table == "t4":
            return Label("head", "t4.col.total" if label.id == "t3.r7_total" else "t4.col.other", 2)
        if self.table == "t3" and not self.rows_met:
            return Label("head", "t3.col.total" if label.id == "t3.r7_total" else "t3.col.other_org", 2)
        return label


def labels_of(texts: Iterable[str]) -> list[Label]:
    """Return the labels among texts, each once."""
    found: list[Label] = []
    for text in texts:
        label = match(text.strip())
        if label.sure and label not in found:
            found.append(label)
    return found


def sort(document: Document) -> Sorted:
    """Take a document apart into strips and prose."""
    return Sorter().sort(document)


__all__ = ["FILLER", "SOFT", "Sorted", "Strip", "Token", "core", "sort"]
