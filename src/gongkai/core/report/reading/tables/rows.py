"""A row of a grid: labels on the left, figures behind the last of them."""

from collections.abc import Iterator, Sequence

from gongkai.core.report.document import Grid, GridCell, Paragraph, Place
from gongkai.core.report.reading.headings import heading
from gongkai.core.report.reading.tables.gatherer import Gatherer
from gongkai.core.report.reading.tables.labels import match, numbering
from gongkai.core.report.reading.tables.lines import LONGEST_LABEL, SENTENCE
from gongkai.core.report.reading.tables.strips import FILLER, Token
from gongkai.core.report.reading.tables.values import NUMBER, WORDS, printed
from gongkai.core.report.reading.tables.wordings import NOTHING, Label

_ROWS_LOOKED_AT = 12  # rows in which a table of the form has shown itself
_LONG = 80  # characters from which a cell with a full stop is prose
_SHORT = 8  # characters up to which words may stand for a figure


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
        for part in row[0].text.split("\n"):
            yield Paragraph(part, row[0].place)
        return
    reading = _Row(book)
    for cell in row:
        if len(cell.text) > _LONG and SENTENCE.search(cell.text):
            for part in cell.text.split("\n"):
                yield Paragraph(part, cell.place)
        else:
            reading.take(cell)
    reading.finish(place, exact=exact)


def _is_prose(text: str) -> bool:
    """Tell whether a cell that is alone in its row holds prose: a heading, a sentence, or lines of labels."""
    if "\n" in text:
        return True
    label = match(text) if len(text) <= LONGEST_LABEL else NOTHING
    return label.sure < 2 and printed(text).kind == WORDS and bool(heading(text) or SENTENCE.search(text))


class _Row:
    """The labels met and the figures behind the last of them."""

    def __init__(self, book: Gatherer) -> None:
        self._book = book
        self._labels: list[Label] = []
        self._texts: list[str] = []
        self._tokens: list[Token] = []
        self._heads: dict[str, float] = {}

    def take(self, cell: GridCell) -> None:
        """Take a cell: a label starts the row anew behind it."""
        text = cell.text
        if cell.colspan == 0:
            self._tokens.append(Token(FILLER, None, "", cell.place))
            return
        found = printed(text)
        if found.kind == WORDS and self._is_label(text, cell.column):
            self._texts.append(text)
            self._tokens.clear()
            return
        self._tokens.append(Token(found.kind, found.value, text, cell.place, cell.column, cell.colspan, found.trimmed))

    def _is_label(self, text: str, column: int) -> bool:
        label = match(text) if len(text) <= LONGEST_LABEL else NOTHING
        early = not any(token.kind == NUMBER for token in self._tokens)
        if label.sure >= 2 or (label.sure and early):
            self._labels.append(label)
            self._heads[self._book.in_context(label).id] = column
            return True
        # In table 3 longer words before any figure are a label not known by its words.
        return self._book.table == "t3" and early and (len(text) > _SHORT or bool(numbering(text)))

    def finish(self, place: Place, *, exact: bool) -> None:
        """Hand the row on; without a label, words before its figures are a piece of one."""
        tokens = self._tokens
        if not self._labels and any(token.kind == NUMBER for token in tokens):
            first = next(i for i, token in enumerate(tokens) if token.kind != WORDS)
            self._texts += [token.text for token in tokens[:first]]
            tokens = tokens[first:]
        strip = self._book.add(self._labels, tokens, place, exact=exact, text=" ".join(self._texts))
        strip.heads = self._heads
