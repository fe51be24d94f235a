"""Notes what changed, in the transaction that changes it."""

from typing import Any

from django.utils import timezone

from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.search.models import IndexChange


def connect() -> None:
    """Listen to every change of what is public."""
    for signal in (
        signals.published,
        signals.corrected,
        signals.withdrawn,
        signals.moved,
        signals.validity_changed,
    ):
        signal.connect(_note, sender=Disclosure, dispatch_uid="gongkai.portal.search")


def _note(*, disclosure: Disclosure, **more: Any) -> None:
    IndexChange.objects.create(public_id=disclosure.public_id, at=timezone.now())
