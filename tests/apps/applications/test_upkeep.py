"""Mail, erasure, new holidays: what is done beside the acts."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from gongkai.apps.applications import services
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, CaseEvent, OutgoingMail, PaperContent
from gongkai.apps.applications.selectors.counts import Period, table3, within
from gongkai.apps.applications.services import upkeep
from gongkai.apps.applications.services.calendars import add_notice
from gongkai.apps.applications.services.mails import WAITS, send_due_mails
from gongkai.apps.applications.services.upkeep import erase_old
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import set_setting
from gongkai.apps.mail.services import LEASE, take
from gongkai.core.law.errors import WrongNotice
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
DAY = at("2026-03-02")


@pytest.fixture
def body():
    return factories.ready_body()


def mailed(body):
    factories.on_line(body, "2026-03-02", particulars=factories.person(email="a@demo.invalid"))
    return OutgoingMail.objects.get()


def test_a_mail_goes_out_once_and_nothing_of_it_is_kept(body):
    row = mailed(body)
    assert send_due_mails(DAY) == (1, 0)
    assert send_due_mails(DAY + timedelta(days=1)) == (0, 0)
    assert [one.to for one in mail.outbox] == [["a@demo.invalid"]]
    row.refresh_from_db()
    assert (row.sealed, row.next_at, row.sent_at) == (b"", None, DAY)


def test_a_mail_that_fails_is_tried_again_later_each_time_and_then_shown(body, monkeypatch):
    row = mailed(body)

    def fails(_self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fails)
    now = DAY
    for wait in WAITS:
        assert send_due_mails(now) == (0, 1)
        row.refresh_from_db()
        assert row.next_at == now + wait
        assert row.error == "ConnectionRefusedError"
        now = row.next_at
    assert send_due_mails(now) == (0, 1)
    row.refresh_from_db()
    assert (row.next_at, row.sent_at) == (None, None)
    from gongkai.apps.applications.selectors.desk import days_of, to_do

    counts = {bucket.id: count for bucket, count in to_do(body, days_of(body, date(2026, 3, 2)))}
    assert counts["mails"] == 1


def test_an_address_that_the_server_refuses_is_not_tried_again(body, monkeypatch):
    row = mailed(body)

    def refused(_self):
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    assert send_due_mails(DAY) == (0, 1)
    row.refresh_from_db()
    assert row.next_at is None


def test_a_mail_that_a_dead_worker_had_taken_is_sent_by_the_next(body):
    row = mailed(body)
    assert take(OutgoingMail.objects.all(), DAY) == row
    assert send_due_mails(DAY) == (0, 0)
    assert send_due_mails(DAY + LEASE) == (1, 0)


def test_after_the_retention_period_the_person_is_gone_and_the_counts_stay(body):
    set_setting(
        by=SERVER, body=body, key=Key.APPLICANT_RETENTION, value="12", from_on=date(2021, 1, 1), now=bodies.NOON
    )
    who = factories.person(name="某甲乙")
    old = factories.in_hand(body, "2024-03-01", particulars=who, files=(Upload("a.txt", b"a"),))
    services.close(by=SERVER, application_id=old.pk, on=date(2024, 3, 4), reason="演示", now=at("2024-03-04"))
    young = factories.in_hand(body, "2025-12-01")
    services.close(by=SERVER, application_id=young.pk, on=date(2025, 12, 2), reason="演示", now=at("2025-12-02"))
    factories.in_hand(body, "2024-03-01")  # still open
    before = table3(within(body), Period.of_year(2024))
    assert erase_old(at("2025-03-04")) == 0  # the day itself still counts
    assert erase_old(at("2026-03-02")) == 1
    old.refresh_from_db()
    old.applicant.refresh_from_db()
    assert old.applicant.particulars().name == ""
    assert (old.applicant.name_index, old.applicant.person_index, old.wanted) == ("", "", "")
    assert bytes(PaperContent.objects.get(paper__application=old).sealed) == b""
    assert old.papers.get().name == "已清除"
    assert all(row.note.text(old) == "" for row in old.entries.all() if hasattr(row, "note"))
    assert table3(within(body), Period.of_year(2024)) == before
    assert erase_old(at("2026-03-02")) == 0


def test_a_body_without_a_retention_period_erases_nothing(body):
    old = factories.in_hand(body, "2021-03-01")
    services.close(by=SERVER, application_id=old.pk, on=date(2021, 3, 4), reason="演示", now=at("2021-03-04"))
    assert erase_old(at("2026-03-02")) == 0


NOTICE = {
    "year": 2027,
    "number": "演示发明电〔2026〕1号",
    "title": "演示通知",
    "issued_on": date(2026, 11, 1),
    "off": [
        {"name": "元旦", "from": "2027-01-01", "to": "2027-01-03", "work": []},
        {"name": "春节", "from": "2027-02-05", "to": "2027-02-11", "work": []},
        {"name": "清明节", "from": "2027-04-05", "to": "2027-04-05", "work": []},
        {"name": "劳动节", "from": "2027-05-01", "to": "2027-05-05", "work": []},
        {"name": "端午节", "from": "2027-06-09", "to": "2027-06-09", "work": []},
        {"name": "中秋节", "from": "2027-09-15", "to": "2027-09-15", "work": []},
        {"name": "国庆节", "from": "2027-10-01", "to": "2027-10-07", "work": []},
    ],
}


def test_a_new_years_notice_makes_unknown_days_known_and_each_change_is_logged(body):
    unknown = factories.in_hand(body, "2026-12-10")
    known = factories.in_hand(body, "2026-11-02")
    assert (unknown.due_on, known.due_on) == (None, date(2026, 11, 30))
    told = add_notice(by=SERVER, data=NOTICE, now=at("2026-12-11"))
    unknown.refresh_from_db()
    known.refresh_from_db()
    assert (unknown.due_on, known.due_on) == (date(2027, 1, 8), date(2026, 11, 30))
    assert len(told) == 1
    assert "未知改为2027-01-08" in told[0]
    assert Entry.objects.filter(act="move_due").count() == 1


def test_a_wrong_notice_changes_nothing(body):
    factories.in_hand(body, "2026-12-10")
    with pytest.raises(WrongNotice):
        add_notice(by=SERVER, data={**NOTICE, "off": NOTICE["off"][:3]}, now=at("2026-12-11"))
    assert Application.objects.get().due_on is None


def test_nothing_is_ever_deleted(body):
    before = CaseEvent.objects.count()
    application = factories.in_hand(body)
    services.correct(by=SERVER, application_id=application.pk, number=2, reason="误录", now=at("2026-03-02"))
    assert CaseEvent.objects.count() == before + 3


def test_the_worker_looks_once_a_day_for_what_is_to_be_erased(body, monkeypatch):
    asked = []
    monkeypatch.setattr(upkeep, "erase_old", lambda now: asked.append(now) or 0)
    monkeypatch.setattr(upkeep, "_erased", {})
    for now in (at("2026-03-02", 9), at("2026-03-02", 18), at("2026-03-03", 9)):
        upkeep.erasures_due(now=now)
    assert len(asked) == 2
