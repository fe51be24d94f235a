"""Deliveries: a thousand records to five channels through the stand-ins, by one worker, from the queue to the proof.

The website's pages are files laid down before (baking has its own measure); WeChat, WeCom, Douyin and a superior's site
take every record; Douyin has each drawn as a long picture. The robot's twenty a minute, the platform's own limit, is
lifted on both sides.
"""

import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.applications import _body, _site
from benchmarks.measure import Result
from standins.server import World, running

GOAL = 60  # seconds


def results(records: int = 1000) -> Iterator[Result]:
    """Yield the measure."""
    with tempfile.TemporaryDirectory() as folder, running() as world:
        _site(Path(folder))
        body = _channels(world)
        _publish(body, records)
        begun, rounds = time.perf_counter(), _deliver(records)
        spent = time.perf_counter() - begun
        name = f"{records} records to five channels through the stand-ins, {rounds} rounds of the worker"
        yield Result(name, spent, "s", goal=f"under {GOAL} s")


def _channels(world: World) -> Any:
    from django.conf import settings
    from django.utils import timezone

    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.channels import services
    from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
    from gongkai.apps.publishing.services import home_of

    settings.STAND_INS, settings.BAKED_DIR = world.address, Path(settings.VAR_DIR) / "baked"
    world.wecom.limited, world.douyin.polls_until_done = False, 0
    body, now = _body(), timezone.now()
    column = home_of(body).columns.get(slug="notices")
    known = {
        ChannelKind.WECHAT: (world.wechat.app_id, {Secret.APP_SECRET: world.wechat.secret}),
        ChannelKind.WECOM: ("", {Secret.ROBOT_KEY: next(iter(world.wecom.keys))}),
        ChannelKind.DOUYIN: (
            world.douyin.open_id,
            {Secret.CLIENT_KEY: world.douyin.client_key, Secret.REFRESH_TOKEN: world.douyin.refresh_token},
        ),
        ChannelKind.SUPERIOR: ("https://interface.example", {Secret.SIGNING_KEY: world.superior.key}),
    }
    for kind, (account, secrets) in known.items():
        given = services.Account(kind.label, Mode.API, account)
        channel = services.open_channel(by=SERVER, body=body, kind=kind, account=given, now=now)
        services.set_secrets(by=SERVER, channel=channel, secrets=secrets, now=now)
        services.require_for(by=SERVER, channel=channel, columns=[column], now=now)
    return body


def _publish(body: Any, records: int) -> None:
    from django.conf import settings
    from django.utils import timezone

    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.publishing.models import Disclosure
    from gongkai.apps.publishing.services import hand_in, home_of, publish
    from gongkai.apps.publishing.services.writing import Writing

    column, now = home_of(body).columns.get(slug="notices"), timezone.now()
    for number in range(records):
        writing = Writing(fields={"title": f"虚构的第{number:04}件", "body": [("text", "<p>虚构的正文。</p>" * 5)]})
        made = hand_in(body=body, writing=writing, by=SERVER, column=column, now=now)
        Disclosure.objects.filter(pk=made.pk).update(stage="approved")
        page = publish(by=SERVER, disclosure=Disclosure.objects.get(pk=made.pk), now=now)
        path = Path(settings.BAKED_DIR) / page.address.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _deliver(records: int) -> int:
    """Let the worker deliver until each record has reached each channel; return how many rounds it took."""
    from django.utils import timezone

    from gongkai.apps.channels.adapters import wecom
    from gongkai.apps.channels.models import Delivery
    from gongkai.apps.channels.states import State
    from gongkai.apps.channels.work import deliver_due

    reached = [State.DONE, State.READY, State.UNDER_WAY, State.SUBMITTED]
    now, rounds = timezone.now(), 0
    with mock.patch.object(wecom.Robot, "may_speak", return_value=True):
        while Delivery.objects.filter(state__in=reached).count() < 5 * records:
            if not deliver_due(now=now + timedelta(seconds=rounds)):
                states = dict(Delivery.objects.values_list("channel__kind", "state").distinct())
                raise RuntimeError(f"nothing is due, and not all has arrived: {states}")
            rounds += 1
    return rounds
