"""Handing in and editing: what is written is kept as a revision of the page and is seen by nobody outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.documents.models import Document

from gongkai.apps.bodies.day_field import check_day
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Community, Office, PublicBody, Unit
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open
from gongkai.apps.publishing.acting import account, day_of, lock, log
from gongkai.apps.publishing.errors import ChangedMeanwhile
from gongkai.apps.publishing.models import Attachment, Column, Disclosure, Explanation
from gongkai.apps.publishing.models.disclosure import CONTENT
from gongkai.apps.publishing.services.tree import media_folder_of
from gongkai.apps.publishing.stages import Stage, advance
from gongkai.apps.publishing.versions import content_of


@dataclass(frozen=True, slots=True)
class Writing:
    """What is handed in or changed: `fields` are some of CONTENT; None leaves attachments or explainers as they are."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    attachments: Sequence[tuple[Document, str]] | None = None
    explains: Sequence[Disclosure] | None = None


@transaction.atomic
def hand_in(
    *,
    by: By,
    body: PublicBody,
    column: Column,
    writing: Writing,
    unit: Unit | None = None,
    original: Document | None = None,
    now: datetime,
) -> Disclosure:
    """Make a draft in a column of a body (报送稿件)."""
    body = lock_open(body, by, Act.HAND_IN, now)
    if column.home.public_body_id != body.pk:
        raise RuleError(f"栏目“{column.name}”不属于{body}。", f"请选择{body}的栏目。")
    if column.closed_on is not None:
        raise RuleError(f"栏目“{column.name}”已经停用。", "请选择别的栏目。")
    made = Disclosure(
        public_body=body,
        column=column,
        owner=account(by),
        live=False,
        handed_in_at=now,
        original=original,
        office=unit if isinstance(unit, Office) else None,
        community=unit if isinstance(unit, Community) else None,
    )
    media_folder_of(body)  # for pictures that the editor adds
    made.slug = made.public_id
    made.issuing_body = body.name
    write(made, writing, now)
    made.draft_title = made.title
    # the body's row is locked, so that one page at a time is put into its part of the tree
    Column.objects.get(pk=column.pk).add_child(instance=made)
    made.save_revision(user=account(by))
    log(Act.HAND_IN, made, by=by, now=now, after=content_of(made))
    return made


@transaction.atomic
def edit(*, by: By, disclosure: Disclosure, writing: Writing, seen: int | None = None, now: datetime) -> Disclosure:
    """Change the content of a draft. `seen` is the revision the person had before them; raises ChangedMeanwhile."""
    page = lock(disclosure, by, Act.EDIT_DRAFT, now)
    advance(Stage(page.stage), Act.EDIT_DRAFT)
    latest = page.latest_revision
    if seen is not None and latest is not None and latest.pk != seen:
        raise ChangedMeanwhile(latest.user.name if latest.user else "", latest.created_at)
    draft: Disclosure = page.get_latest_revision_as_object()
    before = content_of(draft)
    write(draft, writing, now)
    after = content_of(draft)
    if before == after:
        raise RuleError("稿件没有改动。", "请修改后再保存。")
    save_draft(draft, by)
    changed = [name for name in after if before.get(name) != after[name]]
    log(
        Act.EDIT_DRAFT,
        draft,
        by=by,
        now=now,
        before={name: before.get(name) for name in changed},
        after={name: after[name] for name in changed},
    )
    return draft


@transaction.atomic
def note_edit(*, by: By, disclosure: Disclosure, before: Mapping[str, Any], now: datetime) -> Disclosure:
    """Take over what the whole-page editor has just saved, inside its transaction: the same rules, the same row."""
    page = lock(disclosure, by, Act.EDIT_DRAFT, now)
    advance(Stage(page.stage), Act.EDIT_DRAFT)
    draft: Disclosure = page.get_latest_revision_as_object()
    after = content_of(draft)
    changed = [name for name in after if before.get(name) != after[name]]
    if not draft.live:
        draft.save()
    log(
        Act.EDIT_DRAFT,
        draft,
        by=by,
        now=now,
        told="排版编辑",
        before={name: before.get(name) for name in changed},
        after={name: after[name] for name in changed},
    )
    return draft


def save_draft(draft: Disclosure, by: By) -> None:
    """Keep a draft as a revision; as long as nothing is public, the page's own row follows it for the lists."""
    draft.save_revision(user=account(by))
    if not draft.live:
        draft.save()


def write(page: Disclosure, writing: Writing, now: datetime) -> None:
    """Put what was written into a page that is not yet saved; raise RuleError or Django's ValidationError."""
    unknown = set(writing.fields) - set(CONTENT)
    if unknown:
        raise TypeError(f"no content of a disclosure: {sorted(unknown)}")
    for name, value in writing.fields.items():
        setattr(page, name, value)
    page.title = page.title.strip()
    if not page.title:
        raise RuleError("稿件没有标题。", "请填写标题。")
    made_on_a_possible_day(page, now)
    if writing.attachments is not None:
        page.attachments.set(
            [
                Attachment(document=document, title=title, sort_order=place)
                for place, (document, title) in enumerate(writing.attachments)
            ]
        )
    if writing.explains is not None:
        page.explains.set([Explanation(explained=one, sort_order=place) for place, one in enumerate(writing.explains)])
    page.full_clean(exclude=["path", "depth", "slug", "url_path", "content_type"])


def made_on_a_possible_day(page: Disclosure, now: datetime) -> None:
    """Raise Django's ValidationError for a date of a document (成文日期) that cannot be meant on a day of writing."""
    check_day(page.made_on, "成文日期", last=day_of(now) + timedelta(days=settings.MADE_ON_AHEAD_DAYS))
