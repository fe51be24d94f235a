"""A row of a grid: labels on the left, figures behind the last of them."""

import re
from collections.abc import Iterator, Sequence

from gongkai.core.report.document import Grid, GridCell, Paragraph, Place
from gongkai.core.report.reading.headings import heading
from gongkai.core.report.reading.tables.gatherer import Gatherer
from gongkai.core.report.reading.tables.labels import match, numbering
from gongkai.core.report.reading.tables.lines import LONGEST_LABEL, SENTENCE
from gongkai.core.report.reading.tables.strips import FILLER, HeadCell, Token
from gongkai.core.report.reading.tables.values import NUMBER, WORDS, printed
from gongkai.core.report.reading.tables.wordings import NOTHING, Label

_ROWS_LOOKED_AT = 12  # rows in which a table of the form has shown itself
_LONG = 80  # characters from which a cell with a full stop is prose
_SHORT = 8  # characters up to which words may stand for a figure
_LONGEST_UNIT = 4  # characters of a unit or a remark behind a figure: 8人次
_CHINESE = re.compile("[\u4e00-\u9fff]")


def is_of_the_form(grid: Grid) -> bool:
    """Tell whether a grid is a table of the form: two of its first cells are labels."""
    seen = 0
    for row in grid.rows[:_ROWS_LOOKED_AT]:
        for cell in row:
            if cell.text and len(cell.text) <= LONGEST_LABEL:
                found = match(cell.text)
                seen += found.sure >= 2 and found.part in {"t2", "t3", "head", "group"}
        if seen >= 2:
            return True
    return False


def take_row(book: Gatherer, row: Sequence[GridCell], place: Place, *, exact: bool) -> Iterator[Paragraph]:
    """Take a row; yield what in it is prose."""
    if len(row) == 1 and _is_prose(row[0].text):
        yield from _lines(row[0])
        return
    labels = _Labels(book)
    tokens: list[Token] = []
    for cell in row:
        text, column, colspan, _, at = cell
        kind, value, trimmed, parted = printed(text)
        if kind == WORDS and colspan:
            if len(text) > _LONG and SENTENCE.search(text):
                yield from _lines(cell)
                continue
            if labels.take(text, column, tokens):
                tokens = []
                continue
        tokens.append(Token(kind, value, text, at, column, colspan, trimmed, parted) if colspan else _filler(at))
    if not labels.found and any(token.kind == NUMBER for token in tokens):
        tokens = labels.take_pieces(tokens)
    strip = book.add(labels.found, tokens, place, exact=exact, text=" ".join(labels.texts))
    strip.heads = labels.heads
    if any(label.part == "head" for label in labels.found):
        strip.columns = _heads(book, row)


def _heads(book: Gatherer, row: Sequence[GridCell]) -> list[HeadCell]:
    """Return the cells of a row of heads that hold words."""
    texts = [(cell.column, cell.text.strip()) for cell in row if printed(cell.text).kind == WORDS]
    return [
        HeadCell(x, text, book.in_context(match(text)).id if len(text) <= LONGEST_LABEL else "") for x, text in texts
    ]


def _lines(cell: GridCell) -> Iterator[Paragraph]:
    return (Paragraph(part, cell.place) for part in cell.text.split("\n"))


def _filler(place: Place) -> Token:
    return Token(FILLER, None, "", place)


def _is_prose(text: str) -> bool:
    """Tell whether a cell that is alone in its row holds prose: a heading, a sentence, or lines of labels."""
    if "\n" in text:
        return True
    label = match(text) if len(text) <= LONGEST_LABEL else NOTHING
    return label.sure < 2 and printed(text).kind == WORDS and bool(heading(text) or SENTENCE.search(text))


class _Labels:
    """The labels of a row, from left to right; figures stand behind the last of them."""

    def __init__(self, book: Gatherer) -> None:
        self._book = book
        self.found: list[Label] = []
        self.texts: list[str] = []
        self.heads: dict[str, float] = {}

    def take(self, text: str, column: int, before: Sequence[Token]) -> bool:
        """Take words as a label, if they are one; `before` are the tokens since the last label."""
        label = match(text) if len(text) <= LONGEST_LABEL else NOTHING
        if label.sure >= 2 or (label.sure and _is_early(before)):
            self.found.append(label)
            self.heads[self._book.in_context(label).id] = column
        elif not (self._book.table == "t3" and _may_be_label(text) and _is_early(before)):
            return False  # in table 3 longer words before any figure are a label not known by its words
        self.texts.append(text)
        return True

    def take_pieces(self, tokens: list[Token]) -> list[Token]:
        """Take the words before the figures of a row without a label as pieces of one; return the rest."""
        first = next(i for i, token in enumerate(tokens) if token.kind != WORDS)
        self.texts += [token.text for token in tokens[:first]]
        return tokens[first:]


def _may_be_label(text: str) -> bool:
    """Tell whether words not known are longer, or numbered, as a label is, and no figure with a mark or a unit."""
    words = len(_CHINESE.findall(text))
    if text[:1].isdigit() or not words:
        return words > _LONGEST_UNIT or (len(text) > _SHORT and not any(char.isdigit() for char in text))
    return len(text) > _SHORT or bool(numbering(text))


def _is_early(tokens: Sequence[Token]) -> bool:
    return not any(token.kind == NUMBER for token in tokens)
