"""Tasks of processes of their own: records are published, delivered again and again, and counted."""

import itertools
import json
import sys
from datetime import timedelta

from django.utils import timezone

from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies.models import Kind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body
from gongkai.apps.channels import services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Attempt, Delivery
from gongkai.apps.channels.states import WORKED
from gongkai.apps.channels.work import deliver_due
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services import hand_in, home_of, publish
from gongkai.apps.publishing.services.writing import Writing


def prepare(app_id: str, secret: str, robot_key: str, records: int) -> None:
    """Open two channels of a body, and publish records in the column that requires them."""
    now = timezone.now()
    names = {"slug": "killed", "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
    body = create_body(by=SERVER, parent=None, now=now, **names)
    column = home_of(body).columns.get(slug="notices")
    for kind, account, name, value in (
        (ChannelKind.WECHAT, app_id, Secret.APP_SECRET, secret),
        (ChannelKind.WECOM, "", Secret.ROBOT_KEY, robot_key),
    ):
        given = services.Account(kind.label, Mode.API, account=account, publishes=True)
        channel = services.open_channel(by=SERVER, body=body, kind=kind, account=given, now=now)
        services.set_secrets(by=SERVER, channel=channel, secrets={name: value}, now=now)
        services.require_for(by=SERVER, channel=channel, columns=[column], now=now)
    for number in range(records):
        writing = Writing(fields={"title": f"虚构的第{number:04}件", "body": [("text", "<p>虚构的正文。</p>")]})
        page = hand_in(body=body, writing=writing, by=SERVER, column=column, now=now)
        Disclosure.objects.filter(pk=page.pk).update(stage="approved")
        publish(by=SERVER, disclosure=Disclosure.objects.get(pk=page.pk), now=now)


def deliver_many(ahead: int) -> None:
    """Deliver what is due until somebody kills this process; print the seconds ahead and what is left, each round.

    Its clock is `ahead` seconds ahead and runs on by a minute each round, so that leases end.
    """
    for number in itertools.count():
        deliver_due(now=timezone.now() + timedelta(seconds=ahead + 60 * number))
        left = Delivery.objects.filter(state__in=WORKED).count()
        sys.stdout.write(f"{ahead + 60 * number} {left}\n")
        sys.stdout.flush()


def count() -> None:
    """Print what the database holds."""
    rows = Delivery.objects.exclude(channel__kind="website").values_list("channel__kind", "disclosure__title", "state")
    found = {
        "rows": [*rows],
        "cut": Attempt.objects.filter(told__startswith="办理中断").count(),
        "findings": [one.problem for one in verify()],
    }
    sys.stdout.write(json.dumps(found))
