"""The shapes of what the API answers. Names are those of the database and of the bulk files; they do not change."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Column, Disclosure


class BodyShape(Schema):
    """A public body."""

    id: str = Field(description="机关在网址里的名字，不再更改")
    name: str = Field(description="全称")
    short_name: str = Field(description="简称")
    above: str | None = Field(description="上级机关的 id")
    address: str = Field(description="公开专栏的网址")
    closed_on: date | None = Field(description="撤销日期")


class ColumnShape(Schema):
    """A column."""

    id: str = Field(description="机关/板块/栏目")
    name: str = Field(description="栏目名称")
    section: str = Field(description="板块：guide、rules、catalogue、documents、reports")
    address: str = Field(description="网址")


class FileShape(Schema):
    """An attachment."""

    title: str = Field(description="附件名称")
    address: str = Field(description="下载网址")
    bytes: int | None = Field(description="大小，字节")


class HeadShape(Schema):
    """The header of a disclosure."""

    id: str = Field(description="公开编号，不再更改")
    title: str = Field(description="标题")
    address: str = Field(description="网页的网址")
    body: str = Field(description="机关的 id")
    column: str = Field(description="栏目的 id")
    index_number: str | None = Field(description="索引号")
    document_number: str = Field(description="文号")
    issuing_body: str = Field(description="发文机关")
    made_on: date | None = Field(description="成文日期")
    published_at: datetime = Field(description="发布时间")
    corrected_at: datetime | None = Field(description="最近更正时间")
    theme: str = Field(description="主题分类")
    form: str = Field(description="体裁分类")
    keywords: list[str] = Field(description="关键词")
    validity: str = Field(description="有效性：in_force、repealed、expired、amended")
    effective_on: date | None = Field(description="施行日期")
    expires_on: date | None = Field(description="有效期至")
    ended_on: date | None = Field(description="废止、失效或修改日期")
    publicity: str = Field(description="公开属性")
    matter: str = Field(description="公开事项的代码")
    source: str = Field(description="来源")
    summary: str = Field(description="内容概述")


class DisclosureShape(HeadShape):
    """A disclosure with its text and its files."""

    html: str = Field(description="正文，HTML")
    text: str = Field(description="正文，纯文字")
    attachments: list[FileShape] = Field(description="附件")


class PageShape(Schema):
    """A page of disclosures."""

    items: list[HeadShape]
    next: str | None = Field(description="下一页的 cursor；没有下一页时为空")


class ChangeShape(Schema):
    """A change of what is public."""

    number: int = Field(description="变动的顺序号")
    kind: str = Field(description="published、corrected、withdrawn、moved、validity_changed")
    at: datetime = Field(description="时间")
    id: str = Field(description="信息的公开编号")
    address: str = Field(description="网页的网址；撤下的显示撤下原因")


class ChangesShape(Schema):
    """A page of changes, oldest first."""

    items: list[ChangeShape]
    after: int = Field(description="下次从这个顺序号之后取")


def body_shape(body: PublicBody) -> dict[str, Any]:
    """Return a body as data."""
    return {
        "id": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "above": body.parent.slug if body.parent else None,
        "address": f"{settings.SITE_ADDRESS}/{body.slug}/",
        "closed_on": body.closed_on,
    }


def column_shape(body: PublicBody, column: Column) -> dict[str, Any]:
    """Return a column as data."""
    return {
        "id": column_id(body, column),
        "name": column.name,
        "section": column.section,
        "address": f"{settings.SITE_ADDRESS}{column.address}",
    }


def column_id(body: PublicBody, column: Column) -> str:
    """Return the name of a column among all bodies."""
    return f"{body.slug}/{column.section}/{column.slug}"


def head_shape(one: Disclosure) -> dict[str, Any]:
    """Return the header of a disclosure as data."""
    return {
        "id": one.public_id,
        "title": one.title,
        "address": f"{settings.SITE_ADDRESS}{one.address}",
        "body": one.public_body.slug,
        "column": column_id(one.public_body, one.column),
        "index_number": one.index_number,
        "document_number": one.document_number,
        "issuing_body": one.issuing_body or one.public_body.name,
        "made_on": one.made_on,
        "published_at": one.published_at,
        "corrected_at": one.corrected_at,
        "theme": one.theme,
        "form": one.form,
        "keywords": one.keywords.split(),
        "validity": one.validity_on(timezone.localdate()).value,
        "effective_on": one.effective_on,
        "expires_on": one.expires_on,
        "ended_on": one.ended_on,
        "publicity": one.publicity,
        "matter": one.matter,
        "source": one.source,
        "summary": one.summary,
    }


def disclosure_shape(one: Disclosure) -> dict[str, Any]:
    """Return a disclosure with text and files as data."""
    return {**head_shape(one), "html": one.html, "text": one.plain_text, "attachments": list(_files(one))}


def _files(one: Disclosure) -> Iterable[dict[str, Any]]:
    for file in one.attachments.all():
        document = file.document
        address = f"{settings.SITE_ADDRESS}{document.file.url}"
        yield {"title": file.title, "address": address, "bytes": document.file_size}
