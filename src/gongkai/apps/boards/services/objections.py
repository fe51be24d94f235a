"""Objections during a publicity period: registered where the board hangs, answered by the officer."""

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.boards.access import require_on
from gongkai.apps.boards.errors import BoardError
from gongkai.apps.boards.models import Objection, Posting, Way
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log


@transaction.atomic
def register_objection(*, by: By, posting: Posting, way: Way, text: str, received_on: date, now: datetime) -> Objection:
    """Register an objection that came while the notice hung (登记异议)."""
    board = posting.board
    require_on(by, Act.POST_ON_BOARD, board, on=day_of(now))
    if not text.strip():
        raise BoardError("没有填写异议的内容。", "请写明对什么有异议、理由是什么。")
    if received_on > day_of(now):
        raise BoardError("收到日期晚于今天。", "请改正日期。")
    if received_on < posting.from_on or posting.is_over(received_on):
        raise BoardError("收到日期不在公示期内。", "公示期以外的意见请按一般的反映、投诉办理。")
    made = Objection.objects.create(
        posting=posting, way=way, text=text.strip(), received_on=received_on, registered_by=by.as_actor().name
    )
    told, body = f"{posting.heading}：收到异议（{way.label}）", board.channel.public_body
    log(Act.POST_ON_BOARD, made, by=by, now=now, body=body, told=told, after={"received_on": str(received_on)})
    return made


@transaction.atomic
def answer_objection(*, by: By, objection: Objection, answer: str, now: datetime) -> Objection:
    """Answer an objection (答复异议): what was found, what follows."""
    body = lock_open(objection.posting.board.channel.public_body, by, Act.ANSWER_OBJECTION, now)
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_at is not None:
        raise BoardError("这条异议已经答复。", "需要补充的，请另行登记。")
    if not answer.strip():
        raise BoardError("没有填写答复。", "请写明核实的情况和处理的结果。")
    row.answer, row.answered_at, row.answered_by = answer.strip(), now, by.as_actor().name
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    told = f"{objection.posting.heading}：{row.answer[:100]}"
    log(Act.ANSWER_OBJECTION, row, by=by, now=now, body=body, told=told, after={"answered_at": str(now)})
    return row
