"""From a public disclosure to what is searched."""

import logging
from typing import Final

from django.utils import timezone

from gongkai.apps.publishing.models import Attachment, Disclosure
from gongkai.core.report.document import Cells, Document, Grid, Layout, Paragraph
from gongkai.core.report.errors import ReportError
from gongkai.core.report.readers import read_document
from gongkai.core.search.entry import Entry

LONGEST_FILE: Final = 20_000_000  # bytes; what is larger is found by its name alone
LONGEST_TEXT: Final = 200_000  # characters of an attachment that are searched
_log = logging.getLogger(__name__)


def entry_of(disclosure: Disclosure) -> Entry:
    """Return what is searched of a public disclosure: its title, its text, the text of its attachments."""
    published_on = timezone.localdate(disclosure.published_at)
    parts = [
        disclosure.index_number or "",
        disclosure.document_number,
        disclosure.keywords,
        disclosure.summary,
        disclosure.plain_text,
        *(_text_of(one) for one in disclosure.attachments.select_related("document")),
    ]
    return Entry(
        id=disclosure.public_id,
        title=disclosure.title,
        text="\n".join(part for part in parts if part),
        published_on=published_on,
        filters={
            "body": disclosure.public_body.slug,
            "section": disclosure.column.section,
            "column": f"{disclosure.public_body.slug}/{disclosure.column.slug}",
            "theme": disclosure.theme,
            "validity": disclosure.validity_on(timezone.localdate()).value,
            "year": str(published_on.year),
        },
        shown={
            "address": disclosure.address,
            "body": disclosure.public_body.short_name,
            "column": disclosure.column.name,
            "document_number": disclosure.document_number,
        },
    )


def _text_of(attachment: Attachment) -> str:
    """Return the name of an attachment and what it says; a file that cannot be read is found by its name."""
    document = attachment.document
    if (document.file_size or 0) > LONGEST_FILE:
        return attachment.title
    try:
        with document.file.open("rb") as file:
            found = read_document(file.read(), document.filename)
    except (ReportError, OSError) as error:
        _log.info("attachment %s is searched by its name alone: %s", document.pk, error)
        return attachment.title
    return f"{attachment.title}\n{_words(found)[:LONGEST_TEXT]}"


def _words(document: Document) -> str:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Grid):
            lines += [cell.text for row in block.rows for cell in row]
        elif isinstance(block, Layout):
            lines += [line.text for line in block.lines]
        elif isinstance(block, Cells):
            lines += [cell.text for cell in block.cells]
    return "\n".join(lines)
