"""The addresses of the desk of applications."""

from datetime import date

from gongkai.apps.applications import services
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import IncomingFile, IncomingMail, LateEntry, LocalDay
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.applications.services.deliveries import send_paper
from gongkai.apps.applications.services.resident import write_message
from gongkai.apps.applications.services.seals import put_seal
from gongkai.apps.applications.words import LetterState, MessageKind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import add_office
from tests.apps.applications import factories
from tests.apps.applications.factories import ON_LINE, at, picture_of_a_seal
from tests.apps.bodies import factories as bodies
from tests.apps.doors import door

OFFICER, GENERAL, LEADER, OVERSEER, ADMINISTRATOR = (
    Role.DISCLOSURE_OFFICER,
    Role.GENERAL_OFFICE,
    Role.APPROVING_LEADER,
    Role.DISTRICT_OVERSEER,
    Role.PLATFORM_ADMINISTRATOR,
)
WHO_SEES_CASES = (OFFICER, GENERAL, LEADER)

DOORS = [
    door("applications/{slug}/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/cases/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/cases/export/xlsx/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/cases/export/csv/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/statistics/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/statistics/t3.new.natural/", *WHO_SEES_CASES, OVERSEER),
    door("applications/{slug}/register/", OFFICER, GENERAL),
    door("applications/{slug}/wordings/", *WHO_SEES_CASES),
    door("applications/{slug}/wordings/letter_supplement/", OFFICER, GENERAL),
    door("applications/{slug}/seal/", GENERAL),
    door("applications/{slug}/seal/picture/", GENERAL),
    door("applications/{slug}/calendar/", *WHO_SEES_CASES, ADMINISTRATOR),
    door("applications/{slug}/calendar/notice/", GENERAL, ADMINISTRATOR),
    door("applications/{slug}/calendar/{local_day}/remove/", GENERAL, ADMINISTRATOR, method="post"),
    door("applications/{slug}/mailbox/", OFFICER, GENERAL),
    door("applications/{slug}/mailbox/{incoming_mail}/", OFFICER, GENERAL),
    door("applications/{slug}/mailbox/{incoming_mail}/aside/", OFFICER, GENERAL),
    door("applications/{slug}/mailbox/{incoming_mail}/{incoming_file}/", OFFICER, GENERAL),
    door("applications/case/{case}/", *WHO_SEES_CASES),
    door("applications/case/{case}/contact/", OFFICER, GENERAL),
    door("applications/case/{case}/check-word/", OFFICER, GENERAL, method="post"),
    door("applications/case/{case}/receipt/", OFFICER, GENERAL),
    door("applications/case/{case}/reply/", OFFICER, GENERAL),
    door("applications/case/{answered}/disclose/", OFFICER, GENERAL),
    door("applications/case/{case}/papers/", OFFICER, GENERAL),
    door("applications/case/{case}/papers/{case_paper}/redact/", OFFICER, GENERAL),
    door("applications/case/{case}/papers/{case_paper}/", *WHO_SEES_CASES),
    door("applications/case/{case}/letters/{case_letter}/", *WHO_SEES_CASES),
    door("applications/case/{case}/deliveries/{case_delivery}/signed/", OFFICER, GENERAL),
    door("applications/case/{case}/consultations/{consultation}/", OFFICER, GENERAL),
    door("applications/case/{case}/entries/2/", OFFICER, GENERAL),
    door("applications/case/{case}/late/{late}/", LEADER, method="post"),
    door("applications/case/{case}/messages/{case_message}/", OFFICER, GENERAL),
    door("applications/case/{case}/act/extend/", OFFICER, GENERAL),
    door("applications/case/{case}/act/ask_office/", OFFICER, GENERAL),
    door("applications/case/{case}/act/approve/", LEADER),
    door("applications/case/{case}/act/return_draft/", *WHO_SEES_CASES),
]
OWN = {"applications/"}
OWN_POST = {"applications/case/{case}/applicant/"}  # walked in test_desk: it answers with a page, not with a way back


def furnish(body):
    """One case with a drafted answer, a delivery, an office asked, and a question; no letter is set, it takes long."""
    office = add_office(by=SERVER, body=body, name="依申请公开演示科室", now=bodies.NOON)
    application = factories.in_hand(body, "2026-03-02", files=(Upload("a.txt", b"a"),))
    common = {"by": SERVER, "application_id": application.pk, "on": date(2026, 3, 2), "now": at("2026-03-02")}
    asked = services.ask_office(**common, office=office, until=date(2026, 3, 9), matter="查找")
    given = {1: ItemAnswer(outcome="granted_provided", details={"way": "在网上提供"})}
    letter = services.draft_reply(**common, answers=given, main="", dated_on=date(2026, 3, 2))
    delivery = send_paper(
        application, "extension", "演示文书", ON_LINE, by=SERVER, on=date(2026, 3, 2), now=at("2026-03-02")
    )
    message = write_message(
        application_id=application.pk, kind=MessageKind.QUESTION, text="请问进度", now=at("2026-03-02")
    )
    answered = factories.in_hand(body, "2026-03-02")
    answered.outcome = "granted_provided"  # the page asks for an answer that was sent; a letter made takes long
    answered.save(update_fields=["outcome"])
    sent = answered.letters.create(
        kind="reply_granted_provided", title="演示", state=LetterState.SENT, dated_on=date(2026, 3, 2)
    )
    sent.keep(outcome="granted_provided")
    sent.save()
    incoming = IncomingMail.objects.create(body=body, key="0" * 64, received_at=at("2026-03-02"))
    put_seal(by=SERVER, body=body, png=picture_of_a_seal(), now=at("2026-03-02"))
    local = LocalDay.objects.create(body=body, on=date(2031, 1, 2), working=False, why="演示", source="演示")
    late = LateEntry(application=application, body=body, doing="extend", label="演示", on=date(2026, 3, 2))
    late.asked_by, late.asked_at = bodies.user(), at("2026-03-02")
    late.save()
    return {
        "late": late.pk,
        "local_day": local.pk,
        "incoming_mail": incoming.pk,
        "incoming_file": IncomingFile.objects.create(mail=incoming, sealed=b"").pk,
        "answered": answered.pk,
        "case": application.pk,
        "case_paper": application.papers.first().pk,
        "case_letter": letter.pk,
        "case_delivery": delivery.pk,
        "consultation": asked.pk,
        "case_message": message.pk,
    }
