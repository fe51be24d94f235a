"""Carries out the deliveries that are due. The rows are the queue; a worker holds one by a lease while it is at it.

Killed at any moment, a worker leaves a row whose lease runs out, and an open attempt that says so. The next one goes on
from what was kept.
"""

import logging
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log
from gongkai.apps.channels.adapters import ADAPTERS
from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.kinds import BY_WORKER, ChannelKind
from gongkai.apps.channels.models import Attempt, Channel, Delivery
from gongkai.apps.channels.outbound import AnswerLost, Forbidden, NotReached
from gongkai.apps.channels.secrets import SecretsLost
from gongkai.apps.channels.states import OF_A_PERSON, WATCHED, WORKED, State, Step, StepNotAllowed, advance
from gongkai.apps.publishing.words import Standing

LEASE: Final = timedelta(minutes=2)  # longer than any one attempt: its calls have their own limits
MOST: Final = 200  # deliveries of one round
TOGETHER: Final = 25  # of them are taken up in one transaction
ENOUGH: Final = 60  # seconds after which no more of them is begun: well within the lease
LONGEST_UNWRITTEN: Final = 2  # seconds for which a result may wait for others before it is written down
WAITS: Final = tuple(timedelta(seconds=seconds) for seconds in (3, 15, 60, 300, 900, 3600, 3600, 7200, 14400, 43200))
_log = logging.getLogger(__name__)


def deliver_due(*, now: datetime) -> int:
    """Carry out what is due, for the worker; return how many deliveries were taken up."""
    rows, done = list(_due(now)), 0
    for at in range(0, len(rows), TOGETHER):
        held = _take_all(rows[at : at + TOGETHER], now)
        _carry_out_all(held, now)
        done += len(held)
    return done


def _due(now: datetime) -> Iterator[Delivery]:
    waiting = Delivery.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now),
        next_at__lte=now,
        state__in=[*WORKED, *WATCHED],
        paused_at=None,
        channel__paused_at=None,
    )
    yield from waiting.select_related("channel").order_by("next_at", "pk")[:MOST]


def _take(row: Delivery, now: datetime) -> Delivery | None:
    """Lease a row, open an attempt; None when another worker was quicker."""
    return next(iter(_take_all([row], now)), None)


@transaction.atomic
def _take_all(rows: list[Delivery], now: datetime) -> list[Delivery]:
    """Lease rows and open their attempts, together, as each commit costs; return those that no other worker has."""
    lease = uuid.uuid4().hex
    taken = [row for row in rows if _leased(row, lease, now)]
    numbers = [row.pk for row in taken]
    Attempt.objects.filter(delivery__in=numbers, ended=False).update(ended=True, told="办理中断，没有结果")
    Attempt.objects.bulk_create([Attempt(delivery_id=row.pk, started_at=now, what=_what(row)) for row in taken])
    held = Delivery.objects.select_related("channel", "disclosure__public_body", "disclosure__column__home")
    found = held.in_bulk(numbers)
    channels: dict[int, Channel] = {}
    for one in found.values():  # what one of them learns of an account, the others know
        one.channel = channels.setdefault(one.channel_id, one.channel)
    return [found[number] for number in numbers]


def _leased(row: Delivery, lease: str, now: datetime) -> bool:
    seen = {"pk": row.pk, "state": row.state, "lease": row.lease, "next_at": row.next_at}
    return bool(Delivery.objects.filter(**seen).update(lease=lease, leased_until=now + LEASE))


def _what(row: Delivery) -> str:
    return {State.WAITING: "投送", State.REMOVING: "撤下"}.get(State(row.state), "查看结果")


def _carry_out_all(held: list[Delivery], now: datetime) -> None:
    """Carry out deliveries one by one; write down what came of them together, at the latest every few seconds.

    What takes longer than the lease allows is left: it is taken up again when its lease has run out.
    """
    begun = since = time.monotonic()
    results: list[tuple[Delivery, Outcome]] = []
    for one in held:
        if time.monotonic() - begun > ENOUGH:
            break
        outcome = _outcome(one, now)
        if outcome is not None:
            results.append((one, outcome))
        if time.monotonic() - since > LONGEST_UNWRITTEN:
            _settle_all(results, now)
            results, since = [], time.monotonic()
    _settle_all(results, now)


def _outcome(held: Delivery, now: datetime) -> Outcome | None:
    """Return what came of an attempt; None where another worker has the delivery by now."""
    try:
        return _attempt(held, now)
    except LeaseLost:
        return None
    except Refused as refused:
        return _after(held, refused.told, refused.code, again=refused.again)
    except (NotReached, AnswerLost) as failed:
        return _after(held, str(failed), "", again=True)
    except (Forbidden, SecretsLost) as failed:
        return _after(held, str(failed), "", again=False)
    except Exception:  # noqa: BLE001 one delivery that trips over a fault of the program stops no other
        _log.exception("delivery %s failed", held.pk)
        return _after(held, "程序出错，详情在服务器的日志里。", "", again=True)


