"""What a disclosure must know of the apps above it: asked by signal, so that nothing here imports them."""

from typing import Any, Final, NamedTuple

from django.dispatch import Signal

from gongkai.apps.publishing.models import Disclosure

# `disclosure`: answered with what it was made of, a list of `Origin`.
origin: Final = Signal()


class Origin(NamedTuple):
    """What a disclosure was made of, and the page that shows it."""

    what: str
    address: str


def origins_of(disclosure: Disclosure) -> list[Origin]:
    """Return what a disclosure was made of."""
    answers: list[Any] = [answer for _receiver, answer in origin.send(sender=Disclosure, disclosure=disclosure)]
    return [one for answer in answers for one in answer or ()]
