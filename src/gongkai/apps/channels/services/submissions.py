"""What a person notes of a superior site (报送): submitted, adopted under a title, not adopted, taken down again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Labelled
from gongkai.apps.channels.errors import ChannelError
from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.services.queue import Proof, keep_proof, locked, saved
from gongkai.apps.channels.states import TRANSITIONS, State, Step, advance


class Answer(Labelled):
    """What a superior site did with a submission."""

    SUBMITTED = "submitted", "已经报送，还没有答复"
    ADOPTED = "adopted", "采用"
    REFUSED = "refused", "不采用"
    REMOVED = "removed", "采用后又撤下"


STEPS: Final = {
    Answer.SUBMITTED: Step.SUBMIT,
    Answer.ADOPTED: Step.FINISH,
    Answer.REFUSED: Step.DECLINE,
    Answer.REMOVED: Step.LOSE,
}


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer with its proof; `title` where the superior changed it."""

    answer: Answer
    proof: Proof
    title: str = ""


def answers_possible(state: State) -> list[Answer]:
    """Return the answers that may be noted where a submission stands."""
    return [answer for answer, step in STEPS.items() if (state, step) in TRANSITIONS]


@transaction.atomic
def note_answer(*, by: By, delivery: Delivery, noted: Noted, now: datetime) -> Delivery:
    """Note what became of a submission (登记报送结果)."""
    row, before = locked(delivery, by, now)
    if row.channel.kind != ChannelKind.SUPERIOR:
        raise ChannelError("这次投送不是报送上级网站。", "请用“登记凭证”办理。")
    row.state = advance(State(row.state), STEPS[noted.answer])
    _complete(noted)
    keep_proof(row, noted.proof, now)
    row.next_at, row.tries, row.paused_at = None, 0, None
    at = noted.proof.at
    if noted.answer in {Answer.SUBMITTED, Answer.ADOPTED}:
        row.submitted_at = row.submitted_at or at
    if noted.answer is Answer.ADOPTED:
        row.done_at, row.done_by = at, by.as_actor().name
        row.adopted_title = "" if noted.title.strip() == row.disclosure.title else noted.title.strip()[:255]
        Channel.objects.filter(pk=row.channel_id).update(last_post_at=at)
    return saved(row, by, now, f"登记报送结果：{noted.answer.label}", before)


def _complete(noted: Noted) -> None:
    proof = noted.proof
    if noted.answer is Answer.ADOPTED and not (proof.link or proof.photo):
        raise ChannelError("没有采用的凭证。", "请填写上级网站上的网址，或者上传截图。")
    if noted.answer in {Answer.REFUSED, Answer.REMOVED} and not proof.note.strip():
        raise ChannelError("没有填写原因。", "请写明上级网站说的原因；没有说明的，写“没有说明”。")
