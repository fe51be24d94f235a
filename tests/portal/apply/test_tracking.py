"""Progress without an account: who is let in, what is shown, what can be done, what proves service."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.applications import services
from gongkai.apps.applications.models import Application, Attempt, Delivery, Message, OutgoingMail
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.applications.services.resident import answer_message
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.core.law.casework import Act
from gongkai.core.law.fold import Law
from gongkai.core.law.workdays import WorkCalendar, national
from tests.apps.applications import factories
from tests.apps.applications.factories import ON_LINE, at

pytestmark = pytest.mark.django_db
WRONG = "编号或查询码不对"


@pytest.fixture
def application(body):
    return factories.in_hand(body, "2026-03-02", particulars=factories.person(email="jia@demo.invalid", name="某甲乙"))


def word(application):
    return application.applicant.particulars().check_word


def let_in(visitor, application):
    given = {"number": application.number, "word": word(application).lower()}
    return visitor.client.post(f"{visitor.address}track/", given, follow=True)


def progress(visitor, application):
    return visitor.client.get(f"{visitor.address}track/{application.number}/")


def test_the_right_pair_lets_in(visitor, application):
    page = let_in(visitor, application)
    assert page.redirect_chain == [(f"{visitor.address}track/{application.number}/", 302)]
    text = page.content.decode()
    assert "办理中" in text
    assert "《条例》第三十一条" in text or "第四十五条" in text
    assert "2026年3月30日" in text


def test_a_wrong_word_and_a_number_that_is_not_there_are_told_alike(visitor, application, another):
    pages = []
    for number, typed in [(application.number, "ABCDEFGHJK"), ("2026-9999", word(application)), ("nonsense", "x")]:
        answer = another().client.post(f"{visitor.address}track/", {"number": number, "word": typed})
        assert answer.status_code == 422
        assert WRONG in answer.content.decode()
        pages.append(len(answer.content) - len(number) - len(typed))
    assert len(Attempt.objects.all()) == 1
    assert Attempt.objects.get().count == 3


def test_guessing_is_throttled_by_address_and_a_right_pair_is_not_taken_then(visitor, application):
    for _ in range(10):
        visitor.client.post(f"{visitor.address}track/", {"number": application.number, "word": "ABCDEFGHJK"})
    answer = visitor.client.post(f"{visitor.address}track/", {"number": application.number, "word": word(application)})
    assert answer.status_code == 429
    assert "分钟后再试" in answer.content.decode()


@pytest.mark.parametrize("door", ["", "remedy/", "supplement/", "contact/", "withdraw/", "message/"])
def test_without_the_check_word_no_page_of_a_case_opens(visitor, application, door):
    answer = visitor.client.get(f"{visitor.address}track/{application.number}/{door}")
    there_is_none = visitor.client.get(f"{visitor.address}track/2026-9999/{door}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{visitor.address}track/")
    assert (there_is_none.status_code, there_is_none.headers["Location"]) == (302, f"{visitor.address}track/")


def test_one_browser_sees_its_own_case_only(visitor, application, body):
    other = factories.in_hand(body, "2026-03-02")
    let_in(visitor, application)
    assert progress(visitor, other).status_code == 302
    visitor.client.post(f"{visitor.address}track/leave/")
    assert progress(visitor, application).status_code == 302


def test_the_applicant_supplements_on_line_and_the_period_starts_anew(visitor, application):
    services.ask_supplement(
        by=SERVER,
        application_id=application.pk,
        on=date(2026, 3, 9),
        points="写明年份",
        guidance="写明文件的年份",
        days=15,
        service=ON_LINE,
        now=at("2026-03-09"),
    )
    let_in(visitor, application)
    page = progress(visitor, application).content.decode()
    assert "补正申请" in page
    paper = application.papers.filter(for_applicant=True).first()
    answer = visitor.client.post(f"{visitor.address}track/{application.number}/papers/{paper.pk}/")
    assert answer.content.startswith(b"%PDF-")
    assert "attachment" in answer.headers["Content-Disposition"]
    delivery = Delivery.objects.get(application=application)
    assert delivery.signed_on is not None  # fetching proves the service
    assert "申请人在网上取得" in delivery.told()["signer"]
    given = {"text": "2020 年", "uploads": SimpleUploadedFile("补正.txt", "说明".encode())}
    visitor.client.post(f"{visitor.address}track/{application.number}/supplement/", given)
    application.refresh_from_db()
    assert application.state == "supplemented"
    assert application.papers.filter(kind="supplement").count() == 1
    assert "supplement" not in [
        link.rsplit("/", 2)[-2]
        for link in progress(visitor, application).content.decode().split('"')
        if "/track/" in link
    ]


def test_a_supplement_that_nobody_asked_for_is_refused_with_what_can_be_done(visitor, application):
    let_in(visitor, application)
    answer = visitor.client.post(f"{visitor.address}track/{application.number}/supplement/", {"text": "x"})
    assert answer.status_code == 422
    assert "不能办理“收到补正”" in answer.content.decode()


def test_contact_can_be_changed_and_identity_cannot(visitor, application):
    let_in(visitor, application)
    given = {"phone": "11111111111", "name": "别人", "identity_number": "1"}
    visitor.client.post(f"{visitor.address}track/{application.number}/contact/", given)
    application.applicant.refresh_from_db()
    who = application.applicant.particulars()
    assert (who.phone, who.name, who.email) == ("11111111111", "某甲乙", "")
    assert word(application) == who.check_word


def test_withdrawal_needs_a_second_look(visitor, application):
    let_in(visitor, application)
    address = f"{visitor.address}track/{application.number}/withdraw/"
    assert visitor.client.post(address, {}).status_code == 422
    visitor.client.post(address, {"sure": "on"})
    application.refresh_from_db()
    assert (application.state, application.outcome) == ("withdrawn", "closed_withdrawn")


def test_a_complaint_is_answered_on_the_same_page(visitor, application):
    let_in(visitor, application)
    address = f"{visitor.address}track/{application.number}/message/"
    visitor.client.post(address, {"kind": "complaint", "text": "为什么还没有答复"})
    message = Message.objects.get()
    answer_message(by=SERVER, message_id=message.pk, text="正在办理", now=at("2026-03-05"))
    assert "正在办理" in progress(visitor, application).content.decode()


def answered(application, outcome="granted_provided", details=None):
    given = ItemAnswer(outcome=outcome, details=details or {"way": "在网上提供"})
    now = at("2026-03-20")
    on = date(2026, 3, 20)
    leader = User(pk=None)
    services.draft_reply(
        by=SERVER, application_id=application.pk, on=on, answers={1: given}, main="", dated_on=on, now=now
    )
    services.approve_reply(by=SERVER, application_id=application.pk, on=on, note="", now=now)
    services.send_reply(by=SERVER, application_id=application.pk, on=on, service=ON_LINE, now=now)
    application.refresh_from_db()
    return leader


def test_the_answer_is_fetched_there_and_fetching_it_is_its_service(visitor, application):
    answered(application)
    let_in(visitor, application)
    paper = application.papers.filter(for_applicant=True, media_type="application/pdf").first()
    assert application.state == "sent"
    assert "登记答复送达" not in progress(visitor, application).content.decode()
    visitor.client.post(f"{visitor.address}track/{application.number}/papers/{paper.pk}/")
    application.refresh_from_db()
    assert application.state == "served"
    assert application.entries.filter(act=Act.SERVE).get().actor_name == "申请人"
    page = progress(visitor, application).content.decode()
    assert "申请行政复议，最迟" in page
    assert "起诉，最迟" in page
    calendar = visitor.client.get(f"{visitor.address}track/{application.number}/remedy/?of=lawsuit")
    assert b"BEGIN:VCALENDAR" in calendar.content
    assert b"DTSTART;VALUE=DATE" in calendar.content


def test_after_a_refusal_the_page_says_that_reconsideration_comes_first(visitor, application):
    answered(application, "refused_internal_affairs", {"sort": "内部工作流程", "reason": "属于流程单"})
    let_in(visitor, application)
    paper = application.papers.filter(for_applicant=True).first()
    visitor.client.post(f"{visitor.address}track/{application.number}/papers/{paper.pk}/")
    page = progress(visitor, application).content.decode()
    assert "起诉以前要先申请行政复议" in page
    assert visitor.client.get(f"{visitor.address}track/{application.number}/remedy/?of=lawsuit").status_code == 404


def test_papers_of_the_body_and_of_others_are_not_handed_out(visitor, application, body):
    other = factories.in_hand(body, "2026-03-02")
    answered(other)
    let_in(visitor, application)
    paper = other.papers.first()
    assert visitor.client.post(f"{visitor.address}track/{application.number}/papers/{paper.pk}/").status_code == 404


def test_a_lost_check_word_goes_to_the_address_of_the_application_only(visitor, application):
    before = OutgoingMail.objects.count()
    for email, more in [("wrong@demo.invalid", 0), ("jia@demo.invalid", 1)]:
        given = {"number": application.number, "email": email}
        page = visitor.client.post(f"{visitor.address}track/lost/", given, follow=True).content.decode()
        assert "如果编号和邮箱与申请时填写的一致" in page
        assert OutgoingMail.objects.count() == before + more
        before += more


def test_after_erasure_nobody_is_let_in(visitor, application):
    from gongkai.apps.applications.services.upkeep import erase

    typed = word(application)
    erase(application.pk, at("2026-03-05"))
    answer = visitor.client.post(f"{visitor.address}track/", {"number": application.number, "word": typed})
    assert WRONG in answer.content.decode()


def test_every_outcome_has_its_page(visitor):
    from gongkai.core.law.outcomes import outcomes

    for code, one in outcomes().items():
        page = visitor.client.get(f"{visitor.address}outcomes/{code}/")
        assert page.status_code == 200
        assert one.label in page.content.decode()
    assert visitor.client.get(f"{visitor.address}outcomes/none/").status_code == 404
    assert Entry.objects.filter(act="submit").count() == Application.objects.count()


def test_an_applicant_is_told_what_is_certain_of_a_year_not_announced_and_never_to_enter_holidays(
    visitor, application, monkeypatch
):
    until_2025 = WorkCalendar(tuple(one for one in national().notices if one.year < 2026))
    monkeypatch.setattr("gongkai.apps.applications.selectors.cases.law_for", lambda _application: Law(until_2025))
    let_in(visitor, application)
    page = progress(visitor, application).content.decode()
    assert "的次日起算的第20个工作日（2026年的放假安排尚未公布，公布后确定日期）" in page
    assert "录入" not in page


def test_a_check_word_typed_in_wide_letters_is_the_same_word(visitor, application):
    wide = "".join(chr(ord(mark) + 0xFEE0) for mark in word(application))
    page = visitor.client.post(f"{visitor.address}track/", {"number": application.number, "word": wide}, follow=True)
    assert page.redirect_chain == [(f"{visitor.address}track/{application.number}/", 302)]
