"""Letters: written once, sent with retries, given up, come back; nothing of them stays readable."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage as Letter
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend

from gongkai.apps.mail import services
from gongkai.apps.mail.bounces import take_bounce
from gongkai.apps.mail.models import OutgoingMail
from gongkai.apps.mail.signals import undelivered

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
TO = "nobody@example.invalid"


def write(key="k1"):
    letter = services.Letter(TO, "虚构的信", "正文", {"List-Id": "x"})
    return services.write_mail(letter, key=key, purpose="test", about="7", now=NOW)


@pytest.fixture
def heard():
    found = []

    def hears(mail, **_):
        found.append((mail.purpose, mail.about, mail.error))

    undelivered.connect(hears)
    yield found
    undelivered.disconnect(hears)


def fails(monkeypatch, *errors):
    left = list(errors)
    sends = EmailBackend.send_messages

    def send(self, messages):
        if left:
            raise left.pop(0)
        return sends(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_a_letter_is_written_once_for_a_key_and_sent_once():
    assert write()
    assert not write()
    held = OutgoingMail.objects.get()
    assert TO.encode() not in bytes(held.sealed)

    assert services.mails_due(now=NOW) == 1
    assert services.mails_due(now=NOW + timedelta(days=1)) == 0

    [sent] = outbox.outbox
    assert (sent.to, sent.subject, sent.extra_headers["List-Id"]) == ([TO], "虚构的信", "x")
    assert sent.extra_headers["Message-ID"] == services.message_id("k1")
    held.refresh_from_db()
    assert (held.sent_at, bytes(held.sealed)) == (NOW, b"")


def test_a_silent_server_is_tried_again_later(monkeypatch, heard):
    fails(monkeypatch, SMTPServerDisconnected(), OSError())
    write()
    services.mails_due(now=NOW)
    assert services.mails_due(now=NOW + timedelta(seconds=30)) == 0
    services.mails_due(now=NOW + timedelta(minutes=1))
    services.mails_due(now=NOW + timedelta(minutes=10))
    assert len(outbox.outbox) == 1
    assert heard == []


@pytest.mark.parametrize(("code", "tried_again"), [(550, False), (451, True)])
def test_a_recipient_refused_for_good_is_told_to_the_writer_at_once(monkeypatch, heard, code, tried_again):
    fails(monkeypatch, SMTPRecipientsRefused({TO: (code, b"no")}))
    write()
    services.mails_due(now=NOW)
    assert (OutgoingMail.objects.get().next_at is not None) is tried_again
    assert [one[:2] for one in heard] == ([] if tried_again else [("test", "7")])


def test_a_letter_that_never_goes_out_is_given_up_and_erased(monkeypatch, heard):
    fails(monkeypatch, *[OSError()] * 7)
    write()
    for day in range(8):
        services.mails_due(now=NOW + timedelta(days=day))
    assert bytes(OutgoingMail.objects.get().sealed) == b""
    assert len(heard) == 1


def notification(status, key="k1", kind="message/rfc822"):
    quoted = f"Message-ID: {services.message_id(key)}\nSubject: x\n\n"
    return (
        "From: MAILER-DAEMON@example.invalid\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n'
        "\n--b\nContent-Type: text/plain\n\nnot delivered\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; example.invalid\n\nFinal-Recipient: rfc822; {TO}\nAction: failed\nStatus: {status}\n\n"
        f"--b\nContent-Type: {kind}\n\n{quoted}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_letter_that_came_back_is_told_once(heard, kind):
    write()
    services.mails_due(now=NOW)
    assert take_bounce(notification("4.2.2", kind=kind), now=NOW) is None  # it may still arrive
    assert take_bounce(notification("5.1.1", key="k2", kind=kind), now=NOW) is None
    assert take_bounce(notification("5.1.1", kind=kind), now=NOW).key == "k1"
    assert take_bounce(notification("5.1.1", kind=kind), now=NOW) is None
    assert heard == [("test", "7", "bounced 5.1.1")]


def test_a_letter_that_is_no_notification_is_nothing():
    write()
    letter = Letter()
    letter["Message-ID"] = services.message_id("k1")
    letter.set_content("Status: 5.1.1")
    assert take_bounce(letter.as_bytes(), now=NOW) is None
    assert take_bounce(b"\xff\x00 no letter", now=NOW) is None


def test_what_is_out_long_since_is_forgotten():
    write()
    services.mails_due(now=NOW)
    assert services.forget_old(now=NOW + timedelta(days=59)) == 0
    assert services.forget_old(now=NOW + timedelta(days=61)) == 1
