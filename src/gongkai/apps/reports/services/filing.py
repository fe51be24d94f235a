"""A report on its way to the district: submitted, returned, accepted (报送、退回、接收)."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log
from gongkai.apps.reports.errors import ReportRefused
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.services.acting import lock
from gongkai.apps.reports.states import Filing, Step, advance


@transaction.atomic
def submit(*, by: By, draft: ReportDraft, now: datetime) -> ReportDraft:
    """Hand a sealed report up to the district (报送)."""
    draft = lock(draft, by, Act.DRAFT_REPORT, now)
    if not draft.frozen:
        raise ReportRefused("报告还没有封存。", "请先完成签字、封存，再报送。")
    draft.filing, draft.submitted_at = advance(Filing(draft.filing), Step.SUBMIT), now
    draft.save(update_fields=["filing", "submitted_at"])
    _log(Step.SUBMIT, draft, by, now, str(draft))
    return draft


@transaction.atomic
def return_to_body(*, by: By, draft: ReportDraft, reason: str, now: datetime) -> ReportDraft:
    """Return a report to its body with what was found (区里退回). It is mended in a new version."""
    draft = lock(draft, by, Act.OVERSEE, now)
    draft.filing = advance(Filing(draft.filing), Step.RETURN)
    if not reason.strip():
        raise ReportRefused("没有填写退回的原因。", "请写明发现了什么、怎样改。")
    draft.returned_for = reason.strip()
    draft.save(update_fields=["filing", "returned_for"])
    _log(Step.RETURN, draft, by, now, draft.returned_for)
    return draft


@transaction.atomic
def accept(*, by: By, draft: ReportDraft, now: datetime) -> ReportDraft:
    """Accept a report: it enters the district's sum (区里接收)."""
    draft = lock(draft, by, Act.OVERSEE, now)
    draft.filing = advance(Filing(draft.filing), Step.ACCEPT)
    draft.save(update_fields=["filing"])
    _log(Step.ACCEPT, draft, by, now, str(draft))
    return draft


def _log(step: Step, draft: ReportDraft, by: By, now: datetime, told: str) -> None:
    after = {"filing": draft.filing, "version": draft.version, "reason": draft.returned_for}
    log(step, draft, by=by, now=now, body=draft.public_body, told=told, after=after)
