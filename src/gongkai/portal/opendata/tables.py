"""The tables of the bulk files: their rows and their columns, those of the API."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors import public
from gongkai.portal.api.shapes import (
    BodyShape,
    ColumnShape,
    FileShape,
    HeadShape,
    body_shape,
    column_shape,
    disclosure_shape,
)
from gongkai.portal.opendata.accounts import ACCOUNTS
from gongkai.portal.opendata.table import Row, Table

CHUNK: Final = 500  # rows held in memory at once


class TextShape(HeadShape):
    """A disclosure with its plain text and its files, as a line of the bulk file holds it."""

    text: str = Field(description="正文，纯文字")
    attachments: list[FileShape] = Field(description="附件")


def _bodies() -> Iterator[Row]:
    for body in PublicBody.objects.filter(home__isnull=False).select_related("parent").order_by("path"):
        yield body_shape(body)


def _columns() -> Iterator[Row]:
    for body in PublicBody.objects.filter(home__isnull=False).order_by("path"):
        for column in public.columns_of(body):
            yield column_shape(body, column)


def _disclosures() -> Iterator[Row]:
    found = public.whole().prefetch_related("attachments__document")
    for one in found.iterator(chunk_size=CHUNK):
        row = disclosure_shape(one)
        row.pop("html")
        yield row


TABLES: Final = (
    Table("bodies", "公开机关", _bodies, BodyShape, tuple(BodyShape.model_fields)),
    Table("columns", "栏目", _columns, ColumnShape, tuple(ColumnShape.model_fields)),
    Table("disclosures", "主动公开的信息", _disclosures, TextShape, tuple(HeadShape.model_fields)),
    *ACCOUNTS,
)
