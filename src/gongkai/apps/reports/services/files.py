"""Reports that come as files: read, kept with their cells, and no longer used when they were the wrong ones."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.publishing.uploads import Upload, keep
from gongkai.apps.publishing.viruses import infected_by
from gongkai.apps.reports.errors import ReportRefused
from gongkai.apps.reports.models import ReportFile
from gongkai.apps.reports.selectors.reports import to_mapping
from gongkai.apps.reports.states import Step
from gongkai.core.report.errors import ReportError
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.opening import open_report

LONGEST_NAME = 100


def read_upload(file: UploadedFile[Any]) -> tuple[Upload, AnnualReport]:
    """Return an uploaded report, read; raise ReportRefused with what is wrong and how to mend it."""
    name = PurePath((file.name or "").replace("\\", "/")).name.strip()[-LONGEST_NAME:] or "年度报告"
    limit = settings.UPLOAD_LIMIT_BYTES
    if (file.size or 0) > limit:
        raise ReportRefused(f"文件“{name}”超过了 {limit // (1024 * 1024)} MB。", "请只提交年度报告本身。")
    data = file.read()
    virus = infected_by(data)
    if virus:
        raise ReportRefused(f"文件“{name}”含有病毒（{virus}），没有保存。", "请查杀后换一个干净的文件。")
    try:
        report = open_report(data, name)
    except ReportError as refused:
        raise ReportRefused(refused.problem, refused.remedy) from None
    return Upload(data, name, name.rpartition(".")[2].lower()), report


@transaction.atomic
def keep_file(
    *, by: By, act: Act, keeper: PublicBody, upload: Upload, report: AnnualReport,
    of: PublicBody | None, year: int, now: datetime, is_whole: bool = False,
) -> ReportFile:  # fmt: skip
    """Keep a report that was read out of a file (存入). `of` reports; None for a body outside the system."""
    keeper = lock_open(keeper, by, act, now)
    if report.year is not None and report.year != year:
        raise ReportRefused(f"这个文件是{report.year}年的报告，这里要的是{year}年的。", "请确认选对了文件。")
    if not report.cells:
        raise ReportRefused("这个文件里没有读出表格的数据。", "请换一种格式的文件，例如 Word、网页或者 JSON。")
    organ = report.organ or (of.name if of else "")
    if not organ:
        raise ReportRefused("没有读出机关名称。", "请在报告标题里写明机关名称，再存入。")
    made = ReportFile.objects.create(
        keeper=keeper,
        public_body=of,
        organ=organ[:200],
        year=year,
        name=upload.name,
        is_whole=is_whole,
        report=to_mapping(report),
        document=keep(upload, keeper),
        kept_at=now,
        kept_by=by.as_actor().name,
    )
    log(
        Step.KEEP_FILE,
        made,
        by=by,
        now=now,
        body=keeper,
        told=f"{made.organ}{year}年（{made.name}）",
        after={"organ": made.organ, "year": year, "name": made.name},
    )
    return made


@transaction.atomic
def drop_file(*, by: By, act: Act, file: ReportFile, now: datetime) -> ReportFile:
    """Use a file no longer; it stays where it can be looked at."""
    keeper = lock_open(file.keeper, by, act, now)
    file = ReportFile.objects.select_for_update().get(pk=file.pk)
    if file.dropped_at is not None:
        raise ReportRefused("这个文件已经停用。", "不必重复办理。")
    file.dropped_at = now
    file.save(update_fields=["dropped_at"])
    log(Step.DROP_FILE, file, by=by, now=now, body=keeper, told=str(file), after={"name": file.name})
    return file
