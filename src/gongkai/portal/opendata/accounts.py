"""The tables that account for the work: annual reports, their cells, what is public of ledgers, matters, indicators."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from gongkai.apps.catalogue.models import Matter
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.oversight.models import Indicator
from gongkai.apps.publishing.words import Standing
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.selectors.reports import sealed_report
from gongkai.apps.reports.states import State
from gongkai.core.report.model import Value, as_json, cell_label
from gongkai.portal.opendata.table import Row, Table

_CHUNK: Final = 500


class ReportShape(Schema):
    """A published annual report."""

    id: str = Field(description="机关的 id/年度，不再更改")
    body: str = Field(description="机关的 id")
    year: int = Field(description="年度")
    version: int = Field(description="版本，更正一次加一")
    title: str = Field(description="标题")
    published_on: date = Field(description="公布日期")
    address: str = Field(description="网页的网址")
    digest: str = Field(description="报告内容的校验和")


class CellShape(Schema):
    """A cell of the three tables of a published annual report."""

    id: str = Field(description="机关的 id/年度/格的代码，不再更改")
    body: str = Field(description="机关的 id")
    year: int = Field(description="年度")
    cell: str = Field(description="格的代码")
    label: str = Field(description="格的名称")
    value: str | None = Field(description="数值，按原样；空白的格为空值")
    kind: str = Field(description="number 数值，blank 空白，text 不是数值的文字")


class EntryShape(Schema):
    """A public entry of a ledger."""

    id: str = Field(description="编号，不再更改")
    body: str = Field(description="机关的 id")
    kind: str = Field(description="台账：government_rule、normative_document、permit、penalty、coercion、charge")
    number: str = Field(description="文号")
    title: str = Field(description="名称")
    on: date = Field(description="日期")
    ended_on: date | None = Field(description="废止或者失效日期")
    ending: str = Field(description="repealed 废止，expired 失效")
    amount_yuan: str | None = Field(description="金额，元；没有填写的为空值，不是零")


class MatterShape(Schema):
    """A matter of a body's catalogue, in one version."""

    id: str = Field(description="机关的 id/代码/起算日期，不再更改")
    body: str = Field(description="机关的 id")
    code: str = Field(description="代码")
    field: str = Field(description="领域")
    first_level: str = Field(description="一级事项")
    second_level: str = Field(description="二级事项")
    content: str = Field(description="公开内容（要素）")
    basis: str = Field(description="公开依据")
    limit: str = Field(description="公开时限")
    owner: str = Field(description="公开主体")
    from_on: date = Field(description="自何日起")
    until_on: date | None = Field(description="至何日前")


class IndicatorShape(Schema):
    """An indicator of a district, in one version."""

    id: str = Field(description="编号，不再更改")
    district: str = Field(description="制定考核指标的机关的 id")
    name: str = Field(description="指标名称")
    measure: str = Field(description="测算项的代码")
    rule: str = Field(description="怎样计算")
    target: str = Field(description="目标")
    points: str = Field(description="满分")
    source: str = Field(description="来源")
    from_on: date = Field(description="自何日起")
    until_on: date | None = Field(description="到何日止，当日不计")


def _published() -> Iterator[ReportDraft]:
    rows = ReportDraft.objects.filter(state=State.PUBLISHED, disclosure__standing=Standing.PUBLISHED)
    found = rows.select_related("public_body", "disclosure__public_body").order_by("public_body__path", "year")
    yield from found.iterator(chunk_size=_CHUNK)


def _reports() -> Iterator[Row]:
    for one in _published():
        if one.disclosure is None or one.published_at is None:
            continue  # the condition above asks for both
        yield {
            "id": f"{one.public_body.slug}/{one.year}",
            "body": one.public_body.slug,
            "year": one.year,
            "version": one.version,
            "title": one.disclosure.title,
            "published_on": timezone.localdate(one.published_at),
            "address": f"{settings.SITE_ADDRESS}{one.disclosure.address}",
            "digest": one.digest,
        }


def _cells() -> Iterator[Row]:
    for one in _published():
        report, slug = sealed_report(one), one.public_body.slug
        for cell, found in report.cells.items():
            value = as_json(found.value)
            yield {
                "id": f"{slug}/{one.year}/{cell}",
                "body": slug,
                "year": one.year,
                "cell": cell,
                "label": cell_label(cell, report.edition),
                "value": None if value is None else str(value),
                "kind": _kind(found.value),
            }


def _kind(value: Value) -> str:
    if value is None:
        return "blank"
    return "number" if isinstance(value, int | Decimal) else "text"


def _entries() -> Iterator[Row]:
    rows = LedgerEntry.objects.filter(is_public=True, voided_at=None, public_body__home__isnull=False)
    for one in rows.select_related("public_body").order_by("pk").iterator(chunk_size=_CHUNK):
        yield {
            "id": str(one.pk),
            "body": one.public_body.slug,
            "kind": one.kind,
            "number": one.number,
            "title": one.title,
            "on": one.on,
            "ended_on": one.ended_on,
            "ending": one.ending,
            "amount_yuan": None if one.amount is None else f"{one.amount:f}",
        }


def _matters() -> Iterator[Row]:
    rows = Matter.objects.filter(voided_at=None, public_body__home__isnull=False).select_related("public_body")
    for one in rows.order_by("public_body__path", "position", "pk").iterator(chunk_size=_CHUNK):
        plain = ("code", "field", "first_level", "second_level", "content", "basis", "limit", "owner")
        yield {
            "id": f"{one.public_body.slug}/{one.code}/{one.from_on}",
            "body": one.public_body.slug,
            **{name: getattr(one, name) for name in plain},
            "from_on": one.from_on,
            "until_on": one.until_on,
        }


def _indicators() -> Iterator[Row]:
    for one in Indicator.objects.select_related("district").order_by("pk"):
        yield {
            "id": str(one.pk),
            "district": one.district.slug,
            "name": one.name,
            "measure": one.measure,
            "rule": one.measured.rule,
            "target": f"{one.target.normalize():f}",
            "points": f"{one.points.normalize():f}",
            "source": one.source,
            "from_on": one.from_on,
            "until_on": one.until_on,
        }


ACCOUNTS: Final = (
    Table("reports", "政府信息公开工作年度报告", _reports, ReportShape, tuple(ReportShape.model_fields)),
    Table("report_cells", "年度报告三张表的数据", _cells, CellShape, tuple(CellShape.model_fields)),
    Table("ledgers", "台账里已公开的部分", _entries, EntryShape, tuple(EntryShape.model_fields)),
    Table("matters", "公开事项目录", _matters, MatterShape, tuple(MatterShape.model_fields)),
    Table("indicators", "考核指标", _indicators, IndicatorShape, tuple(IndicatorShape.model_fields)),
)
