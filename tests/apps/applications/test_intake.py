"""An application comes in: number, check word, receipt, one however often the form is sent."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.apps.applications import services
from gongkai.apps.applications.errors import NoKeys, RuleError, WrongFile
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Applicant, Application, CaseEvent, OutgoingMail, PaperContent
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.errors import BodyIsClosed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import close_body
from gongkai.core.law.receipt import Channel
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return bodies.body(bodies.body())


def test_numbers_count_up_in_a_body_and_a_year(body):
    other = bodies.body()
    days = ["2025-12-31", "2026-01-05", "2026-01-05"]
    assert [factories.on_line(body, day).number for day in days] == ["2025-0001", "2026-0001", "2026-0002"]
    assert factories.on_line(other, "2026-01-05").number == "2026-0001"


def test_one_on_line_waits_for_confirmation_and_shows_the_strict_due_date(body):
    application = factories.on_line(body, "2026-03-02")
    assert (application.state, application.received_on, application.due_is_strict) == ("submitted", None, True)
    assert application.due_on == date(2026, 3, 30)
    assert application.waits_for == "body"


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        (Channel.COUNTER, "received"),
        (Channel.EMS, "received"),
        (Channel.ORAL, "received"),
        (Channel.ORDINARY_LETTER, "submitted"),
        (Channel.FAX, "submitted"),
        (Channel.EMAIL, "submitted"),
    ],
)
def test_every_channel_gets_a_number_and_its_own_receipt(body, channel, state):
    made = services.register(
        by=SERVER,
        body=body,
        submission=factories.submission(),
        channel=channel,
        arrived_on=date(2026, 3, 2),
        now=at("2026-03-03"),
    )
    assert (made.number, made.state, made.filled_by_staff) == ("2026-0001", state, channel is Channel.ORAL)
    assert made.applicant.particulars().check_word


def test_the_same_form_sent_again_is_the_same_application(body):
    first, again = (
        services.submit(body=body, submission=factories.submission(), key="one", now=at("2026-03-02")) for _ in range(2)
    )
    assert first.pk == again.pk
    assert (Application.objects.count(), CaseEvent.objects.count(), Applicant.objects.count()) == (1, 1, 1)
    with pytest.raises(RuleError):
        services.submit(body=bodies.body(), submission=factories.submission(), key="one", now=at("2026-03-02"))


def test_nothing_of_the_applicant_stands_in_the_database_in_plain(body):
    who = factories.person(name="密密麻麻", phone="01020304050", email="mi@demo.invalid", address="不存在路七号")
    files = (Upload("密密麻麻.pdf", b"%PDF-1.7 geheim"),)
    application = factories.on_line(body, particulars=who, files=files)
    assert application.applicant.particulars().name == "密密麻麻"
    assert application.papers.get().name == "密密麻麻.pdf"
    assert application.papers.get().data() == b"%PDF-1.7 geheim"
    for model in (Applicant, Application, CaseEvent, OutgoingMail, PaperContent, Entry):
        for row in model.objects.values_list():
            held = b"|".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row)
            for word in ("密密麻麻", "01020304050", "mi@demo", "不存在路", who.identity_number, "geheim"):
                assert word.encode() not in held


def test_a_letter_to_the_applicant_is_written_in_the_same_transaction(body):
    factories.on_line(body)
    assert OutgoingMail.objects.count() == 0
    application = factories.on_line(body, particulars=factories.person(email="a@demo.invalid"))
    told = OutgoingMail.objects.get().told()
    assert told["to"] == "a@demo.invalid"
    assert application.number in told["text"]


def test_without_a_key_nothing_is_taken(body, settings):
    settings.APPLICANT_KEYS = ()
    with pytest.raises(NoKeys):
        factories.on_line(body)
    assert Application.objects.count() == 0


def test_a_closed_body_takes_none(body):
    close_body(by=SERVER, body=body, successor=None, now=at("2026-03-02"))
    body.refresh_from_db()
    with pytest.raises(BodyIsClosed):
        factories.on_line(body)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b"MZ"),
        ("a.docx", b"%PDF-1"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"),
        ("a.pdf", b""),
    ],
)
def test_a_mislabelled_infected_or_empty_file_is_refused_and_nothing_is_kept(body, name, data):
    with transaction.atomic(), pytest.raises(WrongFile):
        factories.on_line(body, files=(Upload(name, data),))


def test_a_file_name_loses_its_folders_and_odd_marks(body):
    application = factories.on_line(body, files=(Upload("..\\..\\a/b<c>\u202e.pdf", b"%PDF-1"),))
    assert application.papers.get().name == "bc.pdf"


@pytest.mark.parametrize("sql", ["UPDATE applications_caseevent SET number = 9", "DELETE FROM applications_caseevent"])
def test_the_database_refuses_to_change_an_entry(body, sql):
    factories.on_line(body)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert CaseEvent.objects.get().number == 1
