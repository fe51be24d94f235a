"""What is no docx: old Word and WPS files by way of LibreOffice, OpenDocument, pasted HTML, the words of a PDF."""

from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.readers import html, odt
from gongkai.core.report.readers.office import converted
from gongkai.core.writing_up import signs
from gongkai.core.writing_up.flow import Line
from gongkai.core.writing_up.grids import table_of
from gongkai.core.writing_up.model import Block, Prose, Written
from gongkai.core.writing_up.prose import html_of, without_head
from gongkai.core.writing_up.word import from_word

PAGES: Final = 3  # of a PDF that are looked at for its words
WORDS: Final = 2000


def from_old_word(data: bytes, suffix: str) -> Written:
    """Return a Word 97 or WPS document written up; raises ConverterMissing without LibreOffice, and as `from_word`."""
    return from_word(converted(data, suffix.upper(), suffix, "docx"))


def from_open_document(data: bytes) -> Written:
    """Return an OpenDocument text (odt) written up, without its pictures and footnotes. Raises the reader's errors."""
    return _written(odt.read(data))


def from_html(text: str) -> Written:
    """Return pasted HTML, such as Word puts on the clipboard, written up: styles, scripts and comments are gone."""
    return _written(html.read(text.encode()))


def pdf_words(data: bytes) -> str:
    """Return the first words of a PDF, to help with its summary; empty for one without text or that cannot be read."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(min(len(document), PAGES))]
    except pypdfium2.PdfiumError:
        return ""
    finally:
        document.close()
    return " ".join(" ".join(pages).split())[:WORDS]


def _written(document: Document) -> Written:
    blocks = list(document.blocks)
    lines = [Line(signs.without(one.text), one.level) for one in blocks if isinstance(one, Paragraph)]
    leading = next((at for at, one in enumerate(blocks) if not isinstance(one, Paragraph)), len(lines))
    title, number, skip = without_head(lines[:leading][:6], str)
    return Written(title or document.title, number, tuple(_blocks(blocks, skip)), tuple(document.warnings))


def _blocks(blocks: Sequence[object], skip: int) -> Iterator[Block]:
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if skip:
                skip -= 1
            else:
                waiting.append(Line(signs.without(block.text), block.level))
            continue
        if waiting:
            yield Prose(html_of(waiting, _inline))
            waiting = []
        if isinstance(block, Grid) and (made := table_of(block, signs.without)) is not None:
            yield made
    if waiting:
        yield Prose(html_of(waiting, _inline))


def _inline(text: str) -> str:
    return signs.html(text, str, str)