def _attempt(held: Delivery, now: datetime) -> Outcome:
    channel, page = held.channel, held.disclosure
    adapter = ADAPTERS.get(ChannelKind(channel.kind))
    removing = held.state == State.REMOVING
    if adapter is None or (channel.mode not in BY_WORKER and not held.progress):
        return Outcome(Step.HAND_BACK if removing else Step.HAND_OVER)
    if channel.lacks():
        raise Refused(f"账号资料缺少{'、'.join(channel.lacks())}。", again=False)
    job = Job(held, channel, page, now, lambda **known: _keep(held, **known))
    if removing:
        return adapter.remove(job)
    if held.state == State.WAITING:
        if page.standing != Standing.PUBLISHED:
            return Outcome(Step.TAKE_BACK, told="稿件已经撤下", again_in=timedelta(0))
        return adapter.send(job)
    return adapter.look(job)


def _keep(held: Delivery, **known: Any) -> None:
    """Commit what is known of a delivery so far; None takes a name away. A lease that was lost loses its word too."""
    progress = {name: value for name, value in {**held.progress, **known}.items() if value is not None}
    if not Delivery.objects.filter(pk=held.pk, lease=held.lease).update(progress=progress):
        raise LeaseLost
    held.progress = progress


class LeaseLost(Exception):
    """Another worker has taken the delivery over: this one must not act any more."""


def _after(held: Delivery, told: str, code: str, *, again: bool) -> Outcome:
    """Return what follows a failure: another try after a pause, else a person."""
    if again and held.tries < len(WAITS):
        return Outcome(None, told, again_in=WAITS[held.tries], code=code)
    if held.state == State.REMOVING:
        return Outcome(Step.HAND_BACK, told, code=code)
    if held.state in WATCHED:
        return Outcome(None, told, again_in=WAITS[-1] * 2, code=code)
    return Outcome(Step.GIVE_UP, told, code=code)


@transaction.atomic
def _settle_all(results: list[tuple[Delivery, Outcome]], now: datetime) -> None:
    for held, outcome in results:
        try:
            _settle(held, outcome, now)
        except StepNotAllowed:  # a fault of an adapter; the row is taken up again when its lease has run out
            _log.exception("delivery %s cannot be settled", held.pk)


@transaction.atomic
def _settle(held: Delivery, outcome: Outcome, now: datetime) -> None:
    """Write the result of an attempt, unless another worker has the row; a state that a person changed stands."""
    row = Delivery.objects.select_for_update().filter(pk=held.pk, lease=held.lease).first()
    if row is None:
        return
    untouched = row.state == held.state
    state = State(held.state) if outcome.step is None else advance(State(held.state), outcome.step)
    row.lease, row.leased_until = "", None
    if untouched:
        row.state, row.reason = state, outcome.told[:300]
        row.tries = row.tries + 1 if outcome.step is None and outcome.told else 0
        row.next_at = None if outcome.again_in is None else now + outcome.again_in
        row.link, row.adopted_title = outcome.link or row.link, outcome.title[:255] or row.adopted_title
        _note_end(row, held, state, now)
    row.save()
    Attempt.objects.filter(delivery=row, ended=False).update(
        ended=True, state=state, code=outcome.code[:20], told=outcome.told[:300]
    )
    if untouched and state != held.state and (state in OF_A_PERSON or state in {*WATCHED, State.REMOVED}):
        told = f"{held.disclosure.title}，{held.channel}：{state.label}"
        after = {"state": state, "link": row.link, "reason": row.reason}
        body = held.disclosure.public_body
        log(Act.DELIVER, row, by=SERVER, now=now, body=body, told=told, before={"state": held.state}, after=after)


def _note_end(row: Delivery, held: Delivery, state: State, now: datetime) -> None:
    if state is State.DONE and row.done_at is None:
        ours = held.channel.kind == ChannelKind.WEBSITE  # the page is public from the moment of its release
        row.done_at, row.done_by = row.release.at if ours else now, SERVER.as_actor().name
        newest = Q(last_post_at=None) | Q(last_post_at__lt=row.done_at)
        Channel.objects.filter(newest, pk=held.channel_id).update(last_post_at=row.done_at)
    if state is State.SUBMITTED and row.submitted_at is None:
        row.submitted_at = now
    if state is State.REMOVED:
        row.removed_at = now
