"""A line of text inside a table: a label, figures, both, or words where a figure is due."""

import re
from collections.abc import Sequence
from typing import Final

from gongkai.core.report.document import Place
from gongkai.core.report.reading.tables.gatherer import Gatherer, labels_of
from gongkai.core.report.reading.tables.labels import match, numbering
from gongkai.core.report.reading.tables.strips import HeadCell, token
from gongkai.core.report.reading.tables.values import NUMBER
from gongkai.core.report.reading.tables.wordings import Label

LONGEST_LABEL: Final = 150  # characters of a label with an explanation inside
SENTENCE: Final = re.compile(r"[。；！？]")
_VALUE = r"[+\-＋－]?[\d０-９][\d０-９,，.．]*(?:万元|元|件|条|项|宗|个|起)?|[/／\\—–-]+|[？?]"
_TAIL: Final = re.compile(
    rf"^(?P<label>.*?)[\s|:：]*(?P<tail>(?:(?<=[\s|:：])|(?<=^))(?:{_VALUE})(?:[\s|]+(?:{_VALUE}))*)\s*$", re.DOTALL
)
_GLUED: Final = re.compile(r"^(?P<label>.{1,90}?[^\d.,+/-])(?P<figures>\d[\d.]*)$")
_FIGURE_IN_LABEL: Final = re.compile(r"\d(?![\d.、．])")  # 6未增未减868: more than a label before the figures
_FIGURES: Final = re.compile(rf"\s*(?:{_VALUE})(?:[\s|]+(?:{_VALUE}))*\s*")
_REMARK: Final = re.compile(r"^[（(](?:其中|含|包括).{1,30}[)）]$")
_NO_PIECE: Final = re.compile(r"[，：:]|^注")
_WIDE_GAP: Final = re.compile(r"\s{2,}")
_FEWEST_HEADS: Final = 3  # heads on one line that make it a row of heads
_SEVEN: Final = 7  # figures of a row of table 3
_LONGEST_WORD: Final = 12  # characters of a word in a row parted by blanks
_LONGEST_WORDS: Final = 30  # characters of words that stand for a figure
_LONGEST_NAME: Final = 8  # characters of a line in table 2 that is no prose
_LONGEST_PIECE: Final = 24  # characters of a piece of a broken label


def take_line(book: Gatherer, text: str, place: Place) -> bool:
    """Take a line inside a table; say whether it was one of the table's."""
    bare = text.strip()
    if _REMARK.match(bare) and _join_remark(book, bare):
        return True
    if _FIGURES.fullmatch(bare):
        parts = re.split(r"[\s|]+", bare)
        book.add([], [token(part, place) for part in parts], place, bounded=len(parts) > 1)
        return True
    if len(bare) > LONGEST_LABEL or SENTENCE.search(bare.replace(" ？", "")):  # ？ alone marks a cell not read
        return False
    if book.table == "t2" and _take_row_of_words(book, bare, place):
        return True
    if _take_heads(book, _WIDE_GAP.split(bare) if _WIDE_GAP.search(bare) else bare.split(), place):
        return True
    found = match(bare)
    if found.sure >= 2 and not bare[-1].isdigit() and not _TAIL.match(bare):
        book.label(found, bare, place)
        return True
    return take_labelled_figures(book, bare, place) or _take_words(book, found, bare, place)


def take_labelled_figures(book: Gatherer, text: str, place: Place) -> bool:
    """Take a line that ends with figures: “行政许可 97”, “规章000”, “求缴纳费用 6 0 0 0 0 0 6”."""
    cut = _TAIL.match(text)
    if cut and cut["label"].strip():
        parts = re.split(r"[\s|]+", cut["tail"])
        labels = labels_of([*re.split(r"\s{2,}|\|", cut["label"]), cut["label"]])
        if not _is_of_a_row(labels) and len(parts) < 3:
            return False
        book.add(labels, [token(part, place) for part in parts], place, text=cut["label"])
        return True
    return _take_glued(book, text, place)


def _take_heads(book: Gatherer, parts: Sequence[str], place: Place) -> bool:
    """Take a line of several heads of columns, parted by blanks."""
    labels = [book.in_context(match(part)) for part in parts]
    heads = [label for label in labels if label.part == "head" and label.sure >= 2]
    if len(heads) < _FEWEST_HEADS:
        return False
    strip = book.add(heads, [], place, bounded=False, text=" ".join(parts))
    strip.columns = [HeadCell(i, part, label.id) for i, (part, label) in enumerate(zip(parts, labels, strict=True))]
    return True


def _take_glued(book: Gatherer, text: str, place: Place) -> bool:
    cut = _GLUED.match(text)
    if cut is None or _FIGURE_IN_LABEL.search(cut["label"]):
        return False
    label = match(cut["label"])
    whole_row = (label.part == "t3" or label.id == "t3.r6") and len(cut["figures"]) >= _SEVEN
    if label.part != "t2" and not whole_row:
        return False
    book.add([label], [token(cut["figures"], place)], place, text=cut["label"]).glued = True
    return True


def _join_remark(book: Gatherer, text: str) -> bool:
    """Join a remark in brackets to the figure on the line above: 22 / （其中修订16件）."""
    last = book.sorted.strips[-1] if book.sorted.strips else None
    if last is None or last.labels or len(last.tokens) != 1 or last.tokens[0].kind != NUMBER:
        return False
    figure = last.tokens[0]
    last.tokens[0] = figure._replace(text=f"{figure.text}{text}", trimmed=True)
    return True


def _take_row_of_words(book: Gatherer, text: str, place: Place) -> bool:
    """Take a row of table 2 whose cells are parted by blanks, words among them: “行政许可 0 未增未减 0”."""
    first, *rest = text.split()
    short = all(len(part) <= _LONGEST_WORD and part[0] not in "（(" for part in rest)
    if not 1 <= len(rest) <= 3 or not short or match(first).part != "t2":
        return False
    book.add([match(first)], [token(part, place) for part in rest], place, text=first)
    return True


def _is_of_a_row(labels: Sequence[Label]) -> bool:
    return any(label.part in {"t2", "t3", "group", "skip"} for label in labels)


def _take_words(book: Gatherer, found: Label, text: str, place: Place) -> bool:
    """Take words where a figure of table 2 is due (本单位未制作规章), or a piece of a label."""
    if found.sure:
        book.label(found, text, place)
        return True
    if len(text) <= _LONGEST_WORDS and _awaits_words(book) and not numbering(text) and text[0] not in "（(":
        book.loose(token(text, place))
        return True
    if book.table in {"t3", "t4"} and len(text) <= _LONGEST_PIECE and not _NO_PIECE.search(text):
        book.add([], [], place, bounded=False, text=text)
        return True
    if book.table == "t2" and len(text) <= _LONGEST_NAME and "有" not in text:
        book.above.append(text)
        return True
    return False


def _awaits_words(book: Gatherer) -> bool:
    """Tell whether the last label of table 2 still waits for its figures."""
    strips = book.sorted.strips
    if book.table != "t2" or not strips or strips[-1].table != "t2" or strips[-1].bounded:
        return False
    for strip in reversed(strips):
        if strip.labels:
            return any(label.part == "t2" for label in strip.labels)
        if not strip.tokens:
            return False
    return False
