"""A line of words at their places: labels on the left, figures at the right, and heads of columns."""

from collections.abc import Iterator
from typing import Final

from gongkai.core.report.document import Line, Paragraph
from gongkai.core.report.reading.tables.gatherer import Gatherer, labels_of
from gongkai.core.report.reading.tables.labels import match
from gongkai.core.report.reading.tables.lines import SENTENCE
from gongkai.core.report.reading.tables.strips import HeadCell, Token, token
from gongkai.core.report.reading.tables.values import DASH, NUMBER, printed
from gongkai.core.report.reading.tables.wordings import Label

_FIFTEEN: Final = 15  # columns of table 4
_LONG: Final = 40  # characters from which words with a full stop are prose


def take_positioned(book: Gatherer, line: Line) -> Iterator[Paragraph]:
    """Take a line inside a table; yield it where it is no row of the table."""
    words = list(line.words)
    tokens: list[Token] = []
    while words and printed(words[-1].text).kind in (NUMBER, DASH):
        word = words.pop()
        tokens.insert(0, token(word.text, line.place, (word.x0 + word.x1) / 2))
    if book.table == "t2" and len(words) > 1 and match(words[0].text).part == "t2":
        tokens = [token(word.text, line.place) for word in line.words[1:]]
        words = words[:1]
    if not tokens:
        yield from _take_pieces(book, line)
        return
    texts = [word.text for word in words]
    labels = labels_of([*texts, "".join(texts[-2:]), "".join(texts)]) if texts else []
    if texts and not labels and len(tokens) < 3 and book.table != "t3":
        yield Paragraph(line.text, line.place)
        return
    book.add(labels, tokens, line.place, text="".join(texts)).laid_out = True


def _take_pieces(book: Gatherer, line: Line) -> Iterator[Paragraph]:
    """Take a line of words only: each word may be a label or a piece of one."""
    if book.table == "t4" and len(line.words) == _FIFTEEN:
        heads = book.add([Label("head", "t4.heads", 2)], [], line.place, text=line.text)
        heads.heads = {f"t4.{i}": (word.x0 + word.x1) / 2 for i, word in enumerate(line.words)}
        return
    prose = len(line.text) > _LONG and SENTENCE.search(line.text)
    if len(line.words) == 1 or match(line.text).sure >= 2 or prose:
        yield Paragraph(line.text, line.place)
        return
    labels = [book.in_context(match(word.text)) for word in line.words]
    if sum(label.part == "head" and label.sure >= 2 for label in labels) == len(labels):
        row = book.add(labels, [], line.place, bounded=False, text=line.text)
        row.columns = [
            HeadCell(i, word.text, label.id) for i, (word, label) in enumerate(zip(line.words, labels, strict=True))
        ]
        return
    for word in line.words:
        found = match(word.text)
        if found.sure:
            book.label(found, word.text, line.place)
        else:
            book.add([], [], line.place, bounded=False, text=word.text)
