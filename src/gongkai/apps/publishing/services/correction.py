"""Correcting what is public: with a public note, the former versions kept; and giving up a draft."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.publishing.acting import account, again, day_of, lock, log
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.publication import release
from gongkai.apps.publishing.services.writing import Writing, write
from gongkai.apps.publishing.stages import Stage, advance
from gongkai.apps.publishing.versions import content_of
from gongkai.apps.publishing.words import Standing


@transaction.atomic
def correct(*, by: By, disclosure: Disclosure, writing: Writing, note: str, now: datetime) -> Disclosure:
    """Begin a correction (更正). What is public stays as it is until the correction has passed its reviews too.

    A body whose setting says that corrections need no review has it published at once.
    """
    page = lock(disclosure, by, Act.CORRECT, now)
    stage = advance(Stage(page.stage), Act.CORRECT)
    if page.standing != Standing.PUBLISHED:
        raise RuleError("只有已公开的稿件可以更正。", "请先查看稿件的公开状态。")
    if not note.strip():
        raise RuleError("没有填写更正说明。", "请写明更正了什么，它会显示在页面上。")
    draft: Disclosure = page.get_latest_revision_as_object()
    before = content_of(draft)
    write(draft, writing, now)
    after = content_of(draft)
    at_once = setting_on(page.public_body, Key.CORRECTION_REVIEWED, day_of(now)) == "否"
    if at_once and before == after:
        raise RuleError("内容没有改动。", "请改正内容，再保存。")
    draft.save_revision(user=account(by))
    page = again(page)
    page.correction_note, page.stage = note.strip(), stage
    page.save(update_fields=["correction_note", "stage"])
    if at_once:
        return release(page, by=by, stage=Stage.SETTLED, act=Act.CORRECT, now=now)
    changed = [name for name in after if before.get(name) != after[name]]
    log(
        Act.CORRECT,
        page,
        by=by,
        now=now,
        told=note.strip(),
        before={name: before.get(name) for name in changed},
        after={**{name: after[name] for name in changed}, "note": note.strip(), "stage": page.stage},
    )
    return page


@transaction.atomic
def discard(*, by: By, disclosure: Disclosure, now: datetime) -> Disclosure:
    """Give up a draft, or a correction that was begun (不再办理). Its versions stay; what is public stays public."""
    page = lock(disclosure, by, Act.TAKE_BACK, now)
    if page.stage == Stage.IN_REVIEW:
        raise RuleError("稿件在审核中。", "请先撤回送审。")
    stage = advance(Stage(page.stage), Act.TAKE_BACK)
    if page.standing == Standing.PUBLISHED and page.live_revision is not None:
        page.live_revision.as_object().save_revision(user=account(by))
        page = again(page)
        page.has_unpublished_changes = False
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=account(by))
    before = {"stage": page.stage}
    page.stage, page.correction_note, page.step = stage, "", ""
    page.save(update_fields=["stage", "correction_note", "step", "has_unpublished_changes"])
    log(Act.TAKE_BACK, page, by=by, now=now, told="不再办理", before=before, after={"stage": page.stage})
    return page
