"""Letters for those who asked and confirmed: once a day, each record once, left with one click, nothing guessed."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.mail.bounces import take_bounce
from gongkai.apps.mail.models import OutgoingMail
from gongkai.apps.mail.services import mails_due
from gongkai.apps.publishing import services as publishing
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.subscriptions.digests import digests_due
from gongkai.portal.subscriptions.models import Interest, Subscriber
from gongkai.portal.subscriptions.services import TO_ONE, VALID_FOR
from gongkai.portal.subscriptions.views.asking import SUBSCRIBING
from tests.apps.bodies import factories
from tests.apps.mail.test_mail import notification
from tests.apps.publishing.factories import column, published
from tests.portal.mistakes.test_mistakes import filled

pytestmark = pytest.mark.django_db
ADDRESS = "nobody@example.invalid"


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    monkeypatch.setattr("gongkai.portal.human_check.AT_LEAST", timedelta(0))


@pytest.fixture
def body():
    made = factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")
    column(made)
    return made


def out(body, **given):
    return published(body, now=timezone.now(), **given)


def morning(days=1):
    at = timezone.localtime() + timedelta(days=days)
    return at.replace(hour=9, minute=0, second=0, microsecond=0)


def asks(client, address=ADDRESS, **given):
    form = {**filled(client, "/yi/subscribe/"), "address": address, **given}
    return client.post("/yi/subscribe/", form, follow=True)


def letters(now=None):
    """Return the letters that go out, as they went."""
    mail.outbox.clear()
    mails_due(now=now or timezone.now() + timedelta(seconds=1))
    return list(mail.outbox)


def link(letter, what):
    return re.search(rf"(/subscribe/{what}/\S+/)", letter.body)[1]


def subscribes(client, **given):
    assert asks(client, **given).status_code == 200
    [letter] = letters()
    client.post(link(letter, "confirm"))
    return Interest.objects.get(token=link(letter, "confirm").split("/")[3])


def digest(now):
    digests_due(now=now)
    return letters(now)


def test_nothing_is_sent_before_a_letter_was_confirmed(client, body):
    shown = asks(client)
    assert "请查收确认信" in shown.content.decode()
    [letter] = letters()
    assert letter.to == [ADDRESS]
    assert "乙街道的全部信息" in letter.body
    out(body)
    assert digest(morning()) == []

    assert "确认订阅" in client.get(link(letter, "confirm")).content.decode()
    assert Interest.objects.get().confirmed_at is None  # a look confirms nothing
    assert "已经订阅" in client.post(link(letter, "confirm")).content.decode()

    before = Client(enforce_csrf_checks=True)  # a mail program has no page of ours
    page = out(body)
    [letter] = digest(morning(2))
    assert page.title in letter.body
    assert page.address in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leaving = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + leaving.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert Subscriber.objects.exists()  # a look leaves nothing
    assert before.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscriber.objects.exists()
    out(body)
    assert digest(morning(3)) == []


def test_each_record_is_told_once_in_one_letter_a_day_over_all_interests(client, body):
    subscribes(client)
    subscribes(client, column=str(column(body).pk))
    first, second = out(body), out(body)
    [letter] = digest(morning())
    assert letter.subject.startswith("乙街道新公开 2 条信息")
    for page in (first, second):
        assert letter.body.count(page.title) == 1
    assert letter.body.count("/subscribe/leave/") == 3  # each interest, and all
    assert digest(morning()) == digest(morning(2)) == []
    publishing.withdraw(by=SERVER, disclosure=out(body), reason="撤下", now=timezone.now())
    assert digest(morning(3)) == []


def test_a_column_and_a_word_narrow_what_is_told(client, body):
    subscribes(client, column=str(column(body, "plans").pk))
    subscribes(client, word="低保")
    out(body)
    assert digest(morning()) == []
    plan, aid = out(body, column=column(body, "plans")), out(body, title="低保名单公示")
    now = morning(2)
    for page in (plan, aid):
        Disclosure.objects.filter(pk=page.pk).update(published_at=now - timedelta(hours=1))
    [letter] = digest(now)
    assert letter.subject.startswith("乙街道新公开 2 条信息")


def test_before_eight_no_letter_of_the_day_is_written(client, body):
    subscribes(client)
    out(body)
    assert digest(morning().replace(hour=7)) == []
    assert len(digest(morning())) == 1


def test_the_page_says_the_same_whoever_subscribes(client, body):
    known = asks(client).content.decode()
    [letter] = letters()
    client.post(link(letter, "confirm"))
    again, other = asks(client).content.decode(), asks(client, "other@example.invalid").content.decode()
    assert known == again == other
    told = {letter.to[0]: letter.subject for letter in letters()}
    assert told[ADDRESS].startswith("您已经订阅")
    assert told["other@example.invalid"].startswith("请确认订阅")
    assert ADDRESS.encode() not in b"".join(bytes(one.sealed) for one in Subscriber.objects.all())
    assert ADDRESS not in "".join(Subscriber.objects.values_list("index", flat=True))


def test_one_address_gets_three_letters_a_day_and_one_reader_asks_ten_times_an_hour(client, body):
    for _ in range(TO_ONE.most + 2):
        assert "请查收确认信" in asks(client).content.decode()
    assert len(letters()) == TO_ONE.most
    for _ in range(SUBSCRIBING.most - TO_ONE.most - 2):
        asks(client, "other@example.invalid")
    assert "请查收确认信" not in asks(client).content.decode()


def test_what_nobody_confirms_is_forgotten(client, body):
    asks(client)
    [letter] = letters()
    digests_due(now=timezone.now() + VALID_FOR + timedelta(minutes=1))
    assert not Subscriber.objects.exists()
    assert client.get(link(letter, "confirm")).status_code == 404
    for answer in (client.get("/subscribe/leave/unknown/"), client.post(f"/subscribe/leave/{'x' * 32}/")):
        assert "已经退订" in answer.content.decode()


def test_an_address_that_sends_letters_back_is_forgotten(client, body):
    subscribes(client)
    for day in (1, 2, 3):
        now, page = morning(day), out(body)
        Disclosure.objects.filter(pk=page.pk).update(published_at=now - timedelta(hours=1))
        assert len(digest(now)) == 1
        assert Subscriber.objects.exists()
        take_bounce(notification("5.1.1", key=OutgoingMail.objects.latest("pk").key), now=now)
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"answer": "99"}, "回答不对"),
        ({"address": "nobody"}, "邮箱"),
        ({"website": "x"}, "不应填写"),
        ({"column": "0"}, ""),
    ],
)
def test_a_form_that_is_wrong_keeps_nothing(client, body, given, told):
    answer = client.post("/yi/subscribe/", {**filled(client, "/yi/subscribe/"), "address": ADDRESS, **given})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_without_keys_the_page_says_so(client, body, settings):
    settings.APPLICANT_KEYS = []
    shown = client.get("/yi/subscribe/").content.decode()
    assert "现在不能用邮件订阅" in shown
    assert 'class="apply-form"' not in shown


def test_a_list_leads_to_its_subscription(client, body):
    out(body)
    shown = client.get(f"/yi/{column(body).section}/{column(body).slug}/").content.decode()
    assert f"/yi/subscribe/?column={column(body).pk}" in shown
    assert "selected" in client.get(f"/yi/subscribe/?column={column(body).pk}").content.decode()
