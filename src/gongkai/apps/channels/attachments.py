"""The files that hang on a published record, for channels that take files."""

from dataclasses import dataclass

from wagtail.documents.models import Document

from gongkai.apps.publishing.models import Disclosure


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file as the public has it."""

    number: int
    document: Document
    name: str
    size: int

    def read(self) -> bytes:
        """Return its bytes."""
        with self.document.file.open("rb") as file:
            return bytes(file.read())


def attachments_of(disclosure: Disclosure) -> list[Attachment]:
    """Return the files that a record shows, in their order; pictures are no attachments."""
    rows = disclosure.public_files.exclude(document=None).select_related("document").order_by("pk")
    return [Attachment(row.document.pk, row.document, row.document.filename, row.document.file.size) for row in rows]
