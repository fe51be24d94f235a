"""From a Word, WPS, OpenDocument or pasted text to clean writing with headings, lists, tables, pictures (转正文).

>>> written = from_word(data)
>>> written.title, [type(block).__name__ for block in written.blocks], written.notes
('关于发放补贴的通知', ['Prose', 'Table', 'Picture', 'Footnotes'], ('文件里有 2 条批注，没有转入正文。',))

What a reader of the file would not see is left out and said in `notes`: comments, hidden text, what tracked changes
deleted, objects of other programs. Nothing outside the file is fetched. The readers are those of `core.report`.
"""

from gongkai.core.writing_up.model import Block, Footnotes, Picture, Prose, Table, Written
from gongkai.core.writing_up.others import from_html, from_old_word, from_open_document, pdf_words
from gongkai.core.writing_up.word import from_word

__all__ = [
    "Block", "Footnotes", "Picture", "Prose", "Table", "Written",
    "from_html", "from_old_word", "from_open_document", "from_word", "pdf_words",
]  # fmt: skip
