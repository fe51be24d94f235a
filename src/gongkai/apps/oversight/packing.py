"""What a package of evidence holds: report, score with its rows, records, log, pages. Bounded in size."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.utils import timezone

from gongkai.apps.applications.law import calendar_of
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import entries_of_body
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.states import State as DeliveryState
from gongkai.apps.oversight.prints import print_pages
from gongkai.apps.oversight.selectors.counting import Span, days_between, facts_of, published
from gongkai.apps.oversight.selectors.pictures import of_body
from gongkai.apps.oversight.selectors.rules import as_of, district_of, rules
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.reports.page import files_of
from gongkai.apps.reports.selectors.figures import counted
from gongkai.apps.reports.selectors.reports import in_force, sealed_report
from gongkai.core.law.workdays import WorkCalendar
from gongkai.core.oversight import facts_to_json, score
from gongkai.core.report.form import edition_for_year
from gongkai.core.report.model import as_json, cell_label

MOST_BYTES: Final = 100 * 1024 * 1024  # before compression
MOST_ROWS: Final = 50_000  # of one table
MOST_PAGES: Final = 2_000
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # office programs take a cell that begins so for a formula


@dataclass(slots=True)
class Pack:
    """A zip in the making: what is in it with its checksum, and what was left out and why."""

    zip: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, name: str, data: bytes) -> bool:
        """Put a file in; False where the package would grow too large."""
        if self.size + len(data) > MOST_BYTES:
            return False
        self.size += len(data)
        self.sums[name] = hashlib.sha256(data).hexdigest()
        self.zip.writestr(name, data)
        return True

    def add_table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Put a table in as CSV that office programs open."""
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        buffer.write("\ufeff")
        writer.writerow(heads)
        for number, row in enumerate(rows):
            if number == MOST_ROWS:
                self.left_out.append(f"{name} 只装入前 {MOST_ROWS} 行")
                break
            writer.writerow([_cell(value) for value in row])
        if not self.add(name, buffer.getvalue().encode()):
            self.left_out.append(f"{name}：材料总量超过上限")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def pack(body: PublicBody, year: int, file: IO[bytes], today: date) -> Pack:
    """Write the package of a body and a year into a file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        found = Pack(made)
        _report(found, body, year)
        _scores(found, body, year, today)
        _records(found, body, year, today)
        _deliveries(found, body, year, today)
        _cells(found, body, year)
        _log(found, body, year)
        for picture in of_body(body, year, timezone.now()):
            found.add(f"图表/{picture.title}.svg", picture.alone().encode())
        _pages(found, body, year, today)
        made.writestr("说明.txt", _index(found, body, year, today))
    return found


def _index(found: Pack, body: PublicBody, year: int, today: date) -> str:
    lines = [
        f"{body.name}{year}年政务公开考核材料", f"制作日期：{today}", "",
        "每个文件的校验和（SHA-256）：", *(f"{sum_}  {name}" for name, sum_ in found.sums.items()),
    ]  # fmt: skip
    if found.left_out:
        lines += ["", "没有装入的：", *found.left_out]
    return "\n".join(lines) + "\n"


def _report(found: Pack, body: PublicBody, year: int) -> None:
    draft = in_force(body, year)
    if draft is None:
        found.left_out.append(f"{year}年度报告：本系统没有封存的报告")
        return
    for name, data in files_of(sealed_report(draft)).items():
        found.add(f"年度报告/{name}", data)


def _scores(found: Pack, body: PublicBody, year: int, today: date) -> None:
    on = as_of(year, today)
    facts = facts_of([body], year, today)[body.pk]
    sheet = score(facts, rules(district_of(body), on), on)
    rows = [
        (mark.rule.name, mark.rule.source, mark.rule.points, mark.won, mark.reading.said, item.label, item.figure,
         "达到" if item.is_met else "没有达到")
        for mark in sheet.marks
        for item in mark.reading.items
    ]  # fmt: skip
    found.add_table("得分/依据.csv", ("指标", "来源", "满分", "得分", "情况", "依据", "数据", "结果"), rows)
    told = json.dumps(facts_to_json(facts), ensure_ascii=False, indent=1)
    found.add("得分/统计数据.json", told.encode())


def _records(found: Pack, body: PublicBody, year: int, today: date) -> None:
    calendar = calendar_of(body)
    rows = published([body.pk], Span(year, today)).select_related("public_body", "column", "office", "community")
    heads = ("索引号", "标题", "栏目", "成文日期", "发布时间", "工作日数", "来稿单位", "网址")
    found.add_table("公开的信息.csv", heads, (_record(one, calendar) for one in rows.order_by("published_at", "pk")))


def _record(one: Disclosure, calendar: WorkCalendar) -> tuple[object, ...]:
    at = timezone.localtime(one.published_at)
    days = None if one.made_on is None else days_between(calendar, one.made_on, at.date())
    address = f"{settings.SITE_ADDRESS}{one.address}"
    return one.index_number, one.title, one.column.name, one.made_on, at.isoformat(), days, one.unit, address


def _deliveries(found: Pack, body: PublicBody, year: int, today: date) -> None:
    span = Span(year, today)
    rows = Delivery.objects.filter(
        channel__public_body=body, state=DeliveryState.DONE, done_at__gte=span.begins, done_at__lt=span.ends
    ).select_related("channel", "disclosure")
    heads = ("渠道", "账号", "标题", "发出时间", "经办", "链接")
    found.add_table(
        "渠道投送.csv", heads,
        (
            (one.channel.get_kind_display(), one.channel.name, one.disclosure.title,
             timezone.localtime(one.done_at).isoformat(), one.done_by, one.link)
            for one in rows.order_by("done_at", "pk").iterator()
        ),
    )  # fmt: skip


def _cells(found: Pack, body: PublicBody, year: int) -> None:
    form = edition_for_year(year)
    rows = ((cell, cell_label(cell, form), as_json(value)) for cell, value in counted(body, year).items())
    found.add_table("年报三张表的数据.csv", ("代码", "数据", "数值"), rows)


def _log(found: Pack, body: PublicBody, year: int) -> None:
    span = Span(year, date(year, 12, 31))
    rows = entries_of_body(body.pk).filter(at__gte=span.begins, at__lt=span.ends).order_by("number")
    heads = ("序号", "时间", "办理人", "事项", "杂凑值")
    found.add_table("操作日志.csv", heads, (_act(one) for one in rows.iterator()))


def _act(one: Entry) -> tuple[object, ...]:
    return one.number, timezone.localtime(one.at).isoformat(), one.actor_name, one.summary, one.digest


def _pages(found: Pack, body: PublicBody, year: int, today: date) -> None:
    addresses = [f"/{body.slug}/", *_addresses(body, year, today)]
    missing = 0
    for address in addresses:
        file = Path(settings.BAKED_DIR) / address.strip("/") / "index.html"
        if not file.is_file():
            missing += 1
        elif not found.add(f"网页{address}index.html", file.read_bytes()):
            found.left_out.append("一部分网页：材料总量超过上限")
            break
    if missing:
        found.left_out.append(f"{missing} 个网页还没有生成文件")
    prints, reason = print_pages([f"{settings.SITE_ADDRESS}{address}" for address in addresses])
    for number, data in enumerate(prints, 1):
        found.add(f"网页打印/{number:02d}.pdf", data)
    if reason:
        found.left_out.append(reason)


def _addresses(body: PublicBody, year: int, today: date) -> Iterator[str]:
    rows = published([body.pk], Span(year, today)).select_related("public_body").order_by("-published_at", "-pk")
    yield from (one.address for one in rows[:MOST_PAGES])
