"""What bodies and people must know of the apps above them: asked by signal, so that nothing here imports them.

An app that keeps work answers, in its `AppConfig.ready`, with a receiver that returns `Counted` lines, or None:

    @receiver(open_work)
    def drafts(sender, of, **_):
        return [Counted(_("未发布的稿件"), number, address)]
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.dispatch import Signal

from gongkai.apps.bodies.models import Community, Office, PublicBody, User

# `of`: a person, `on`: a day. Answered with what waits for the person, for the first page of the desk.
waiting: Final = Signal()
# `of`: the person, office or community that is to go. Answered with what waits for it, or is in its hands.
open_work: Final = Signal()
# `of`: the body that is to be closed or deleted. Answered with what it has made: disclosures, cases, ledgers.
content: Final = Signal()


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of something, and the page that lists them."""

    what: str
    number: int
    address: str = ""
    urgent: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


def waiting_for(person: User, on: date) -> list[Counted]:
    """Return what waits for a person on a day."""
    return _asked(waiting, person, on=on)


def open_work_of(thing: User | Office | Community) -> list[Counted]:
    """Return what is open in the hands of a person, an office or a community."""
    return _asked(open_work, thing)


def content_of(body: PublicBody) -> list[Counted]:
    """Return what a body has made."""
    return _asked(content, body)


def _asked(signal: Signal, thing: User | Office | Community | PublicBody, **more: date) -> list[Counted]:
    answers: list[Any] = [answer for _receiver, answer in signal.send(sender=type(thing), of=thing, **more)]
    return [line for answer in answers for line in answer or () if line.number]
