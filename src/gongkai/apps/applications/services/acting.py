"""How every act of a case is done: lock, rule, entry, projection, log, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from gongkai.apps.applications.errors import NeedsProof, RuleError
from gongkai.apps.applications.law import law_for
from gongkai.apps.applications.models import Application, CaseEvent, EventNote, Paper
from gongkai.apps.applications.models.application import NEVER
from gongkai.apps.applications.models.event import entry
from gongkai.apps.applications.projection import Projection, project
from gongkai.apps.applications.sealing import seal_text
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Actor, Change, append
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import User, kind_and_number
from gongkai.apps.bodies.permissions import Server, may, require
from gongkai.apps.bodies.roles import ALLOWED, Role
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.law.casework import Act
from gongkai.core.law.events import Event
from gongkai.core.law.fold import Law, fold
from gongkai.core.law.late_entries import needs_proof
from gongkai.core.law.next_acts import effect
from gongkai.core.law.words import chinese_date


@dataclass(frozen=True, slots=True)
class Resident:
    """The applicant, who proved it by number and check word."""

    def as_actor(self) -> Actor:
        """Return who the log says acted."""
        return Actor("", "申请人")


RESIDENT: Final = Resident()
BY_CHECK_WORD: Final = "（凭登记编号和查询码在网上办理）"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An officer whose act of an earlier day was proved, and the proof seen by a second person (补录)."""

    asked_by: User
    confirmed_by: str
    why: str
    reference: str
    proof: Paper | None = None

    def as_actor(self) -> Actor:
        """Return who the log says acted."""
        return self.asked_by.as_actor()

    @property
    def note(self) -> str:
        """What the entry says of its proof."""
        return f"补录的理由：{self.why}\n凭据：{self.reference}\n核对确认：{self.confirmed_by}"


Doer = User | Server | Resident | Confirmed

