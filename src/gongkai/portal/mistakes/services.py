"""A reader reports a mistake; an officer closes it with an answer."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, log
from gongkai.portal.mistakes.models import MistakeReport


def report_mistake(*, body: PublicBody, page: str, text: str, contact: str, key: str, now: datetime) -> MistakeReport:
    """Keep what a reader found wrong (网站找错); the same form sent twice is one report."""
    made, _new = MistakeReport.objects.get_or_create(
        key=key,
        defaults={
            "body": body,
            "page": page,
            "text": text,
            "contact": contact,
            "token": secrets.token_urlsafe(16),
            "at": now,
        },
    )
    return made


@transaction.atomic
def close_mistake(*, by: By, report: MistakeReport, answer: str, now: datetime) -> MistakeReport:
    """Close a report with an answer, which its address shows; how to reach the reader is erased."""
    row = MistakeReport.objects.select_for_update(of=("self",)).select_related("body").get(pk=report.pk)
    require(by, Act.ANSWER_MISTAKE, row.body, on=day_of(now))
    if row.closed_at is not None:
        raise RuleError(f"这条留言已由{row.closed_by}办结。", "不必重复办理。")
    if not answer.strip():
        raise RuleError("没有填写答复。", "请写明核对的结果和改正的情况。")
    row.answer, row.closed_at, row.closed_by, row.contact = answer.strip(), now, by.as_actor().name, ""
    row.save(update_fields=["answer", "closed_at", "closed_by", "contact"])
    after = {"answer": row.answer, "page": row.page}
    log(Act.ANSWER_MISTAKE, row, by=by, now=now, body=row.body, told=row.answer, before={"answer": ""}, after=after)
    return row
