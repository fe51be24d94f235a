"""What the worker asks of an adapter, and what an adapter answers.

The worker calls an adapter again and again until it answers with an end. It may be killed between any two lines: before
a call that must not be made twice the adapter writes down that it begins (`job.keep`), and when it finds such a mark
that nothing followed, it first looks whether the channel has acted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.states import Step
from gongkai.apps.publishing.models import Disclosure


@dataclass(frozen=True, slots=True)
class Job:
    """One delivery in the hands of a worker. `keep` commits what is known so far."""

    delivery: Delivery
    channel: Channel
    disclosure: Disclosure
    now: datetime
    keep: Callable[..., None]

    def has(self, name: str) -> Any:
        """Return what was kept under a name; None for nothing."""
        return self.delivery.progress.get(name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: the step taken (None: stays as it is), and when to look again."""

    step: Step | None
    told: str = ""
    link: str = ""
    again_in: timedelta | None = None
    code: str = ""
    title: str = ""  # under which it is out, where that is another


class Refused(Exception):
    """The channel said no. `again` tells whether a later attempt may fare better."""

    def __init__(self, told: str, code: str = "", *, again: bool) -> None:
        super().__init__(told)
        self.told, self.code, self.again = told, code, again


class Adapter(Protocol):
    """Serves one kind of channel."""

    def send(self, job: Job) -> Outcome:
        """Bring a waiting delivery on."""

    def look(self, job: Job) -> Outcome:
        """Look what became of one that the channel has."""

    def remove(self, job: Job) -> Outcome:
        """Take from the channel what it has, or may have."""
