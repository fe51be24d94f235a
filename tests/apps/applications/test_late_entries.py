"""Late entries (补录): what gives the body time afterwards counts with proof and a second person only."""

from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.applications import services
from gongkai.apps.applications.check_words import printed
from gongkai.apps.applications.errors import NeedsProof, RuleError
from gongkai.apps.applications.models import CaseEvent, LateEntry, Letter
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.applications.services.late import settle_late
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.roles import Role
from tests.apps.applications import factories
from tests.apps.applications.factories import BY_HAND, at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
TODAY = "2026-04-01"  # the cases came on 2 March and are due on 30 March
EXTENSION = {"on": "2026-03-27", "days": "10", "reason": "内容多", "consented_by": "丁党政", "service": "direct"}
PROOF = {"late-why": "当天停电", "late-reference": "纸质告知书存卷第5页，申请人签收"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(TODAY))


@pytest.fixture
def body():
    return factories.ready_body()


@pytest.fixture
def people(body):
    return [bodies.holder(role, body) for role in (Role.DISCLOSURE_OFFICER, Role.APPROVING_LEADER)]


def _leader_too(person, body):
    """Somebody who may sign, too, still does not confirm what they asked for themselves."""
    bodies.grant(Role.APPROVING_LEADER, body, person)
    return person


def send(person, address, **given):
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser.post(f"/desk/applications/case/{address}/", given, follow=True).content.decode()


def test_an_extension_of_an_earlier_day_moves_nothing_before_a_second_person_has_seen_its_proof(body, people):
    officer, leader = people
    application = factories.in_hand(body, "2026-03-02")
    assert "补录" in send(officer, f"{application.pk}/act/extend", **EXTENSION, why_late="忘记录入")
    assert not LateEntry.objects.exists()
    scan = SimpleUploadedFile("签收单.txt", "签收".encode())
    shown = send(officer, f"{application.pk}/act/extend", **EXTENSION, **PROOF, **{"late-uploads": scan})
    row = LateEntry.objects.get()
    application.refresh_from_db()
    assert "已提交补录" in shown
    assert application.due_on == date(2026, 3, 30)
    assert not CaseEvent.objects.filter(application=application, act="extend").exists()
    with pytest.raises(RuleError, match="另一个人"):
        settle_late(by=_leader_too(officer, body), late_id=row.pk, agreed=True, why="", now=at(TODAY))

    send(leader, f"{application.pk}/late/{row.pk}", agreed="yes")
    application.refresh_from_db()
    assert application.due_on == date(2026, 4, 14)
    assert not Letter.objects.exists()  # it went out on paper: none is made now, least of all one of that day
    delivery = application.deliveries.get()
    assert (delivery.handed_over_on, delivery.proof, delivery.letter) == (date(2026, 3, 27), row.proof, None)
    note = application.entries.get(act="extend").note.text(application)
    assert "存卷第5页" in note
    assert leader.as_actor().name in note
    assert Entry.objects.filter(act="settle_late", actor_name=leader.as_actor().name).exists()


def test_a_refused_late_entry_leaves_the_case_as_it_was(body, people):
    officer, leader = people
    application = factories.in_hand(body, "2026-03-02")
    send(officer, f"{application.pk}/act/extend", **EXTENSION, **PROOF)
    row = LateEntry.objects.get()
    assert "没有写明不同意的原因" in send(leader, f"{application.pk}/late/{row.pk}", agreed="no")
    assert "卷中没有这份文书" in send(leader, f"{application.pk}/late/{row.pk}", agreed="no", why="卷中没有这份文书")
    application.refresh_from_db()
    assert (application.due_on, application.events) == (date(2026, 3, 30), 2)


def test_a_consultation_of_an_earlier_day_excludes_nothing_without_proof_even_before_the_due_date(body, people):
    application = factories.in_hand(body, "2026-03-02")
    given = {"party": "third_party", "name": "演示公司", "matter": "合同", "on": "2026-03-05", "service": "direct"}
    late = {"by": people[0], "application_id": application.pk, "on": date(2026, 3, 5), "now": at("2026-03-25")}
    with pytest.raises(NeedsProof):
        services.consult(**late, party="third_party", name="演示公司", matter="合同", service=BY_HAND)
    send(people[0], f"{application.pk}/act/consult", **given, **PROOF)
    application.refresh_from_db()
    assert (application.due_on, application.consultations.count()) == (date(2026, 3, 30), 0)
    send(people[1], f"{application.pk}/late/{LateEntry.objects.get().pk}", agreed="yes")
    assert application.consultations.get().delivered_on == date(2026, 3, 5)


def test_an_answer_of_an_earlier_day_is_not_in_time_without_proof(body, people):
    officer, leader = people
    application = factories.in_hand(body, "2026-03-02")
    common = {"application_id": application.pk, "on": date(2026, 4, 1), "now": at(TODAY)}
    answers = {1: ItemAnswer(outcome="granted_provided", details={"way": "在网上提供"})}
    letter = services.draft_reply(**common, by=officer, answers=answers, main="", dated_on=date(2026, 3, 26))
    services.approve_reply(**common, by=leader, note="")
    letter.refresh_from_db()
    assert letter.dated_on == date(2026, 4, 1)  # made when it was signed
    with pytest.raises(NeedsProof):
        services.send_reply(**{**common, "on": date(2026, 3, 27)}, by=officer, service=BY_HAND, why_late="忘记录入")
    services.send_reply(**common, by=officer, service=BY_HAND)
    application.refresh_from_db()
    assert application.in_time is False


def test_a_correction_that_takes_back_a_restart_needs_proof_unless_it_was_entered_today(body, people):
    application = factories.in_hand(body, "2026-03-02")
    day = {"by": people[0], "application_id": application.pk, "now": at("2026-03-05"), "on": date(2026, 3, 5)}
    services.ask_supplement(**day, points="名称", guidance="写明", days=5, service=BY_HAND)
    services.receive_supplement(**{**day, "now": at("2026-03-06"), "on": date(2026, 3, 6)}, text="补正")
    number = application.entries.get(act="supplement").number
    wrong = {"by": people[0], "application_id": application.pk, "number": number, "reason": "录错"}
    with pytest.raises(NeedsProof):
        services.correct(**wrong, now=at(TODAY))
    services.correct(**wrong, now=at("2026-03-06"))


def test_the_receipt_at_the_desk_tells_the_check_word_once_and_of_counter_applications_only(body, people):
    browser = Client()
    browser.force_login(people[0], backend="gongkai.apps.bodies.accounts.StaffBackend")

    def words(application):
        pdf = browser.get(f"/desk/applications/case/{application.pk}/receipt/").content
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))

    counter, online = factories.at_counter(body, "2026-03-31"), factories.on_line(body, "2026-03-31")
    told = [printed(one.applicant.particulars().check_word) in words(one) for one in (counter, counter, online)]
    assert told == [True, False, False]
    kept = Entry.objects.filter(act="print_receipt").values_list("summary", flat=True)
    assert len(kept) == 3
    assert sum("（含查询码）" in one for one in kept) == 1
