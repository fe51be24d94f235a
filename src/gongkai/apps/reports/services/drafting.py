"""Writing a report: begun, its texts written, its figures changed for a reason."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.reports.assembling import FIRST_YEAR, PARTS
from gongkai.apps.reports.errors import ReportRefused
from gongkai.apps.reports.models import Override, ReportDraft
from gongkai.apps.reports.selectors.reports import latest
from gongkai.apps.reports.services.acting import lock
from gongkai.apps.reports.states import State, Step, advance
from gongkai.core.report.form import edition_for_year
from gongkai.core.report.model import cell_label

LONGEST: Final = 20_000  # characters of a part


@transaction.atomic
def begin(*, by: By, body: PublicBody, year: int, now: datetime) -> ReportDraft:
    """Begin the report of a body for a year (开始编制)."""
    body = lock_open(body, by, Act.DRAFT_REPORT, now)
    if not FIRST_YEAR <= year <= day_of(now).year:
        raise ReportRefused(
            f"不能编制{year}年度的报告。", f"可以编制{FIRST_YEAR}年度至今年的报告；更早的报告请作为文件存入。"
        )
    if latest(body, year) is not None:
        raise ReportRefused(f"{year}年度的报告已经在编制。", "请打开已有的报告；要更正已公布的，请点“更正”。")
    made = ReportDraft.objects.create(public_body=body, year=year, begun_at=now, changed_at=now)
    log(Step.BEGIN, made, by=by, now=now, body=body, told=f"{year}年度", after={"year": year})
    return made


@transaction.atomic
def write(
    *, by: By, draft: ReportDraft, texts: Mapping[str, str], seen: datetime | None = None, now: datetime
) -> ReportDraft:
    """Keep what was written. `seen` is when the version that the person had before them was last changed."""
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    draft.state = advance(State(draft.state), Step.WRITE)
    if seen is not None and draft.changed_at != seen:
        raise ReportRefused("您打开以后，别人已经修改了这份报告。", "请先复制您写的内容，重新打开页面，再把它补进去。")
    known = {part.key for part in PARTS}
    changed = {
        key: text.replace("\r\n", "\n").strip()
        for key, text in texts.items()
        if key in known and text.replace("\r\n", "\n").strip() != draft.texts.get(key, "")
    }
    if any(len(text) > LONGEST for text in changed.values()):
        raise ReportRefused("有一部分的文字太长。", f"请把每一部分写在 {LONGEST} 字以内。")
    if not changed:
        return draft
    draft.texts, draft.changed_at = {**draft.texts, **changed}, now
    draft.save(update_fields=["texts", "changed_at", "state"])
    labels = "、".join(part.label for part in PARTS if part.key in changed)
    log(Step.WRITE, draft, by=by, now=now, body=draft.public_body, told=labels, after=changed)
    return draft


@transaction.atomic
def override(*, by: By, draft: ReportDraft, cell: str, value: Decimal, reason: str, now: datetime) -> Override:
    """Put a figure in the place of the counted one, for a reason that is kept and shown (更改数据)."""
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    advance(State(draft.state), Step.OVERRIDE)
    form = edition_for_year(draft.year)
    _judge(cell, value, reason, form.cells)
    draft.overrides.filter(cell=cell, dropped_at=None).update(dropped_at=now)
    made = Override.objects.create(
        draft=draft, cell=cell, value=value, reason=reason.strip(), by=by.as_actor().name, at=now
    )
    _touch(draft, now)
    told = f"{cell_label(cell, form)}改为 {value.normalize():f}，{made.reason}"
    after = {"cell": cell, "value": f"{value.normalize():f}", "reason": made.reason}
    log(Step.OVERRIDE, draft, by=by, now=now, body=draft.public_body, told=told, after=after)
    return made


def _judge(cell: str, value: Decimal, reason: str, cells: tuple[str, ...]) -> None:
    if cell not in cells:
        raise ReportRefused("表格里没有这个数据。", "请从报告的表格中点选。")
    if not reason.strip():
        raise ReportRefused("没有填写更改的理由。", "请写明为什么与台账不同，理由会一直显示。")
    places = 4 if cell.startswith("t2.fees") else 0
    if not value.is_finite() or value < 0 or value != round(value, places):
        raise ReportRefused(
            "填写的数字不对。", "收费金额请按万元填写，最多四位小数。" if places else "请填写 0 或者正整数。"
        )


@transaction.atomic
def drop_override(*, by: By, draft: ReportDraft, cell: str, now: datetime) -> ReportDraft:
    """Take back a change by hand: the counted figure stands again (恢复)."""
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    advance(State(draft.state), Step.DROP_OVERRIDE)
    if not draft.overrides.filter(cell=cell, dropped_at=None).update(dropped_at=now):
        raise ReportRefused("这个数据没有更改过。", "不必恢复。")
    _touch(draft, now)
    told = cell_label(cell, edition_for_year(draft.year))
    log(Step.DROP_OVERRIDE, draft, by=by, now=now, body=draft.public_body, told=told, after={"cell": cell})
    return draft


def _touch(draft: ReportDraft, now: datetime) -> None:
    draft.changed_at = now
    draft.save(update_fields=["changed_at"])
