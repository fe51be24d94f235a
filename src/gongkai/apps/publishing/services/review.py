"""Review: sent in, signed step by step, sent back, taken back (先审查后公开)."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from gongkai.apps.bodies.body_settings import YES, Key
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, Server
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.publishing.acting import account, again, day_of, lock, lock_row, log
from gongkai.apps.publishing.guarding import let_through
from gongkai.apps.publishing.models import Disclosure, ReviewState, ReviewTask
from gongkai.apps.publishing.permissions import require_do, stands_in_for
from gongkai.apps.publishing.services.writing import made_on_a_possible_day
from gongkai.apps.publishing.stages import Stage, advance
from gongkai.apps.publishing.steps import steps_of
from gongkai.apps.publishing.versions import digest_of
from gongkai.apps.publishing.words import Publicity, Secrecy, Standing

USUAL_ARTICLE: Final = "《条例》第十四条"  # where the draft names no other
WITHHELD: Final = ("publicity", "withheld_article", "withheld_reason")


@transaction.atomic
def submit(*, by: By, disclosure: Disclosure, override: str = "", now: datetime) -> Disclosure:
    """Send a draft into review (送审), after the guard has looked at it.

    Raises Guarded with the findings that block; `override` is the reason for which they may pass, where they may.
    """
    page = lock(disclosure, by, Act.SUBMIT, now)
    stage = advance(Stage(page.stage), Act.SUBMIT)
    draft: Disclosure = page.get_latest_revision_as_object()
    _complete(draft)
    made_on_a_possible_day(draft, now)
    let_through(draft, by=by, reason=override, now=now)
    last = page.current_workflow_state
    if last is not None:  # the passage that was sent back ended there
        last.cancel(user=account(by))
    workflow = workflow_for(steps_of(page.public_body, day_of(now)))
    state = workflow.start(page, account(by))
    _arrive(page, state.current_task_state, now)
    page.stage = stage
    page.save(update_fields=["stage", "step", "step_since"])
    told = f"第一步：{Act(page.step).label}"
    log(Act.SUBMIT, draft, by=by, now=now, told=told, after={"stage": page.stage, "step": page.step})
    return page


@transaction.atomic
def review(  # the step, its note, its secrecy result, and why a finding of the guard may pass
    *,
    by: By,
    disclosure: Disclosure,
    note: str = "",
    secrecy: Secrecy | None = None,
    seen: int | None = None,
    override: str = "",
    now: datetime,
) -> Disclosure:
    """Sign the step at which a disclosure is (审核通过). `seen` is the revision the reviewer had before them.

    The secrecy review has three results: it may be made public, and goes on; it cannot be decided, and waits for the
    competent authority; it is secret, and ends here (Regulation arts. 14 and 17).
    """
    page, step, state = _at_step(disclosure, by, now)
    if seen is not None and state.revision_id != seen:
        raise RuleError("您看到的不是送审的这一版。", "请重新打开稿件，看过之后再审核。")
    if step is Act.REVIEW_SECRECY and _judged(secrecy, note) is not Secrecy.OPEN:
        ends = secrecy is Secrecy.SECRET
        return (_withhold if ends else _refer)(page, state, by=by, note=note.strip(), now=now)
    note = _with_what_was_referred(state, note)
    draft: Disclosure = state.revision.as_object()
    last = state.workflow_state.is_at_final_task
    if last:
        let_through(draft, by=by, reason=override, now=now)
    _sign(state, by, page, secrecy, digest_of(draft), now)
    state.approve(user=account(by), comment=note.strip())
    TaskState.objects.filter(pk=state.pk).update(finished_at=now)
    before = {"stage": page.stage, "step": page.step}
    passage = WorkflowState.objects.get(pk=state.workflow_state_id)
    if passage.status == WorkflowState.STATUS_APPROVED:
        page.stage, page.step, page.step_since = advance(Stage(page.stage), Act.APPROVE), "", now
    else:
        _arrive(page, passage.current_task_state, now)
    page.save(update_fields=["stage", "step", "step_since"])
    after = {"stage": page.stage, "step": page.step, "note": note.strip(), "digest": state.digest}
    log(step, draft, by=by, now=now, told="通过", before=before, after={**after, "secrecy": secrecy or ""})
    return page


def approve(*, by: By, disclosure: Disclosure, note: str = "", override: str = "", now: datetime) -> Disclosure:
    """Sign the last step as the leader (审签)."""
    if disclosure.step != Act.APPROVE:
        raise RuleError("稿件还没有到审签这一步。", "请等前面的步骤审核完。")
    return review(by=by, disclosure=disclosure, note=note, override=override, now=now)


@transaction.atomic
def send_back(
    *, by: By, disclosure: Disclosure, reason: str, secrecy: Secrecy | None = None, now: datetime
) -> Disclosure:
    """Send a disclosure back to its author (退回), from a step of review or before its publication."""
    if not reason.strip():
        raise RuleError("没有填写退回的原因。", "请写明哪里要改。")
    page = lock_row(disclosure)
    stage, before = advance(Stage(page.stage), Act.SEND_BACK), {"stage": page.stage, "step": page.step}
    if page.stage == Stage.IN_REVIEW:
        page, _step, state = _at_step(disclosure, by, now)
        _sign(state, by, page, secrecy, digest_of(state.revision.as_object()), now)
        state.reject(user=account(by), comment=reason.strip())
        TaskState.objects.filter(pk=state.pk).update(finished_at=now)
    else:
        require_do(by, Act.PUBLISH, page, on=day_of(now))
    page.revisions.update(approved_go_live_at=None)
    page.stage, page.step, page.step_since, page.go_live_at = stage, "", now, None
    page.save(update_fields=["stage", "step", "step_since", "go_live_at"])
    after = {"stage": page.stage, "reason": reason.strip(), "secrecy": secrecy or ""}
    log(Act.SEND_BACK, page, by=by, now=now, told=reason.strip(), before=before, after=after)
    return page


@transaction.atomic
def take_back(*, by: By, disclosure: Disclosure, now: datetime) -> Disclosure:
    """Take a disclosure out of review again, by its author or whoever sent it in (撤回送审)."""
    page = lock(disclosure, by, Act.TAKE_BACK, now)
    stage, state = advance(Stage(page.stage), Act.TAKE_BACK), page.current_workflow_state
    if page.stage != Stage.IN_REVIEW or state is None:
        raise RuleError("稿件不在审核中。", "不必撤回。")
    if not isinstance(by, Server) and by.pk not in {page.owner_id, state.requested_by_id}:
        raise RuleError("这件稿件不是您送审的。", "请由作者或送审人撤回，或由审核人退回。")
    before = {"stage": page.stage, "step": page.step}
    state.cancel(user=account(by))
    page.stage, page.step, page.step_since = stage, "", now
    page.save(update_fields=["stage", "step", "step_since"])
    log(Act.TAKE_BACK, page, by=by, now=now, before=before, after={"stage": page.stage})
    return page


def workflow_for(steps: tuple[Act, ...]) -> Workflow:
    """Return Wagtail's workflow of some steps in their order; make it the first time."""
    name = " → ".join(step.label for step in steps)
    found = Workflow.objects.filter(name=name, active=True).first()
    if found is None:
        found = Workflow.objects.create(name=name)
        for place, step in enumerate(steps):
            task, _made = ReviewTask.objects.get_or_create(step=step, defaults={"name": step.label})
            WorkflowTask.objects.create(workflow=found, task=task, sort_order=place)
    return found


