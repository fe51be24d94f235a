"""Word documents (docx) written up."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.report.document import Grid
from gongkai.core.report.errors import DamagedFile, EmptyFile
from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.cleanup import HIDDEN_TEXT, clean
from gongkai.core.report.readers.docx.names import Element
from gongkai.core.report.readers.docx.parts import Parts, open_parts
from gongkai.core.report.readers.guard import open_zip
from gongkai.core.writing_up import signs
from gongkai.core.writing_up.flow import Line, WrittenFlow
from gongkai.core.writing_up.grids import table_of
from gongkai.core.writing_up.model import Block, Footnotes, Picture, Prose, Written
from gongkai.core.writing_up.prose import html_of, without_head
from gongkai.core.writing_up.relations import Relations, relations_of

COMMENT: Final = n.w("commentReference")
INSERTED: Final = n.w("ins")
SHOWN: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|bmp|tiff?)$", re.IGNORECASE)
MOST_PICTURES: Final = 50


def from_word(data: bytes) -> Written:
    """Return a Word document written up.

    Raises the errors of `core.report.errors`: DamagedFile, EncryptedFile, OversizedFile, and EmptyFile for a document
    that holds neither text nor pictures.
    """
    parts = open_parts(open_zip(data, n.KIND))
    content = parts.text().find(n.BODY)
    if content is None:
        raise DamagedFile(n.KIND)
    relations = relations_of(parts.package, parts.main)
    told = list(_told(content, relations))
    told += ["文件里有隐藏文字，没有转入正文。"] if HIDDEN_TEXT in clean(content, parts.styles.hides) else []
    flow = WrittenFlow(parts, relations)
    flow.read(content)
    writer = _Writer(flow)
    blocks = [*writer.blocks(), *_footnotes(parts, flow, writer)]
    if not blocks and not writer.title:
        raise EmptyFile
    return Written(
        writer.title or parts.title(), writer.document_number, tuple(blocks), (*told, *dict.fromkeys(writer.notes))
    )


class _Writer:
    """Turns what a flow has read into blocks."""

    def __init__(self, flow: WrittenFlow) -> None:
        self.flow = flow
        self.notes: list[str] = []
        self.title, self.document_number, self._skip = self._head()
        self._waiting: list[Line] = []
        self._shown = 0

    def blocks(self) -> Iterator[Block]:
        """Yield prose, tables and pictures in the order of the document."""
        lines = iter(self.flow.lines)
        for block in self.flow.blocks:
            if isinstance(block, Grid):
                yield from self._prose()
                yield from self._table(block)
                continue
            line = next(lines)
            if self._skip:
                self._skip -= 1
                continue
            if signs.plain(line.text, self.mark):
                self._waiting.append(line)
            if pictures := signs.pictures(line.text):
                yield from self._prose()
                yield from self._pictures(pictures)
        yield from self._prose()

    def inline(self, text: str) -> str:
        """Return a paragraph's text as HTML."""
        return signs.html(text, self.mark, lambda number: self.flow.links[number])

    def mark(self, number: int) -> str:
        """Return the mark of a note: they are counted through the document."""
        return str(number + 1)

    def _head(self) -> tuple[str, str, int]:
        """Return title, document number, and how many paragraphs they take; a table ends the head."""
        leading: list[Line] = []
        lines = iter(self.flow.lines)
        for block in self.flow.blocks:
            if isinstance(block, Grid):
                break
            leading.append(next(lines))
        return without_head(leading[:6], self.mark)

    def _prose(self) -> Iterator[Prose]:
        html = html_of(self._waiting, self.inline)
        self._waiting = []
        if html:
            yield Prose(html)

    def _table(self, grid: Grid) -> Iterator[Block]:
        made = table_of(grid, lambda text: signs.plain(text, lambda number: f"[注{self.mark(number)}]"))
        if made is not None:
            yield made
        yield from self._pictures([one for row in grid.rows for cell in row for one in signs.pictures(cell.text)])

    def _pictures(self, numbers: list[int]) -> Iterator[Picture]:
        for number in numbers:
            relation, words = self.flow.pictures[number]
            found = self.flow.relations.data(relation)
            if found is None or not SHOWN.search(found[0]) or self._shown >= MOST_PICTURES:
                self.notes.append(
                    "文件里有不能显示的图片（外部图片或 EMF、WMF 图形），没有转入正文，请另存为 PNG 后加入。"
                )
                continue
            self._shown += 1
            yield Picture(found[1], found[0], words)


def _footnotes(parts: Parts, flow: WrittenFlow, writer: _Writer) -> Iterator[Footnotes]:
    notes = []
    order = list(dict.fromkeys(flow.kept_note))
    for (kind, key), element in zip(order, _note_elements(parts, order), strict=True):
        if element is None:
            continue
        clean(element, parts.styles.hides)
        inner = WrittenFlow(parts, flow.relations)
        inner.in_note = True
        inner.read(element)
        links = inner.links
        text = "<br/>".join(signs.html(line.text, str, links.__getitem__) for line in inner.lines)
        notes.append((writer.mark(flow.kept_note.index((kind, key))), f"<p>{text}</p>"))
    if notes:
        yield Footnotes(tuple(notes))


def _note_elements(parts: Parts, order: list[tuple[str, str]]) -> list[Element | None]:
    by_key = {}
    for element in parts.note_elements():
        kind = "footnote" if element.tag == n.w("footnote") else "endnote"
        by_key[kind, element.get(n.ID, "")] = element
    return [by_key.get(key) for key in order]


def _told(content: Element, relations: Relations) -> Iterator[str]:
    """Yield what a person should know before anything is taken out."""
    comments = sum(1 for _ in content.iter(COMMENT))
    if comments:
        yield f"文件里有 {comments} 条批注，没有转入正文。"
    changes = sum(1 for _ in content.iter(INSERTED, n.DELETED, n.MOVED_AWAY))
    if changes:
        yield f"文件里有 {changes} 处修订，已按接受全部修订转入正文，请核对。"
    if next(content.iter(n.EMBEDDED_OBJECT, n.EMBEDDED_FILE), None) is not None:
        yield "文件里有嵌入的对象（如 Excel 表格），没有转入正文。"
    if relations.outside:
        yield f"文件引用了 {relations.outside} 处外部内容，没有取用。"
