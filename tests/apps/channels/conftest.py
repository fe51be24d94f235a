"""What the tests of channels share: a body, the stand-ins, a worker whose clock is told."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import outbound, services, work
from gongkai.apps.channels.adapters.wechat import api
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Delivery
from gongkai.apps.channels.services import Account
from standins.server import running
from tests.apps.bodies import factories
from tests.apps.publishing.factories import column

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    cache.clear()


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


@pytest.fixture
def world(settings):
    with running() as made:
        settings.STAND_INS = made.address
        api._tokens.clear()
        yield made
        outbound._session.cache_clear()


class Clock:
    """Lets the worker work at a time that goes on by itself."""

    def __init__(self):
        self.now = datetime.now(UTC) + timedelta(seconds=30)

    def work(self, rounds=1, step=timedelta(minutes=1)):
        for _ in range(rounds):
            work.deliver_due(now=self.now)
            self.now += step


@pytest.fixture
def clock():
    return Clock()


def opened(body, kind, mode=Mode.API, **given):
    account = Account(**{"name": f"演示{kind.label}", "mode": mode, **given})
    made = services.open_channel(by=SERVER, body=body, kind=kind, account=account, now=NOW)
    services.require_for(by=SERVER, channel=made, columns=[column(body)], now=NOW)
    return made


@pytest.fixture
def wechat(body, world):
    def make(**given):
        made = opened(body, ChannelKind.WECHAT, account=world.wechat.app_id, **given)
        secrets = {Secret.APP_SECRET: world.wechat.secret, Secret.CALLBACK_TOKEN: "stand-in-callback"}
        return services.set_secrets(by=SERVER, channel=made, secrets=secrets, now=NOW)

    return make


@pytest.fixture
def wecom(body, world):
    made = opened(body, ChannelKind.WECOM)
    return services.set_secrets(
        by=SERVER, channel=made, secrets={Secret.ROBOT_KEY: next(iter(world.wecom.keys))}, now=NOW
    )


def of(channel):
    return Delivery.objects.get(channel=channel)


def told(row):
    return json.dumps([list(row.attempts.values_list("told", flat=True)), row.reason], ensure_ascii=False)
