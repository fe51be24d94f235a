"""Where the sorting of a document stands: the table it is in, and what was gathered so far."""

from collections.abc import Iterable, Sequence

from gongkai.core.report.document import Paragraph, Place
from gongkai.core.report.reading.tables.labels import match
from gongkai.core.report.reading.tables.strips import Sorted, Strip, Token
from gongkai.core.report.reading.tables.values import NUMBER, WORDS
from gongkai.core.report.reading.tables.wordings import Label

_SHARED = frozenset({"t3.r7_total", "t3.r6_3_other"})  # 总计 and 其他, which are heads of columns as well as rows
_ABOVE = 3  # paragraphs above a table that may name it
_TABLE_OF_SECTION = {"s2": "t2", "s3": "t3", "s4": "t4"}


class Gatherer:
    """Gathers strips and prose, and knows in which table the document is."""

    def __init__(self) -> None:
        self.sorted = Sorted()
        self.table = ""
        self.source = 0  # number of the block being sorted
        self.above: list[str] = []  # prose since the last strip
        self._in_rows = False  # the last piece taken was of a table
        self._rows_met = False  # a row of table 3 was met: “其他” is no head of a column any more

    def enter(self, table: str) -> None:
        """Go on in another table, or in none."""
        if table != self.table:
            self.table = table
            self._rows_met = False

    def heading(self, section: str, paragraph: Paragraph) -> None:
        """Take the heading of a section; its table, if it has one, follows."""
        self.sorted.prose.append((section, paragraph))
        self.enter(_TABLE_OF_SECTION.get(section, ""))

    def prose(self, paragraph: Paragraph) -> None:
        """Take a paragraph."""
        self._in_rows = False
        self.sorted.prose.append(("", paragraph))
        self.above.append(paragraph.text)

    def label(self, label: Label, text: str, place: Place) -> None:
        """Take a label that stands alone."""
        self.add([label], [], place, bounded=False, text=text)

    def loose(self, token: Token) -> None:
        """Take a figure, a blank or a filler that stands alone."""
        self.add([], [token], token.place, bounded=False)

    def add(
        self,
        labels: Sequence[Label],
        tokens: list[Token],
        place: Place,
        *,
        bounded: bool = True,
        exact: bool = False,
        text: str = "",
    ) -> Strip:
        """Take a strip and return it."""
        table = self._table_of(labels)
        self._in_rows = True
        if table:
            self.enter(table)
        known = [self.in_context(label) if label.id in _SHARED else label for label in labels]
        for label in known:
            if label.part == "t3" and self.table == "t3" and (tokens or (label.id == "t3.new" and label.sure >= 2)):
                self._rows_met = True
            if label.part == "head":
                self.sorted.heads.append((self.table, text))
        strip = Strip(self.table, known, tokens, place, bounded, exact, self.source, text=text)
        if text and not labels and not tokens:
            self.above.append(text)  # a piece of a label, or what names the table
        elif self.above:
            strip.above = "\n".join(self.above[-_ABOVE:])
            self.above.clear()
        self.sorted.strips.append(strip)
        return strip

    def end(self, *, cut: bool) -> Sorted:
        """End the document; in one that breaks off, digits may be missing from the last figure: it is left out."""
        last = self.sorted.strips[-1] if self.sorted.strips else None
        if cut and self.table and last and last.tokens and last.tokens[-1].kind in (NUMBER, WORDS):
            last.tokens.pop()
        self.sorted.ends_in = self.table if self._in_rows else ""
        return self.sorted

    def _table_of(self, labels: Sequence[Label]) -> str:
        """Tell to which table labels lead; words that several tables share lead nowhere."""
        for label in labels:
            if label.sure < 2 or label.id in _SHARED:
                continue
            if label.part in {"t2", "t3"}:
                return label.part
            if label.part in {"group", "head", "skip"} and label.id != "t4.group.t4.review":
                return label.id[:2]
            if label.id == "t4.group.t4.review" and self.table in {"t3", "t4"}:
                return "t4"
        return ""

    def in_context(self, label: Label) -> Label:
        """Read “总计” and “其他” by where they stand: heads of columns in table 4 and above the rows of table 3."""
        if label.id not in _SHARED or label.number:
            return label
        column = "total" if label.id == "t3.r7_total" else "other"
        if self.table == "t4":
            return Label("head", f"t4.col.{column}", 2)
        if self.table == "t3" and not self._rows_met:
            return Label("head", "t3.col.total" if column == "total" else "t3.col.other_org", 2)
        return label


def labels_of(texts: Iterable[str]) -> list[Label]:
    """Return the labels among texts, each once."""
    found: list[Label] = []
    for text in texts:
        label = match(text.strip())
        if label.sure and label not in found:
            found.append(label)
    return found
