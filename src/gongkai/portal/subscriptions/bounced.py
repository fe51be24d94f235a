"""Letters that could not be delivered: after some of them an address is forgotten."""

from datetime import datetime
from typing import Any, Final

from django.db.models import F

from gongkai.apps.mail.models import OutgoingMail
from gongkai.apps.mail.signals import undelivered
from gongkai.portal.subscriptions.models import Interest, Subscriber
from gongkai.portal.subscriptions.services import PURPOSE

MOST: Final = 3


def connect() -> None:
    """Hear of letters that could not be delivered."""
    undelivered.connect(_undelivered, dispatch_uid="gongkai.portal.subscriptions")


def _undelivered(sender: Any, mail: OutgoingMail, at: datetime, **_more: Any) -> None:
    if mail.purpose != PURPOSE:
        return
    Subscriber.objects.filter(pk=mail.about).update(bounces=F("bounces") + 1)
    if mail.key.startswith("confirm-"):  # nobody can confirm it
        Interest.objects.filter(subscriber=int(mail.about), confirmed_at=None).delete()
    Subscriber.objects.filter(pk=mail.about, bounces__gte=MOST).delete()
    Subscriber.objects.filter(pk=mail.about, interests=None).delete()
