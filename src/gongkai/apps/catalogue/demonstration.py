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
from gongkai.apps.catalogue.services import (
    Evidence,
    Wanted,
    add_tasks,
    carry_out,
    close_task,
    make_plan,
    preview,
    report_progress,
)
from gongkai.apps.catalogue.words import Origin
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
    _planned(body, now)
    return True


def _planned(body: PublicBody, now: datetime) -> None:
    """Make this year's plan: a task that is done, one under way, one from a problem that last year's report named."""
    year = timezone.localdate(now).year
    plan = make_plan(by=SERVER, body=body, year=year, basis=f"老城区{year}年政务公开工作要点（演示）", now=now)
    office = body.offices.filter(name="社会事务办公室").first()
    wanted = (
        Wanted("按科室列出公开事项，建立公开任务表", date(year, 6, 30), None),
        Wanted("每季度公布社会救助发放情况", date(year, 12, 31), office),
        Wanted("解决“解读形式比较单一”", date(year, 12, 31), None, Origin.PROBLEM, "解读形式比较单一"),
    )
    listed, shown, _third = add_tasks(by=SERVER, plan=plan, wanted=wanted, now=now)
    close_task(by=SERVER, task=listed, done=True, why="已经列出 59 项公开事项，按月查看完成情况（演示）", now=now)
    report_progress(by=SERVER, task=shown, words="前三个季度已经公布（演示）", percent=75, evidence=Evidence(), now=now)


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
