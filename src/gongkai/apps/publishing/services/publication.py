"""Publishing and withdrawing: what the public sees changes here and in `correction` alone."""

from datetime import datetime
from typing import Final

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.acting import account, again, day_of, lock, log
from gongkai.apps.publishing.duplicates import kept_fingerprint
from gongkai.apps.publishing.models import Correction, Disclosure, PublicFile, Release, Withdrawal
from gongkai.apps.publishing.pictures import picture_of, pictures_in
from gongkai.apps.publishing.rendering import html_of, text_of
from gongkai.apps.publishing.services.numbering import next_index_number
from gongkai.apps.publishing.signals import corrected, published, withdrawn
from gongkai.apps.publishing.stages import Stage, advance
from gongkai.apps.publishing.versions import digest_of
from gongkai.apps.publishing.words import Publicity, Standing

PUBLIC: Final = ("index_number", "published_at", "corrected_at", "stage", "standing")


@transaction.atomic
def publish(*, by: By, disclosure: Disclosure, now: datetime) -> Disclosure:
    """Make an approved disclosure public (发布), or put its approved correction in the place of what was public.

    The index number is given here, once. `published` or `corrected` is sent inside the transaction.
    """
    page = lock(disclosure, by, Act.PUBLISH, now)
    stage = advance(Stage(page.stage), Act.PUBLISH)
    return release(page, by=by, stage=stage, act=Act.PUBLISH, now=now)


def release(page: Disclosure, *, by: By, stage: Stage, act: Act, now: datetime, signed: str = "") -> Disclosure:
    """Put the latest revision of a locked disclosure before the public, inside the transaction of an act.

    `signed` names for the log what was signed on a desk of its own in the place of reviews.
    """
    if page.standing == Standing.WITHDRAWN:
        raise RuleError("这件稿件已经撤下。", "需要重新公开时，请另行报送。")
    if page.get_latest_revision_as_object().publicity != Publicity.OPEN:
        raise RuleError("公开属性不是“主动公开”，不能发布。", "请退回稿件，改正公开属性，或作为不公开的信息留存。")
    before, first = snapshot(page, *PUBLIC), page.standing == Standing.UNPUBLISHED
    last = page.releases.last()
    if first:
        page.index_number = page.index_number or next_index_number(page.public_body, day_of(now))
        page.published_at = now
    else:
        page.corrected_at = now
    note, page.correction_note = page.correction_note, ""
    page.stage, page.standing, page.step, page.go_live_at = stage, Standing.PUBLISHED, "", None
    page.save(update_fields=[*PUBLIC, "step", "go_live_at", "correction_note"])
    revision = Revision.objects.get(pk=page.latest_revision_id)  # asked for anew: it remembers the page as it was
    PublishRevisionAction(revision, user=account(by)).execute(skip_permission_checks=True)
    page = again(page)
    _show(page)
    made = Release.objects.create(
        disclosure=page, revision=revision, digest=digest_of(page), at=now, by=by.as_actor().name
    )
    if last is not None and not first:
        Correction.objects.create(disclosure=page, note=note, before=last, after=made, at=now, by=by.as_actor().name)
    (published if first else corrected).send(sender=Disclosure, disclosure=page)
    told = f"索引号 {page.index_number}" if first else f"更正：{note}"
    told += f"，按签发的{signed}" if signed else ""
    log(act, page, by=by, now=now, told=told, before=before, after={**snapshot(page, *PUBLIC), "digest": made.digest})
    return page


@transaction.atomic
def withdraw(*, by: By, disclosure: Disclosure, reason: str, now: datetime) -> Disclosure:
    """Take a disclosure from the public (撤下): its address shows reason and date, its files are private again."""
    page = lock(disclosure, by, Act.WITHDRAW, now)
    if page.standing != Standing.PUBLISHED:
        raise RuleError(f"稿件现在是“{Standing(page.standing).label}”，不能撤下。", "只有已公开的稿件可以撤下。")
    if not reason.strip():
        raise RuleError("没有填写撤下的原因。", "请填写原因，它会显示在原来的网址上。")
    before = snapshot(page, "standing", "stage")
    Withdrawal.objects.create(disclosure=page, reason=reason.strip(), at=now, by=by.as_actor().name)
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=account(by))
    page.standing, page.stage, page.step, page.live = Standing.WITHDRAWN, Stage.SETTLED, "", False
    page.html = page.plain_text = page.correction_note = ""
    page.fingerprint = None
    page.go_live_at = None
    page.save()
    page.public_files.all().delete()
    withdrawn.send(sender=Disclosure, disclosure=page)
    after = {**snapshot(page, "standing", "stage"), "reason": reason.strip()}
    log(Act.WITHDRAW, page, by=by, now=now, told=reason.strip(), before=before, after=after)
    return page


def _show(page: Disclosure) -> None:
    """Keep the public HTML and text, and open the files that the page shows to the public."""
    page.public_files.all().delete()
    images = pictures_in(page.body)
    PublicFile.objects.bulk_create(
        [
            *(PublicFile(disclosure=page, document=one.document) for one in page.attachments.all()),
            *(PublicFile(disclosure=page, image=image) for image in images),
        ]
    )
    page.html, page.plain_text = html_of(page.body, picture_of), text_of(page.body)
    page.fingerprint = kept_fingerprint(page.plain_text)
    page.save(update_fields=["html", "plain_text", "fingerprint"])
