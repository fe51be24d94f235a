"""An index in a folder: one process writes, any number read.

The folder holds `current`, a file that names the folder of the index in use. An index that is built anew stands beside
it and takes its place by one rename, so that a search never sees half of it, and a crash leaves the old one in use.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

import tantivy

from gongkai.core.search import asking
from gongkai.core.search.answer import Answer, Hit
from gongkai.core.search.entry import Entry
from gongkai.core.search.errors import IndexBusy, SearchDown
from gongkai.core.search.folding import character_text, fold, pair_text
from gongkai.core.search.marking import mark, passage
from gongkai.core.search.meaning import meant
from gongkai.core.search.question import Order, Question

FORM: Final = 1  # of the index; an index of another form is built anew
MEMORY: Final = 64_000_000  # bytes the writer may gather before it writes a segment
TITLES: Final = 100  # titles that are looked through for what may have been meant


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in asking.PAIRS.values():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in asking.CHARACTERS.values():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("filter", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", stored=True, fast=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


SCHEMA: Final = _schema()


class Store:
    """The index in a folder. Made without touching the disk; the first search or writing opens it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: tuple[str, tantivy.Index] | None = None

    def search(self, question: Question, *, first: int = 0, size: int = 20) -> Answer:
        """Return the hits from `first` on, at most `size`. Raises SearchDown when there is no index to ask."""
        try:
            return self._search(self._reading(), question, first, size)
        except (ValueError, OSError) as error:  # what tantivy raises on a folder that is gone or damaged
            raise SearchDown from error

    def is_there(self) -> bool:
        """Tell whether there is an index of today's form."""
        try:
            return (self.folder / "current").read_text(encoding="utf-8").startswith(f"{FORM}-")
        except OSError:
            return False

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Build the index anew from all entries and put it in the old one's place; return how many there are.

        Raises IndexBusy when another process writes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        name = next(f"{FORM}-{n}" for n in count(1) if not (self.folder / f"{FORM}-{n}").exists())
        (self.folder / name).mkdir()
        with _writing(tantivy.Index(SCHEMA, str(self.folder / name))) as writer:
            number = sum(1 for entry in entries if writer.add_document(_document(entry)) is not None)
        self._put_in_place(name)
        return number

    def write(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Add entries, in place of those with their ids, and take out those removed; all of it or nothing.

        Raises SearchDown when there is no index yet (`rebuild` makes it), IndexBusy when another process writes.
        """
        with _writing(self._reading()) as writer:
            for gone in removed:
                writer.delete_documents_by_term("id", gone)
            for entry in entries:
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(_document(entry))

    def _put_in_place(self, name: str) -> None:
        note = self.folder / "current.new"
        note.write_text(name, encoding="utf-8")
        note.replace(self.folder / "current")
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)  # a reader may still hold its files open, which keeps them

    def _reading(self) -> tantivy.Index:
        try:
            name = (self.folder / "current").read_text(encoding="utf-8")
        except OSError as error:
            raise SearchDown from error
        if not name.startswith(f"{FORM}-"):
            raise SearchDown
        if self._opened is None or self._opened[0] != name:
            try:
                self._opened = (name, tantivy.Index.open(str(self.folder / name)))
            except (ValueError, OSError) as error:
                raise SearchDown from error
        index = self._opened[1]
        index.reload()
        return index

    def _search(self, index: tantivy.Index, question: Question, first: int, size: int) -> Answer:
        searcher = index.searcher()
        query = asking.query(SCHEMA, question)
        found = _ask(searcher, query, question.order, first, size)
        if _count(found) or question.is_empty:
            return Answer(tuple(_hits(searcher, found, question.words)), _count(found))
        loose = asking.loose_query(SCHEMA, question)
        if loose is None:
            return Answer((), 0)
        found = _ask(searcher, loose, Order.BEST, first, size)
        hits = tuple(_hits(searcher, found, asking.fragments(question)))
        return Answer(hits, _count(found), is_loose=True, meant=_meant(searcher, question))


def _ask(searcher: tantivy.Searcher, query: tantivy.Query, order: Order, first: int, size: int) -> tantivy.SearchResult:
    by = "day" if order is Order.NEWEST else None
    return searcher.search(query, limit=size, offset=first, order_by_field=by)


def _count(found: tantivy.SearchResult) -> int:
    return found.count or 0  # type: ignore[attr-defined]  # its stub forgot it


def _hits(searcher: tantivy.Searcher, found: tantivy.SearchResult, words: tuple[str, ...]) -> Iterator[Hit]:
    for _, address in found.hits:
        document = searcher.doc(address)
        kept = json.loads(document["kept"][0])
        yield Hit(
            id=document["id"][0],
            title=mark(kept["title"], words),
            passage=passage(kept["text"], words),
            published_on=date.fromordinal(document["day"][0]),
            shown=kept["shown"],
        )


def _meant(searcher: tantivy.Searcher, question: Question) -> str | None:
    """Return the words with each that nothing holds replaced by what may have been meant, or None."""
    words = []
    for word in question.words:
        alone = Question((word,), filters=question.filters)
        if searcher.search(asking.query(SCHEMA, alone), limit=1).hits:
            words.append(word)
            continue
        near = asking.loose_query(SCHEMA, Question((word,), filters=question.filters, title_only=True))
        hits = searcher.search(near, limit=TITLES, count=False).hits if near is not None else []
        guess = meant(word, (json.loads(searcher.doc(address)["kept"][0])["title"] for _, address in hits))
        if guess is None:
            return None
        words.append(guess)
    return " ".join(words) if tuple(words) != question.words else None


def _document(entry: Entry) -> tantivy.Document:
    folded = {"title": fold(entry.title), "text": fold(entry.text)}
    kept = {"title": entry.title, "text": entry.text, "shown": dict(entry.shown)}
    document = tantivy.Document()
    document.add_text("id", entry.id)
    for part, text in folded.items():
        document.add_text(asking.PAIRS[part], pair_text(text))
        document.add_text(asking.CHARACTERS[part], character_text(text))
    for key, value in entry.filters.items():
        document.add_text("filter", asking.filter_term(key, value))
    document.add_unsigned("day", entry.published_on.toordinal())
    document.add_bytes("kept", json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return document


@contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    try:
        writer = index.writer(MEMORY, 1)
    except ValueError as error:
        raise IndexBusy from error
    try:
        yield writer
        writer.commit()
    except BaseException:
        with suppress(ValueError):
            writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()
