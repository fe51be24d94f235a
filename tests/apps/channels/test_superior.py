"""Superior sites: submitted by interface, letter or hand; adopted, refused, taken down; counted by month."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.channels import services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.selectors import figures, queue
from gongkai.apps.channels.services import Answer, Noted, Proof
from gongkai.apps.publishing import services as publishing
from standins import faults
from tests.apps.channels.conftest import NOW, of, opened
from tests.apps.channels.test_outbox import photo
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db
POST, STATE = "/superior/submissions", "/superior/submissions/state"
HOUR = timedelta(hours=1, minutes=1)


@pytest.fixture
def site(body, world):
    made = opened(body, ChannelKind.SUPERIOR, account="https://interface.example/v1")
    given = {Secret.SIGNING_KEY: world.superior.key}
    return services.set_secrets(by=SERVER, channel=made, secrets=given, now=NOW)


def submit(body, clock, **given):
    page = published(body, **given)
    clock.work(step=HOUR)
    return page


def test_a_submission_is_adopted_under_another_title(body, world, site, clock):
    page = submit(body, clock)
    row, [one] = of(site), world.superior.submissions.values()
    assert row.state == "submitted"
    assert row.submitted_at is not None
    assert (one.key, one.title, one.body) == (row.key, page.title, body.name)
    assert row in queue.submitted([body])

    clock.work(step=HOUR)
    assert of(site).state == "submitted"
    world.superior.play(one.key, "adopt", "换过的标题")
    clock.work(step=HOUR)

    row = of(site)
    assert (row.state, row.adopted_title) == ("done", "换过的标题")
    assert row.link == f"https://superior.example/content/{row.key}.html"
    assert Channel.objects.get(pk=site.pk).last_post_at == row.done_at


def test_a_refusal_keeps_its_reason_and_may_become_an_adoption_later(body, world, site, clock):
    page = submit(body, clock)
    key = of(site).key
    world.superior.play(key, "refuse", "近期已有同类信息")
    clock.work(step=HOUR)
    assert (of(site).state, of(site).reason) == ("not_adopted", "近期已有同类信息")

    world.superior.play(key, "adopt", page.title)
    clock.work(step=timedelta(days=2))
    clock.work(step=timedelta(days=2))
    row = of(site)
    assert (row.state, row.adopted_title) == ("done", "")


def test_what_was_adopted_and_taken_down_again_is_told(body, world, site, clock):
    submit(body, clock)
    world.superior.play(of(site).key, "adopt", "")
    clock.work(step=timedelta(days=2))
    world.superior.play(of(site).key, "remove", "内容过期")
    clock.work()
    assert (of(site).state, of(site).reason) == ("taken_down", "上级网站撤下了：内容过期")
    assert of(site) in queue.for_a_person([body])


@pytest.mark.parametrize("fault", [faults.NO_ANSWER, faults.GARBAGE, faults.BAD_GATEWAY, "503"])
def test_a_lost_answer_makes_no_second_submission(body, world, site, clock, fault):
    world.faults.once[POST] = [fault]
    if fault == "503":
        world.superior.refused = lambda _refusal: {"ok": False, "code": "busy", "message": "稍后再试"}
    submit(body, clock)
    clock.work(2)
    assert of(site).state == "submitted"
    assert len(world.superior.submissions) == 1


def test_a_wrong_key_is_told_in_a_sentence(body, world, site, clock):
    world.superior.key = "another-key"
    submit(body, clock)
    assert (of(site).state, of(site).reason) == ("failed", "上级网站没有接受：签名不对")


def test_a_withdrawn_record_is_asked_back(body, world, site, clock):
    page = submit(body, clock)
    publishing.withdraw(by=SERVER, disclosure=page, reason="撤下", now=clock.now)
    clock.work()
    assert of(site).state == "removed"
    assert world.superior.submissions[of(site).key].state == "withdrawn"


@pytest.fixture
def letters(body, settings):
    settings.STAND_INS = ""
    return opened(body, ChannelKind.SUPERIOR, Mode.MAIL, account="editors@example.invalid")


def test_a_letter_carries_text_and_word_file_and_an_answer_is_noted_by_hand(body, letters, clock):
    page = submit(body, clock)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["editors@example.invalid"], f"报送：{page.title}")
    assert page.address in letter.body
    assert letter.attachments[0].filename == "稿件.docx"
    row = of(letters)
    assert row.state == "submitted"

    noted = Noted(Answer.ADOPTED, Proof(clock.now, link="https://superior.example/1"), "换过的标题")
    services.note_answer(by=SERVER, delivery=row, noted=noted, now=clock.now)
    row = of(letters)
    assert (row.state, row.adopted_title, row.link) == ("done", "换过的标题", "https://superior.example/1")
    services.note_answer(
        by=SERVER, delivery=row, noted=Noted(Answer.REMOVED, Proof(clock.now, note="没有说明")), now=clock.now
    )
    assert of(letters).state == "taken_down"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        pytest.param(SMTPServerDisconnected(), "unsure", id="cut off"),
        pytest.param(SMTPRecipientsRefused({"x": (550, b"no")}), "failed", id="no such box"),
        pytest.param(SMTPRecipientsRefused({"x": (451, b"later")}), "submitted", id="later"),
    ],
)
def test_a_letter_is_sent_at_most_once(body, letters, clock, monkeypatch, error, state):
    left, sends = [error], EmailBackend.send_messages

    def send(self, messages):
        if left:
            raise left.pop()
        return sends(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    submit(body, clock)
    clock.work(2)
    assert of(letters).state == state
    assert len(mail.outbox) == (state == "submitted")


def test_in_training_no_letter_leaves_the_machine(body, world, clock):
    channel = opened(body, ChannelKind.SUPERIOR, Mode.MAIL, account="editors@example.invalid")
    submit(body, clock)
    assert of(channel).state == "submitted"
    assert mail.outbox == []
    assert [one["to"] for one in world.superior.letters.values()] == ["editors@example.invalid"]


def test_a_package_is_submitted_by_hand_and_an_adoption_wants_a_proof(body, clock):
    channel = opened(body, ChannelKind.SUPERIOR, Mode.PACKAGE)
    published(body)
    row, at = of(channel), clock.now
    assert row.state == "by_hand"
    services.note_answer(by=SERVER, delivery=row, noted=Noted(Answer.SUBMITTED, Proof(at, note="后台")), now=at)
    with pytest.raises(RuleError, match="没有采用的凭证"):
        services.note_answer(by=SERVER, delivery=row, noted=Noted(Answer.ADOPTED, Proof(at, note="好")), now=at)
    with pytest.raises(RuleError, match="没有填写原因"):
        services.note_answer(by=SERVER, delivery=row, noted=Noted(Answer.REFUSED, Proof(at)), now=at)
    with pytest.raises(RuleError, match="不能被平台删除"):
        services.note_answer(by=SERVER, delivery=row, noted=Noted(Answer.REMOVED, Proof(at, note="x")), now=at)
    services.note_answer(by=SERVER, delivery=row, noted=Noted(Answer.ADOPTED, Proof(at, photo=photo())), now=at)
    assert (of(channel).state, of(channel).submitted_at) == ("done", at)


def test_submissions_and_adoptions_are_counted_each_in_its_month(body):
    channel = opened(body, ChannelKind.SUPERIOR, Mode.BY_HAND)
    pages = [published(body) for _ in range(3)]
    for page, sent, adopted in zip(pages, (11, 12, 12), (12, None, 12), strict=True):
        channel.deliveries.filter(disclosure=page).update(
            submitted_at=datetime(2026, sent, 30, 16, 30, tzinfo=UTC),  # the next day in Beijing
            done_at=adopted and datetime(2026, adopted, 31, 15, tzinfo=UTC),
        )
    assert [(one.month, one.submitted, one.adopted) for one in figures.submissions_of_year(body, 2026)] == [
        (12, 3, 2),
        (0, 3, 2),
    ]
    assert figures.submissions_of_year(body, 2025) == []


@pytest.mark.parametrize(
    ("mode", "address"),
    [
        (Mode.API, "http://interface.example"),
        (Mode.API, "https://user:secret@interface.example"),
        (Mode.API, "https://interface"),
        (Mode.MAIL, "editors"),
    ],
)
def test_an_address_to_which_nothing_can_be_sent_is_refused(body, mode, address):
    with pytest.raises(RuleError, match=r"不能用|不是一个邮箱"):
        opened(body, ChannelKind.SUPERIOR, mode, account=address)
