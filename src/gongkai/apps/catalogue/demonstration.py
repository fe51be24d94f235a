"""The catalogue of the demonstration (演示目录), imported as a sheet, and records of three years that meet duties."""

import io
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from django.db import transaction
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.services import carry_out, preview
from gongkai.apps.publishing import services as publishing
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.services.signed import publish_signed
from gongkai.apps.publishing.services.writing import Writing
from gongkai.core.catalogue.periods import Period, periods_of
from gongkai.core.catalogue.words import Carrier, Rhythm

BODY: Final = "xiguan"
PEERS: Final = ("dongguan", "nanguan")
PEER_FIELDS: Final = ("财政预决算", "安全生产", "社会救助", "其他")
MARKS: Final = {
    "w": Carrier.WEBSITE, "m": Carrier.MEDIA, "b": Carrier.BOARD, "h": Carrier.SERVICE_HALL,
    "s": Carrier.SERVICE_STATION, "v": Carrier.VISIT, "t": Carrier.TARGETED,
}  # fmt: skip
HEADS: Final = (
    "领域",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "责任科室",
    "公开渠道和载体",
)
# Of these matters records are made; every so many periods one is left out.
RECORDED: Final = (("社会救助", "临时救助", "救助情况", 6), ("养老服务", "高龄津贴", "发放情况", 5))
LATE: Final = 4  # every fourth record came late


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Import the catalogues and publish the records; False where there are matters, or no bodies to have them."""
    body = PublicBody.objects.filter(slug=BODY).first()
    if body is None or Matter.objects.exists() or not Disclosure.objects.exists():
        return False
    _taken(body, None, now)
    for peer in PublicBody.objects.filter(slug__in=PEERS):
        _taken(peer, PEER_FIELDS, now)
    column = publishing.home_of(body).columns.get(slug="livelihood")
    for field, first, second, skipped in RECORDED:
        matter = Matter.objects.get(public_body=body, field=field, first_level=first, second_level=second)
        for number, period in enumerate(_past_quarters(now.date()), 1):
            if number % skipped:
                _publish(matter, column, period, late=number % LATE == 0)
    return True


def _taken(body: PublicBody, fields: tuple[str, ...] | None, now: datetime) -> None:
    begins, rows = _rows(body, fields)
    data = _sheet(rows)
    made = preview(by=SERVER, body=body, name="公开事项目录（演示）.xlsx", data=data, from_on=begins, now=now)
    carry_out(by=SERVER, made=made, now=now)


def _rows(body: PublicBody, fields: tuple[str, ...] | None) -> tuple[date, list[list[str]]]:
    text = (Path(__file__).parent / "data" / "demonstration.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    offices = set(body.offices.values_list("name", flat=True))
    rows = [
        [group["field"], first, second, content, group["basis"], limit, body.name,
         group["office"] if group["office"] in offices else "", "、".join(MARKS[mark].label for mark in marks)]
        for group in data["group"] if fields is None or group["field"] in fields
        for first, second, content, limit, marks in group["rows"]
    ]  # fmt: skip
    return data["from"], rows


def _sheet(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("目录")
    for line, row in enumerate([list(HEADS), *rows]):
        sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def _past_quarters(today: date) -> Iterator[Period]:
    for year in range(today.year - 2, today.year + 1):
        yield from (one for one in periods_of(year, Rhythm.QUARTERLY) if one.last + timedelta(days=60) < today)


def _publish(matter: Matter, column: Column, period: Period, *, late: bool) -> None:
    """Publish what a matter owes for a period, some days after it, or long after it."""
    made_on = period.last + timedelta(days=3)
    at = datetime.combine(made_on + timedelta(days=45 if late else 6), time(9), timezone.get_default_timezone())
    title = f"西关街道{period.label}{matter.first_level}{matter.second_level}（演示）"
    words = f"<p>{period.label}{matter.first_level}{matter.second_level}：演示数据，没有任何真实的人和金额。</p>"
    writing = Writing({"title": title, "made_on": made_on, "matter": matter.code, "body": [("text", words)]})
    page = publishing.hand_in(
        by=SERVER, body=matter.public_body, column=column, writing=writing, unit=matter.unit, now=at
    )
    publish_signed(by=SERVER, disclosure=page, signed="演示目录", now=at)
