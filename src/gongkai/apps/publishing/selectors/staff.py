"""What the desk shows: what waits for a person, what a body has at work, what is late, what changed, who signed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from wagtail.models import Revision

from gongkai.apps.bodies.body_settings import YES, Key
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.roles import ALLOWED, REVIEW_STEPS, Act, Role
from gongkai.apps.bodies.selectors import held_by, setting_on
from gongkai.apps.publishing.models import Disclosure, ReviewState
from gongkai.apps.publishing.permissions import bodies_where, visible_to
from gongkai.apps.publishing.selectors.public import HEAVY
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.terms import Due, due_of, term_of
from gongkai.apps.publishing.words import Publicity, Standing

MOST = 100  # rows of one list of the desk's first page


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person: to be signed, to be written on, to be published."""

    to_sign: list[Disclosure]
    to_write: list[Disclosure]
    to_publish: list[Disclosure]


def waiting_for(user: User, on: date) -> Waiting:
    """Return what waits for a person on a day, longest waiting first; one query for each list."""
    listed = Disclosure.objects.select_related("public_body", "column", "owner", "office", "community").defer(*HEAVY)
    publishing = bodies_where(user, Act.PUBLISH, on)
    return Waiting(
        list(listed.filter(_to_sign(user, on), stage=Stage.IN_REVIEW).order_by("step_since", "pk")[:MOST]),
        list(listed.filter(owner=user, stage__in=[Stage.DRAFT, Stage.RETURNED]).order_by("-handed_in_at", "pk")[:MOST]),
        list(listed.filter(public_body__in=publishing, stage=Stage.APPROVED).order_by("step_since", "pk")[:MOST]),
    )


def _to_sign(user: User, on: date) -> Q:
    wanted = Q(pk__in=())
    for grant in held_by(user, on):
        steps = [step for step in REVIEW_STEPS if step in ALLOWED[Role(grant.role)]]
        if not steps:
            continue
        mine = Q(public_body=grant.body_id, step__in=steps)
        if grant.office_id is not None:
            mine &= Q(office=grant.office_id)
        elif grant.community_id is not None:
            mine &= Q(community=grant.community_id)
        if setting_on(grant.body, Key.OWN_WORK, on) != YES:
            mine &= ~Q(owner=user) | Q(owner__isnull=True)
        wanted |= mine
    return wanted


def of_body(user: User, body: PublicBody, on: date) -> QuerySet[Disclosure]:
    """Return the disclosures of a body that a person may see on the desk, newest first, for a list."""
    found = visible_to(user, on).filter(public_body=body)
    listed: QuerySet[Disclosure] = (
        found.select_related("public_body", "column", "owner", "office", "community")
        .defer(*HEAVY)
        .order_by("-handed_in_at", "-pk")
    )
    return listed


def late(bodies: list[PublicBody], on: date) -> list[tuple[Disclosure, Due]]:
    """Return what is not yet public and late, or of which it cannot be told, in each body; the latest first."""
    open_work = Disclosure.objects.filter(
        public_body__in=bodies, standing=Standing.UNPUBLISHED, publicity=Publicity.OPEN
    ).exclude(stage=Stage.SETTLED)
    terms = {body.pk: term_of(body, on) for body in bodies}
    listed = open_work.select_related("public_body", "column", "owner").defer(*HEAVY).order_by("made_on", "pk")
    dues = [(one, due_of(one, on, terms[one.public_body_id])) for one in listed]
    return [(one, due) for one, due in dues if due.late is not False]


@dataclass(frozen=True, slots=True)
class Signed:
    """One step as the desk shows it: its name, how it stands, who signed what, and how long it took."""

    step: str
    status: str
    by: str
    note: str
    secrecy: str
    took: timedelta | None
    revision_id: int

    @property
    def took_label(self) -> str:
        """The time it took, in words."""
        if self.took is None:
            return ""
        hours, minutes = divmod(int(self.took.total_seconds()) // 60, 60)
        days, hours = divmod(hours, 24)
        parts = [f"{days} 天" if days else "", f"{hours} 小时" if hours else "", f"{minutes} 分钟" if not days else ""]
        return " ".join(part for part in parts if part)


def steps_taken(page: Disclosure) -> list[Signed]:
    """Return every step of every passage of a disclosure in time."""
    words = {"in_progress": "办理中", "approved": "通过", "rejected": "退回", "skipped": "跳过", "cancelled": "撤回"}
    states = (
        ReviewState.objects.filter(
            workflow_state__object_id=str(page.pk), workflow_state__content_type=page.content_type
        )
        .select_related("task", "finished_by")
        .order_by("pk")
    )
    return [
        Signed(
            one.task.name,
            words[one.status],
            f"{one.finished_by or ''}{f'（代{one.substitute_for}）' if one.substitute_for else ''}",
            one.comment,
            one.get_secrecy_display() if one.secrecy else "",
            one.finished_at - one.started_at if one.finished_at else None,
            one.revision_id,
        )
        for one in states
    ]


def compared_with(page: Disclosure) -> Revision | None:
    """Return the version against which a reviewer reads: the last one judged at this step, else the public one."""
    states = ReviewState.objects.filter(
        workflow_state__object_id=str(page.pk), workflow_state__content_type=page.content_type
    )
    seen = states.exclude(status="in_progress").exclude(revision=page.latest_revision_id).order_by("-pk")
    at_step = seen.filter(task__reviewtask__step=page.step).first() if page.step else seen.first()
    if at_step is not None:
        return at_step.revision
    return page.live_revision if page.live_revision_id != page.latest_revision_id else None
