"""Events of WeChat, open and sealed: late, twice, forged; and mass sending, which nothing here does."""

import pytest

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services
from gongkai.apps.channels.envelope import NotGenuine, opened
from gongkai.apps.channels.kinds import Secret
from standins.events import Sender
from standins.mass import A_DAY, WAITS, Mass
from standins.refusal import Refusal
from tests.apps.channels.conftest import NOW, of
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
TOKEN, KEY = "stand-in-callback", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"  # invented


@pytest.fixture
def channel(wechat, world, body, clock):
    made = wechat(publishes=True)
    world.wechat.polls_until_done = 0
    published(body)
    clock.work()
    return made


@pytest.fixture
def safe(channel):
    return services.set_secrets(by=SERVER, channel=channel, secrets={Secret.CALLBACK_KEY: KEY}, now=NOW)


def posted(client, channel, sender, **changed):
    query, body = sender.event("2247483650")
    query = changed.get("query", lambda text: text)(query)
    body = changed.get("body", lambda text: text)(body)
    before = of(channel).next_at
    answer = client.post(f"/hooks/wechat/{channel.pk}/?{query}", body, content_type="text/xml")
    return answer.status_code, of(channel).next_at != before


def test_a_sealed_event_makes_the_worker_look_at_once(client, world, safe, clock):
    sender = Sender(world.wechat.app_id, TOKEN, KEY)
    assert posted(client, safe, sender) == (200, True)
    clock.work()
    assert of(safe).state == "done"
    assert posted(client, safe, sender) == (200, False)  # late, and twice


def test_an_account_in_safe_mode_believes_no_open_event(client, world, safe):
    assert posted(client, safe, Sender(world.wechat.app_id, TOKEN)) == (403, False)


def test_an_account_without_the_key_takes_an_event_as_a_reason_to_look(client, world, channel):
    assert posted(client, channel, Sender(world.wechat.app_id, TOKEN, KEY)) == (200, True)


@pytest.mark.parametrize(
    ("sender", "changed"),
    [
        pytest.param(Sender("wx0000000000standin", "other", KEY), {}, id="another token"),
        pytest.param(Sender("wx0000000000standin", TOKEN, KEY[::-1]), {}, id="another key"),
        pytest.param(Sender("wx-another", TOKEN, KEY), {}, id="another account"),
        pytest.param(
            Sender("wx0000000000standin", TOKEN, KEY),
            {"query": lambda text: text.replace("msg_signature=", "msg_signature=0")},
            id="another signature",
        ),
        pytest.param(
            Sender("wx0000000000standin", TOKEN, KEY),
            {"body": lambda text: text.replace(b"[CDATA[", b"[CDATA[AAAA")},
            id="another text",
        ),
    ],
)
def test_a_forged_event_does_nothing(client, safe, sender, changed):
    assert posted(client, safe, sender, **changed) == (403, False)


def test_the_message_in_an_envelope_is_read():
    query, body = Sender("wx1", TOKEN, KEY).event("7", 2)
    given = dict(part.split("=", 1) for part in query.split("&"))
    signed = (TOKEN, given["timestamp"], given["nonce"], given["msg_signature"])
    assert b"<publish_id>7</publish_id><publish_status>2</publish_status>" in opened(body, KEY, "wx1", signed)
    with pytest.raises(NotGenuine):
        opened(b"<xml></xml>", KEY, "wx1", signed)


def test_a_key_that_cannot_be_one_is_refused(channel):
    with pytest.raises(RuleError, match="43 个字母和数字"):
        services.set_secrets(by=SERVER, channel=channel, secrets={Secret.CALLBACK_KEY: "short"}, now=NOW)


def sending(name):
    return {"clientmsgid": name, "mpnews": {"media_id": "m"}, "msgtype": "mpnews"}


def test_the_stand_in_sends_to_the_masses_once_a_day_and_knows_a_repetition():
    now = [0.0]
    mass = Mass(now=lambda: now[0])
    first = mass.sendall(sending("a"))
    with pytest.raises(Refusal, match=f"msg_id: {first['msg_id']}") as repeated:
        mass.sendall(sending("a"))
    assert repeated.value.code == 45065
    with pytest.raises(Refusal, match="no masssend quota"):
        mass.sendall(sending("b"))
    now[0] = A_DAY + 1
    assert mass.sendall(sending("b"))["errcode"] == 0


@pytest.mark.parametrize(("says", "later", "status"), [
    ("", WAITS - 1, "SENDING"), ("", WAITS + 1, "SEND_FAIL"), ("no", 1, "SEND_FAIL"), ("yes", 1, "SEND_SUCCESS"),
])  # fmt: skip
def test_the_stand_in_waits_half_an_hour_for_the_administrator(says, later, status):
    now = [0.0]
    mass = Mass(protected=True, now=lambda: now[0])
    number = mass.sendall(sending("a"))["msg_id"]
    mass.sent["a"].says, now[0] = says, float(later)
    assert mass.get({"msg_id": number})["msg_status"] == status


def test_nothing_is_ever_sent_to_the_masses(world, channel, clock):
    clock.work(5)
    assert of(channel).state == "done"
    assert not [path for path in world.calls if "/message/mass/" in path]