def forbids_own_work(body: PublicBody, now: datetime) -> bool:
    """Tell whether in a body nobody approves their own work."""
    return setting_on(body, Key.OWN_WORK, day_of(now)) != YES


def _at_step(disclosure: Disclosure, by: By, now: datetime) -> tuple[Disclosure, Act, ReviewState]:
    """Return the locked disclosure, the step it is at and Wagtail's row of it, if this person may sign there."""
    page = lock_row(disclosure)
    passage = page.current_workflow_state
    if page.stage != Stage.IN_REVIEW or passage is None:
        advance(Stage(page.stage), Act.APPROVE)  # names what is allowed instead
        raise RuleError("稿件不在审核中。", "请刷新页面。")
    state: Any = passage.current_task_state.specific
    step = Act(page.step)
    page = lock(page, by, step, now)
    own = not isinstance(by, Server) and by.pk in {page.owner_id, passage.requested_by_id}
    if own and forbids_own_work(page.public_body, now):
        raise RuleError("这件稿件是您自己报送的。", "本机关规定本人的稿件由他人审核，请由另一位审核人办理。")
    return page, step, state


def _sign(state: ReviewState, by: By, page: Disclosure, secrecy: Secrecy | None, digest: str, now: datetime) -> None:
    state.secrecy, state.digest = secrecy or "", digest
    state.substitute_for = stands_in_for(by, Act(page.step), page, on=day_of(now))
    state.save(update_fields=["secrecy", "digest", "substitute_for"])