# What an applicant may enter on line; all else needs a role.
OF_APPLICANTS: Final = frozenset(
    {Act.SUBMIT, Act.SUPPLEMENT, Act.CHANGE_CONTACT, Act.WITHDRAW, Act.RECEIVE_REASONS, Act.RECORD_DELIVERY, Act.SERVE}
)
RIGHTS: Final[Mapping[Act, tuple[Right, ...]]] = {
    Act.SUBMIT: (Right.REGISTER_APPLICATION,),
    Act.CONFIRM_RECEIPT: (Right.REGISTER_APPLICATION,),
    Act.APPROVE: (Right.APPROVE_REPLY,),
    Act.RETURN_DRAFT: (Right.HANDLE_APPLICATION, Right.APPROVE_REPLY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """What an entry needs besides its act and day; see `core.law.events.Event`."""

    key: str = ""
    organ: bool = False
    days: int = 0
    until: date | None = None
    outcome: str = ""
    cancels: int | None = None


NOTHING: Final = Particular()


def day_of(now: datetime) -> date:
    """Return the Beijing date of an instant."""
    return timezone.localdate(now)


def rights_for(act: Act) -> tuple[Right, ...]:
    """Return the rights of which an act of the law needs one."""
    return RIGHTS.get(act, (Right.HANDLE_APPLICATION,))


def may_do(by: Doer, act: Act, application: Application, on: date) -> bool:
    """Tell whether somebody may do an act of the law in the body of a case."""
    if isinstance(by, Resident):
        return act in OF_APPLICANTS
    who = by.asked_by if isinstance(by, Confirmed) else by
    return any(may(who, right, application.body, on=on) for right in rights_for(act))


def locked(application_id: int) -> Application:
    """Lock a case for the rest of the transaction: of two who act at once the second sees what the first did."""
    # `of` itself only: the body's row is not locked
    found = Application.objects.select_for_update(of=("self",)).select_related("body")
    return found.get(pk=application_id)


def require_right(by: Doer, right: Right, application: Application, now: datetime) -> None:
    """Raise NotAllowed unless somebody has a right in the body of a case."""
    if isinstance(by, Resident):
        raise NotAllowed(right, application.body.name, [role for role in Role if right in ALLOWED[role]])
    require(by.asked_by if isinstance(by, Confirmed) else by, right, application.body, on=day_of(now))


def record(
    application: Application,
    act: Act,
    *,
    by: Doer,
    on: date,
    now: datetime,
    particular: Particular = NOTHING,
    note: str = "",
    why_late: str = "",
) -> CaseEvent:
    """Enter one act into a case that the caller has locked. Raises RuleError where the law is against it.

    An entry of an earlier day across the due date needs its reason (`why_late`); one that would give the body time
    needs proof that a second person has seen (`Confirmed`), or NeedsProof is raised.
    """
    today = day_of(now)
    if not may_do(by, act, application, today):
        require_right(by, rights_for(act)[0], application, now)
    if on > today:
        raise RuleError(f"日期{chinese_date(on)}还没有到。", "请填写事情实际发生的日期。")
    law = law_for(application)
    rows = list(application.entries.all())
    events = tuple(row.as_event() for row in rows)
    fresh = entry(number=application.events + 1, act=act, on=on, **asdict(particular))
    found = effect(events, fresh, today, law)
    if needs_proof(found.before, found.after, fresh, today, law) and not _undoes_today(rows, fresh, today):
        if not isinstance(by, Confirmed):
            raise NeedsProof(act.label, chinese_date(on))
        note = "\n".join(filter(None, (note, by.note)))
    elif found.due_before and on <= found.due_before < today and on < today and not why_late:
        raise RuleError(
            f"答复期限已于{chinese_date(found.due_before)}届满，这是届满以后补录的记录。",
            "请填写补录的理由，并保存凭据，再保存。",
        )
    row = write_entry(
        application, fresh, by=by, now=now, note="\n".join(filter(None, (note, why_late))), told=found.sentence
    )
    before = _shown(application)
    keep_projection(application, project((*events, fresh), today, law, found.after))
    log(
        act,
        application,
        by=by,
        now=now,
        told=act.label,
        before=before,
        after={**_shown(application), "entry": row.number},
    )
    return row


def _undoes_today(rows: Iterable[CaseEvent], fresh: Event, today: date) -> bool:
    """Whether a correction cancels what was entered today, which gives no more time than there was yesterday."""
    return fresh.act is Act.CORRECT and any(
        str(row.number) == fresh.cancels and day_of(row.at) == today for row in rows
    )


def write_entry(
    application: Application, fresh: Event, *, by: Doer, now: datetime, note: str = "", told: str = ""
) -> CaseEvent:
    """Write the row of an entry with its sealed words."""
    actor = by.as_actor()
    number = int(fresh.id)
    row = CaseEvent.objects.create(
        application=application,
        number=number,
        act=fresh.act.value,
        on=fresh.on,
        channel=fresh.channel.value if fresh.channel else "",
        key=fresh.key,
        organ=fresh.organ,
        days=fresh.days,
        until=fresh.until,
        outcome=fresh.outcome,
        cancels=int(fresh.cancels) if fresh.cancels else None,
        at=now,
        actor_id=actor.id,
        actor_name=actor.name,
        told=told[:1000],
    )
    if note:
        EventNote.objects.create(event=row, sealed=seal_text(note, EventNote.about(application, number)))
    application.events = number
    return row


def keep_projection(application: Application, found: Projection) -> None:
    """Write the cached columns of a case."""
    values = asdict(found)
    for name, value in values.items():
        setattr(application, name, value)
    application.due_sort = found.due_on or NEVER
    application.save(update_fields=[*values, "due_sort", "events", "office"])


def refold(application: Application, today: date, law: Law) -> Projection:
    """Return the columns of a case from its rows alone."""
    events = tuple(row.as_event() for row in application.entries.all())
    return project(events, today, law, fold(events, law))


def log(
    act: Act | Deed,
    application: Application,
    *,
    by: Doer,
    now: datetime,
    told: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write one act on a case into the log; nothing personal goes there."""
    append(
        by=by.as_actor(),
        at=now,
        act=act,
        change=Change(kind_and_number(application), before or {}, after or {}),
        summary=f"申请 {application.number}：{told}{BY_CHECK_WORD if isinstance(by, Resident) else ''}",
        body_id=application.body_id,
    )


def _shown(application: Application) -> dict[str, Any]:
    return {"state": application.state, "due_on": application.due_on, "outcome": application.outcome}
