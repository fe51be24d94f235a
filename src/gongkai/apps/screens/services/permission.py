"""Who asks for something to be played, who reviews it, who approves it, who stops it (申请、审核、审批、停播)."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.outbox import take_back
from gongkai.apps.screens.errors import ScreenError
from gongkai.apps.screens.models import Screen, Showing, ShowingStep
from gongkai.apps.screens.states import Kind, State, Step, advance
from gongkai.core.guard import Finding, Settings, Severity, inspect_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be played and when: from, until, in which hours of the day, how important."""

    kind: Kind
    title: str
    text: str
    from_at: datetime
    until_at: datetime
    from_time: time | None = None
    until_time: time | None = None
    priority: int = 5


@transaction.atomic
def request_showing(*, by: By, screen: Screen, wanted: Wanted, now: datetime) -> Showing:
    """Ask for a notice to be played (申请播放). What must not go out is refused at once."""
    body = lock_open(screen.channel.public_body, by, Act.REQUEST_SHOWING, now)
    if screen.channel.closed_on is not None:
        raise ScreenError("这块电子屏已经停用。", "请选择正在使用的电子屏。")
    if wanted.kind is Kind.RECORD:
        raise ScreenError("公开信息不在这里申请播放。", "请在稿件的投送里加投这块电子屏。")
    _possible(wanted.from_at, wanted.until_at, wanted.from_time, wanted.until_time, now)
    _nothing_private(f"{wanted.title}\n{wanted.text}", body, now)
    made = Showing.objects.create(
        screen=screen, kind=wanted.kind, title=wanted.title.strip(), text=wanted.text.strip(),
        priority=wanted.priority, from_at=wanted.from_at, until_at=wanted.until_at, from_time=wanted.from_time,
        until_time=wanted.until_time, requested_by=by if isinstance(by, User) else None,
    )  # fmt: skip
    return _stepped(made, Step.REQUEST, Act.REQUEST_SHOWING, body, by, now, "")


def review(*, by: By, showing: Showing, note: str = "", now: datetime) -> Showing:
    """Find a request lawful and right (审核): the general office."""
    return _decided(showing, Step.REVIEW, Act.REVIEW_SHOWING, by, now, note)


def approve(*, by: By, showing: Showing, note: str = "", now: datetime) -> Showing:
    """Let it be played (审批): the leader, never the person who asked."""
    return _decided(showing, Step.APPROVE, Act.APPROVE_SHOWING, by, now, note)


def refuse(*, by: By, showing: Showing, note: str, now: datetime) -> Showing:
    """Refuse a request, with the reason (不同意): whoever has to decide on it now."""
    waits = showing.state == State.REQUESTED
    act = Act.REVIEW_SHOWING if waits else Act.APPROVE_SHOWING
    return _decided(showing, Step.REFUSE, act, by, now, note, needs_note=True)


def stop(*, by: By, showing: Showing, note: str, now: datetime) -> Showing:
    """Take something from the list before its time (停止播放)."""
    return _decided(showing, Step.STOP, Act.STOP_SHOWING, by, now, note, needs_note=True)


@transaction.atomic
def arrange(*, by: By, showing: Showing, wanted: Wanted, now: datetime) -> Showing:
    """Change priority, days and hours of what is allowed already (调整播放安排); never its text."""
    body = lock_open(showing.screen.channel.public_body, by, Act.STOP_SHOWING, now)
    row = _locked(showing)
    advance(State(row.state), Step.ARRANGE)
    _possible(wanted.from_at, wanted.until_at, wanted.from_time, wanted.until_time, now)
    row.priority, row.from_at, row.until_at = wanted.priority, wanted.from_at, wanted.until_at
    row.from_time, row.until_time = wanted.from_time, wanted.until_time
    row.save(update_fields=["priority", "from_at", "until_at", "from_time", "until_time"])
    return _stepped(row, Step.ARRANGE, Act.STOP_SHOWING, body, by, now, f"优先级 {row.priority}")


@transaction.atomic
def _decided(
    showing: Showing, step: Step, act: Act, by: By, now: datetime, note: str, *, needs_note: bool = False
) -> Showing:
    body = lock_open(showing.screen.channel.public_body, by, act, now)
    row = _locked(showing)
    if needs_note and not note.strip():
        raise ScreenError("没有填写原因。", "请填写原因。")
    if step in {Step.REVIEW, Step.APPROVE} and isinstance(by, User) and row.requested_by_id == by.pk:
        raise ScreenError("申请播放的人不能自己审核、审批。", "请由另一人办理。")
    if step is Step.STOP and row.delivery is not None:
        take_back(Delivery.objects.select_for_update().filter(pk=row.delivery.pk), why=note.strip(), now=now)
    row.state = advance(State(row.state), step)
    row.save(update_fields=["state"])
    return _stepped(row, step, act, body, by, now, note.strip())


def _locked(showing: Showing) -> Showing:
    found = Showing.objects.select_for_update(of=("self",)).select_related("screen__channel", "delivery__disclosure")
    return found.get(pk=showing.pk)


def _stepped(row: Showing, step: Step, act: Act, body: PublicBody, by: By, now: datetime, note: str) -> Showing:
    ShowingStep.objects.create(showing=row, step=step, at=now, by=by.as_actor().name, note=note[:300])
    told = f"{row.screen}，{row.heading}：{step.label}" + (f"，{note}" if note else "")
    after = {"state": row.state, "until_at": str(row.until_at), "priority": row.priority}
    log(act, row, by=by, now=now, body=body, told=told, after=after)
    return row


def _possible(
    from_at: datetime, until_at: datetime, from_time: time | None, until_time: time | None, now: datetime
) -> None:
    if until_at <= from_at or until_at <= now:
        raise ScreenError("播放的截止时间不晚于开始时间或者现在。", "请改正时间。")
    if (from_time is None) != (until_time is None):
        raise ScreenError("每天的时段只填了一半。", "请填写从几点到几点，或者都不填。")
    if from_time is not None and until_time is not None and until_time <= from_time:
        raise ScreenError("每天的时段，结束不晚于开始。", "请改正时间。")


def doubts(showing: Showing, now: datetime) -> list[Finding]:
    """Return what the checks find in a notice's own words, for those who decide on it."""
    return _found(f"{showing.title}\n{showing.text}", showing.screen.channel.public_body, now)


def _nothing_private(text: str, body: PublicBody, now: datetime) -> None:
    found = [one for one in _found(text, body, now) if one.severity is Severity.BLOCK]
    if found:
        raise ScreenError(f"内容里有不能公开的：{found[0].problem}", found[0].remedy)


def _found(text: str, body: PublicBody, now: datetime) -> list[Finding]:
    settings = Settings(on=now.date(), office_phones=frozenset({body.phone} - {""}))
    return list(inspect_text(text, settings))
