"""Reminders: a digest each working morning by e-mail and robot, once; the leader hears what presses; what came back."""

from datetime import date, timedelta

import pytest

from gongkai.apps.applications import services
from gongkai.apps.applications.models import GroupNotice, OutgoingMail
from gongkai.apps.applications.selectors.desk import days_of, to_do
from gongkai.apps.applications.services import reminders
from gongkai.apps.applications.services.mails import send_due_mails, take_bounce
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import name_substitute, set_setting
from gongkai.apps.channels import outbound
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.mail.services import mails_due
from standins import faults
from standins.server import running
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies
from tests.stand_ins.mail_server import mail_server

pytestmark = pytest.mark.django_db
MORNING = at("2026-03-30", 9)  # a Monday: the case below is due that day
SEND = "/wecom/cgi-bin/webhook/send"


@pytest.fixture
def body():
    made = factories.ready_body()
    reminders._looked.clear()
    return made


@pytest.fixture
def people(body):
    officer = bodies.holder(Role.DISCLOSURE_OFFICER, body, email="officer@demo.invalid")
    leader = bodies.holder(Role.APPROVING_LEADER, body, email="leader@demo.invalid")
    bodies.holder(Role.CONTRIBUTOR, body, email="contributor@demo.invalid")
    return officer, leader


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with mail_server() as kept:
        settings.EMAIL_PORT = kept.port
        yield kept


def setting(body, key, value):
    set_setting(by=SERVER, body=body, key=key, value=value, from_on=bodies.NOON.date(), now=bodies.NOON)


def texts(server):
    return {to[0]: letter.get_content() for to, letter in server.letters}


def test_each_gets_what_is_theirs_once_a_day_over_real_mail(body, people, server):
    due = factories.in_hand(body, "2026-03-02", particulars=factories.person(name="某甲乙"))
    factories.in_hand(body, "2026-03-26")  # nothing presses
    assert reminders.reminders_due(now=MORNING) == 2
    reminders._looked.clear()
    assert reminders.reminders_due(now=MORNING + timedelta(hours=3)) == 0
    mails_due(now=MORNING)
    found = texts(server)
    assert set(found) == {"officer@demo.invalid", "leader@demo.invalid"}
    assert f"即将到期 1 件：{due.number}（3月30日）" in found["officer@demo.invalid"]
    assert f"需要您督促 1 件：{due.number}（3月30日）" in found["leader@demo.invalid"]
    assert "待审签" not in found["leader@demo.invalid"]
    assert "某甲乙" not in "".join(found.values())
    assert Entry.objects.filter(act="remind").count() == 1


def test_overdue_cases_go_to_the_leader_and_to_substitutes_every_day(body, people, server):
    factories.in_hand(body, "2026-03-02")
    deputy = bodies.user(email="deputy@demo.invalid")
    days = {"from_on": date(2026, 3, 31), "until_on": date(2026, 4, 1)}
    name_substitute(by=SERVER, grant=people[1].grants.get(), substitute=deputy, now=at("2026-03-31"), **days)
    for day in ("2026-03-31", "2026-04-01"):
        reminders._looked.clear()
        assert reminders.reminders_due(now=at(day, 9)) == 3
    mails_due(now=at("2026-04-01", 9))
    assert "已逾期 1 件" in texts(server)["officer@demo.invalid"]
    assert "已到期" in next(letter["Subject"] for to, letter in server.letters if to == ["deputy@demo.invalid"])


@pytest.mark.parametrize("when", [at("2026-03-28", 10), at("2026-03-30", 9) - timedelta(hours=2)])
def test_no_digest_on_a_day_off_or_before_its_hour(body, people, when):
    factories.in_hand(body, "2026-03-02")
    assert reminders.remind(body, when) == 0


def test_a_body_sets_its_hour_and_how_early_the_leader_hears(body, people):
    factories.in_hand(body, "2026-03-02")
    setting(body, Key.DIGEST_HOUR, "14")
    assert reminders.remind(body, at("2026-03-26", 10)) == 0
    assert reminders.remind(body, at("2026-03-26", 14)) == 1  # two days before: the officer alone
    setting(body, Key.ESCALATE_BEFORE, "3")
    assert reminders.remind(body, at("2026-03-27", 14)) == 2


@pytest.fixture
def group(body, settings):
    setting(body, Key.REMINDER_GROUP, "演示工作群")
    robot = Channel.objects.create(
        public_body=body, kind=ChannelKind.WECOM, name="演示工作群", mode=Mode.API, opened_on=bodies.NOON.date()
    )
    robot.keep_secrets({Secret.ROBOT_KEY: "stand-in-robot-key-0000"})
    robot.save()
    with running() as world:
        settings.STAND_INS = world.address
        yield world
        outbound._session.cache_clear()


def test_the_robot_says_it_in_the_group_once(body, people, group):
    case = factories.in_hand(body, "2026-03-02")
    reminders.remind(body, MORNING)
    assert reminders.notices_due(now=MORNING) == 1
    assert reminders.notices_due(now=MORNING + timedelta(hours=1)) == 0
    [said] = group.wecom.messages
    assert case.number in said
    assert len(said.encode()) <= 4096


def test_a_robot_whose_answer_is_lost_says_nothing_twice(body, people, group):
    factories.in_hand(body, "2026-03-02")
    group.faults.once[SEND] = [faults.NO_ANSWER]
    reminders.remind(body, MORNING)
    reminders.notices_due(now=MORNING)
    reminders.notices_due(now=MORNING + timedelta(hours=1))
    assert len(group.wecom.messages) == 1
    row = GroupNotice.objects.get()
    assert row.sent_at is None
    assert "没有" in row.error


def test_a_robot_that_cannot_be_reached_is_tried_again_and_given_up(body, people, group, settings):
    factories.in_hand(body, "2026-03-02")
    settings.STAND_INS = "http://127.0.0.1:1"
    reminders.remind(body, MORNING)
    for hour in range(6):
        reminders.notices_due(now=MORNING + timedelta(hours=hour))
    row = GroupNotice.objects.get()
    assert (row.tries, row.next_at, row.error) == (4, None, "连不上平台的服务器。")


def test_a_letter_to_an_applicant_that_comes_back_is_shown_until_it_is_settled(body, people, server):
    case = factories.on_line(body, "2026-03-27", particulars=factories.person(email="a@demo.invalid"))
    assert send_due_mails(MORNING) == (1, 0)
    [(_to, letter)] = server.letters
    back = (
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x.invalid\n\n"
        "Final-Recipient: rfc822; a@demo.invalid\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {letter['Message-ID']}\n--b--\n"
    ).encode()
    assert take_bounce(back, now=MORNING) is not None
    assert take_bounce(back, now=MORNING) is None

    def lost():
        return {bucket.id: number for bucket, number in to_do(body, days_of(body, MORNING.date()))}["mails"]

    assert lost() == 1
    services.settle_mails(by=people[0], application_id=case.pk, how="电话告知", now=MORNING)
    assert lost() == 0


@pytest.mark.parametrize(("code", "tries"), [(550, 1), (451, 2)])
def test_an_address_refused_for_good_is_not_tried_again(body, server, code, tries):
    server.refuses["a@demo.invalid"] = code
    factories.on_line(body, "2026-03-27", particulars=factories.person(email="a@demo.invalid"))
    for minutes in (0, 10):
        send_due_mails(MORNING + timedelta(minutes=minutes))
    assert OutgoingMail.objects.get().tries == tries
