"""Writes the log of changes, in the transaction of each."""

from functools import partial
from typing import Any, Final

from django.dispatch import Signal
from django.utils import timezone

from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.api.models import ChangeKind, PublicChange

_KINDS: Final[dict[ChangeKind, Signal]] = {
    ChangeKind.PUBLISHED: signals.published,
    ChangeKind.CORRECTED: signals.corrected,
    ChangeKind.WITHDRAWN: signals.withdrawn,
    ChangeKind.MOVED: signals.moved,
    ChangeKind.VALIDITY: signals.validity_changed,
}


def connect() -> None:
    """Listen to every change of what is public."""
    for kind, signal in _KINDS.items():
        signal.connect(partial(_note, kind), sender=Disclosure, weak=False, dispatch_uid=f"gongkai.portal.api.{kind}")


def _note(kind: ChangeKind, *, disclosure: Disclosure, **more: Any) -> None:
    PublicChange.objects.create(disclosure=disclosure, kind=kind, at=timezone.now())
