"""Word, WPS and OpenDocument files as bodies: `core.writing_up` reads them, this makes blocks of what it read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.publishing.rendering import clean
from gongkai.apps.publishing.uploads import Upload
from gongkai.core.report.errors import ReportError
from gongkai.core.writing_up import (
    Block,
    Footnotes,
    Picture,
    Prose,
    Table,
    Written,
    from_html,
    from_old_word,
    from_open_document,
    from_word,
)

READERS: Final[Mapping[str, Callable[[bytes], Written]]] = {
    "docx": from_word,
    "odt": from_open_document,
    "doc": lambda data: from_old_word(data, "doc"),
    "wps": lambda data: from_old_word(data, "wps"),
}
WORDS: Final = frozenset(READERS)
Pictured = Callable[[str, bytes, str], Mapping[str, Any]]


@dataclass(slots=True)
class Taken:
    """What was read: its title, its document number, blocks, and what was left out."""

    title: str = ""
    document_number: str = ""
    body: list[tuple[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def body_of(upload: Upload, picture: Pictured) -> Taken:
    """Return a file's content as blocks; raise RuleError, with the reader's own sentence, where it cannot be read."""
    ending = "docx" if upload.data.startswith(b"PK") and upload.ending in {"doc", "wps"} else upload.ending
    try:
        written = READERS[ending](upload.data)
    except ReportError as error:
        raise RuleError(f"文件“{upload.name}”不能转成正文：{error.problem}", error.remedy) from None
    return taken(written, picture)


def body_of_html(text: str) -> list[tuple[str, Any]]:
    """Return pasted HTML as blocks; the title stays in the text."""
    written = from_html(text)
    head = [("text", clean(f"<p>{written.title}</p>"))] if written.title else []
    return [*head, *taken(written, lambda *_: {}).body]


def taken(written: Written, picture: Pictured) -> Taken:
    """Return writing as blocks; a picture that cannot be kept is told and left out."""
    made = Taken(written.title, written.document_number, notes=list(written.notes))
    for block in written.blocks:
        try:
            made.body.append(_block(block, picture))
        except RuleError as error:
            made.notes.append(error.problem)
    return made


def _block(block: Block, picture: Pictured) -> tuple[str, Any]:
    if isinstance(block, Prose):
        return "text", clean(block.html)
    if isinstance(block, Table):
        return "table", _table(block)
    if isinstance(block, Picture):
        return "picture", picture(block.name, block.data, block.text)
    assert isinstance(block, Footnotes)  # noqa: S101 the four kinds of blocks there are
    return "footnotes", [{"mark": mark, "text": clean(html)} for mark, html in block.notes]


def _table(table: Table) -> dict[str, Any]:
    return {
        "data": [list(row) for row in table.rows],
        "mergeCells": [
            {"row": one.row, "col": one.column, "rowspan": one.rowspan, "colspan": one.colspan} for one in table.merges
        ],
        "cell": [],
        "table_header_choice": "row" if table.has_head else "neither",
        "first_row_is_table_header": table.has_head,
        "first_col_is_header": False,
        "table_caption": "",
    }
