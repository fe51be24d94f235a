"""A sealed report before the public, and its correction by a new version (公布、更正)."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, log
from gongkai.apps.publishing import services as disclosures
from gongkai.apps.publishing.models import Column, Disclosure
from gongkai.apps.publishing.services.signed import publish_signed
from gongkai.apps.publishing.uploads import Upload, keep
from gongkai.apps.publishing.words import Section
from gongkai.apps.reports.errors import ReportRefused
from gongkai.apps.reports.models import Override, ReportDraft
from gongkai.apps.reports.page import body_of, files_of
from gongkai.apps.reports.selectors.reports import latest, sealed_report
from gongkai.apps.reports.services.acting import lock
from gongkai.apps.reports.states import State, Step, advance
from gongkai.core.report.model import AnnualReport


def publish(*, by: By, draft: ReportDraft, override: str = "", now: datetime) -> ReportDraft:
    """Publish a sealed report as a page with its files (公布); a correction takes the place of what was public.

    `override` is the reason for which findings of the guard may pass.
    """
    advance(State(draft.state), Step.PUBLISH)
    report = sealed_report(draft)
    report.published_on = day_of(now).isoformat()
    files = files_of(report)  # what is sealed stays, so nothing need be locked while the files are written
    return _publish(by, draft, report, files, override, now)


@transaction.atomic
def _publish(
    by: By, draft: ReportDraft, report: AnnualReport, files: dict[str, bytes], override: str, now: datetime
) -> ReportDraft:
    draft = lock(draft, by, Act.PUBLISH, now)
    draft.state = advance(State(draft.state), Step.PUBLISH)
    page = _page(by, draft, _writing(draft, report, files, now), now)
    signed = f"{draft.year}年度报告第{draft.version}版，杂凑值 {draft.digest[:16]}"
    draft.disclosure = publish_signed(by=by, disclosure=page, signed=signed, override=override, now=now)
    draft.published_at = now
    draft.save(update_fields=["state", "disclosure", "published_at"])
    _supersede(draft, by, now)
    after = {"address": draft.disclosure.address, "digest": draft.digest, "files": sorted(files)}
    log(Step.PUBLISH, draft, by=by, now=now, body=draft.public_body, told=str(draft), after=after)
    return draft


def _page(by: By, draft: ReportDraft, writing: disclosures.Writing, now: datetime) -> Disclosure:
    """Return the page with the report as its newest version: a new one, or what was public with its correction."""
    before = draft.disclosure
    if before is not None:
        return disclosures.correct(by=by, disclosure=before, writing=writing, note=draft.note, now=now)
    column = Column.objects.filter(
        pk__in=disclosures.home_of(draft.public_body).columns.all(), section=Section.REPORTS
    ).first()
    if column is None:
        raise ReportRefused("本机关没有“政府信息公开年报”栏目。", "请先设置这个栏目，再公布。")
    return disclosures.hand_in(by=by, body=draft.public_body, column=column, writing=writing, now=now)


def _writing(draft: ReportDraft, report: AnnualReport, files: dict[str, bytes], now: datetime) -> disclosures.Writing:
    kept = [
        (keep(Upload(data, name, name.rpartition(".")[2]), draft.public_body), name) for name, data in files.items()
    ]
    fields = {
        "title": report.title,
        "issuing_body": draft.public_body.name,
        "made_on": day_of(now),
        "theme": "综合政务、政务公开",
        "form": "报告",
        "body": body_of(report),
    }
    return disclosures.Writing(fields=fields, attachments=kept)


@transaction.atomic
def begin_version(*, by: By, draft: ReportDraft, note: str, now: datetime) -> ReportDraft:
    """Begin a correction of a sealed report as a new version with a public note (更正).

    What is public stays until the new version is published; a version never published is replaced at once.
    """
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    advance(State(draft.state), Step.SUPERSEDE)
    newest = latest(draft.public_body, draft.year)
    if newest is not None and newest.pk != draft.pk:
        raise ReportRefused("已经有更新的版本。", "请打开最新的版本。")
    if not note.strip():
        raise ReportRefused("没有填写更正说明。", "请写明更正了什么，公布后它会显示在页面上。")
    made = ReportDraft.objects.create(
        public_body=draft.public_body,
        year=draft.year,
        version=draft.version + 1,
        texts=draft.texts,
        note=note.strip(),
        begun_at=now,
        changed_at=now,
        disclosure=draft.disclosure,
    )
    Override.objects.bulk_create(
        Override(draft=made, cell=row.cell, value=row.value, reason=row.reason, by=row.by, at=row.at)
        for row in draft.overrides.filter(dropped_at=None)
    )
    if draft.state == State.SEALED:
        draft.state = advance(State(draft.state), Step.SUPERSEDE)
        draft.save(update_fields=["state"])
    told = f"{draft.year}年度第{made.version}版：{made.note}"
    log(Step.BEGIN_VERSION, made, by=by, now=now, body=made.public_body, told=told, after={"note": made.note})
    return made


def _supersede(draft: ReportDraft, by: By, now: datetime) -> None:
    older = ReportDraft.objects.select_for_update().filter(
        public_body=draft.public_body, year=draft.year, version__lt=draft.version, state=State.PUBLISHED
    )
    for one in older:
        one.state = advance(State(one.state), Step.SUPERSEDE)
        one.save(update_fields=["state"])
        log(
            Step.SUPERSEDE, one, by=by, now=now, body=draft.public_body, told=str(one), after={"version": draft.version}
        )
