"""Notes what changed, in the transaction that changes it."""

from typing import Any

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.signals import body_changed
from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
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
    body_changed.connect(_note_all_of, sender=PublicBody, dispatch_uid="gongkai.portal.search")


def _note(*, disclosure: Disclosure, **more: Any) -> None:
    IndexChange.objects.create(public_id=disclosure.public_id, at=timezone.now())


def _note_all_of(*, body: PublicBody, **more: Any) -> None:
    """Note all that a body has made public: a hit shows the body's name."""
    now = timezone.now()
    found = public.published(body=body).order_by().values_list("public_id", flat=True)
    IndexChange.objects.bulk_create((IndexChange(public_id=one, at=now) for one in found), batch_size=1000)