def _arrive(page: Disclosure, state: Any, now: datetime) -> None:
    TaskState.objects.filter(pk=state.pk).update(started_at=now)
    page.step, page.step_since = ReviewTask.objects.get(pk=state.task_id).step, now


def _judged(secrecy: Secrecy | None, note: str) -> Secrecy:
    if secrecy is None:
        raise RuleError("没有选择保密审查结论。", "请选择结论，再签署意见。")
    if secrecy is Secrecy.REFERRED and not note.strip():
        raise RuleError("没有写明报哪个部门确定、哪里不能确定。", "请在意见中写明，再签署。")
    if secrecy is Secrecy.SECRET and not note.strip():
        raise RuleError("没有写明不予公开的理由。", "请在意见中写明理由，不要写涉密的内容，再签署。")
    return secrecy


def _with_what_was_referred(state: ReviewState, note: str) -> str:
    return "\n".join(part for part in (state.comment, note.strip()) if part)


def _refer(page: Disclosure, state: ReviewState, *, by: By, note: str, now: datetime) -> Disclosure:
    """Leave a disclosure at the secrecy review until the authority has decided (报有关部门确定, Regulation art. 17)."""
    _sign(state, by, page, Secrecy.REFERRED, digest_of(state.revision.as_object()), now)
    named = f"{day_of(now)} 报有关部门确定：{note}"
    state.comment = _with_what_was_referred(state, named)
    state.save(update_fields=["comment"])
    after = {"note": note, "secrecy": Secrecy.REFERRED, "digest": state.digest}
    log(Act.REVIEW_SECRECY, page, by=by, now=now, told="报有关部门确定，等候结论", after=after)
    return page


def _withhold(page: Disclosure, state: ReviewState, *, by: By, note: str, now: datetime) -> Disclosure:
    """End the work on a disclosure that is secret or may not be made public (不予公开); what is public stays."""
    before = {"stage": page.stage, "step": page.step}
    stage = advance(Stage(page.stage), Act.REVIEW_SECRECY)
    note = _with_what_was_referred(state, note)
    _sign(state, by, page, Secrecy.SECRET, digest_of(state.revision.as_object()), now)
    state.reject(user=account(by), comment=note)
    TaskState.objects.filter(pk=state.pk).update(finished_at=now)
    if page.standing == Standing.PUBLISHED and page.live_revision is not None:  # a correction ends, as if never begun
        page.live_revision.as_object().save_revision(user=account(by))
        page = again(page)
        page.has_unpublished_changes, page.correction_note = False, ""
    else:
        draft: Disclosure = page.get_latest_revision_as_object()
        draft.publicity, draft.withheld_reason = Publicity.WITHHELD, note
        draft.withheld_article = draft.withheld_article.strip() or USUAL_ARTICLE
        draft.save_revision(user=account(by))
        page = again(page)
        page.publicity, page.withheld_reason = draft.publicity, draft.withheld_reason
        page.withheld_article = draft.withheld_article
    page.stage, page.step, page.step_since = stage, "", now
    page.save(update_fields=["stage", "step", "step_since", "has_unpublished_changes", "correction_note", *WITHHELD])
    after = {"stage": page.stage, "note": note, "secrecy": Secrecy.SECRET, "digest": state.digest}
    log(Act.REVIEW_SECRECY, page, by=by, now=now, told="不予公开", before=before, after=after)
    return page


def _complete(draft: Disclosure) -> None:
    """Raise RuleError unless a draft has what a review can judge."""
    if not draft.body and not draft.attachments.exists():
        raise RuleError("稿件没有正文，也没有附件。", "请写正文或加上附件。")
    if draft.publicity != Publicity.OPEN and not (draft.withheld_article.strip() and draft.withheld_reason.strip()):
        raise RuleError("没有写明不主动公开的依据和理由。", "请填写《条例》的条款和理由（第十四条至第十六条）。")
