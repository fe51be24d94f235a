"""Cases from the first act to the last, through the services: who may, what is refused, what the clock says."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from gongkai.apps.applications import services
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Application, CaseEvent, Consultation, Delivery
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.applications.words import Opinion, PartyKind
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.core.law import errors as law
from gongkai.core.letters.errors import IncompleteLetter
from tests.apps.applications import factories
from tests.apps.applications.factories import BY_HAND, BY_POST, ON_LINE, at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.ready_body()


@pytest.fixture
def officer(body):
    return bodies.holder(Role.DISCLOSURE_OFFICER, body)


@pytest.fixture
def leader(body):
    return bodies.holder(Role.APPROVING_LEADER, body)


def act(service, application, day, by=SERVER, /, **given):
    result = service(by=by, application_id=application.pk, on=date.fromisoformat(day), now=at(day), **given)
    application.refresh_from_db()
    return result


DETAILS = {
    "granted_provided": {"way": "随本告知书提供纸质复制件"},
    "refused_internal_affairs": {"sort": "内部工作流程", "reason": "属于内部传阅的流程单"},
    "refused_deliberative": {
        "sort": "讨论记录",
        "no_rule": "没有法律、法规、规章规定该信息应当公开",
        "reason": "属于讨论过程中的记录",
    },
}


def reply(application, day, officer, leader, outcome="granted_provided", service=BY_HAND, **given):
    answers = {item.place: ItemAnswer(outcome=outcome, details=DETAILS[outcome]) for item in application.items.all()}
    plain = {"answers": answers, "main": "", "dated_on": date.fromisoformat(day)}
    act(services.draft_reply, application, day, officer, **{**plain, **given})
    act(services.approve_reply, application, day, leader, note="")
    return act(services.send_reply, application, day, officer, service=service)


def test_from_the_counter_to_the_archive(body, officer, leader):
    application = factories.in_hand(body, "2026-03-02")
    assert application.due_on == date(2026, 3, 30)
    reply(application, "2026-03-20", officer, leader)
    assert (application.state, application.outcome, application.in_time) == ("served", "granted_provided", True)
    assert (application.counted_from, application.counted_on) == (date(2026, 3, 2), date(2026, 3, 20))
    act(services.archive, application, "2026-03-23", note="")
    assert application.state == "archived"
    assert list(verify()) == []


def test_supplement_restarts_and_an_extension_adds(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    act(
        services.ask_supplement,
        application,
        "2026-03-09",
        officer,
        points="写明年份",
        guidance="写明文件的年份",
        days=15,
        service=BY_HAND,
    )
    assert (application.due_on, application.waits_for, application.waits_until) == (
        None,
        "applicant",
        date(2026, 3, 30),
    )
    act(services.receive_supplement, application, "2026-03-20", officer, text="2020年")
    assert application.due_on == date(2026, 4, 20)  # vector V30
    act(
        services.extend,
        application,
        "2026-04-17",
        officer,
        days=20,
        reason="内容较多",
        consented_by="丁党政",
        service=BY_HAND,
    )
    assert application.due_on == date(2026, 5, 20)
    moves = [each.told for each in application.entries.all() if each.told]
    assert any("延长20个工作日" in told for told in moves)
    with pytest.raises(law.OnlyOnce):
        act(
            services.extend,
            application,
            "2026-04-20",
            officer,
            days=1,
            reason="又",
            consented_by="丁党政",
            service=BY_HAND,
        )


def test_a_consultation_over_the_spring_festival_is_not_counted(body):
    application = factories.in_hand(body, "2026-01-19")
    row = act(
        services.consult,
        application,
        "2026-01-23",
        SERVER,
        party=PartyKind.THIRD_PARTY,
        name="某公司",
        matter="合同价款",
        right="商业秘密",
        service=BY_HAND,
    )
    assert (application.state, row.delivered_on, row.until) == ("consulting", date(2026, 1, 23), date(2026, 2, 13))
    services.receive_opinion(
        by=SERVER,
        consultation_id=row.pk,
        on=date(2026, 2, 12),
        opinion=Opinion.REFUSES,
        said="涉及商业秘密",
        now=at("2026-02-12"),
    )
    application.refresh_from_db()
    assert application.state == "in_review"  # the last opinion ends the consultation
    assert application.due_on == date(2026, 3, 12)  # 20 and 14 working days
    assert Consultation.objects.get().told()["said"] == "涉及商业秘密"


def test_the_fee_is_proposed_demanded_paid_and_the_period_starts_anew(body):
    who = factories.person()
    for _ in range(10):
        factories.at_counter(body, "2026-02-02", particulars=who)
    application = factories.in_hand(body, "2026-02-03", particulars=who)
    fee = act(
        services.propose_fee, application, "2026-02-09", SERVER, scale="items", pages=0, matters=1, reason="当月第11件"
    )
    assert (fee.rank, fee.yuan) == (11, 100)
    act(
        services.demand_fee,
        application,
        "2026-02-10",
        SERVER,
        decided_by="丁党政",
        way="到服务大厅缴纳",
        service=BY_HAND,
    )
    assert (application.state, application.waits_until) == ("fee_requested", date(2026, 3, 16))  # vector V42
    with pytest.raises(RuleError):
        act(services.enter_payment, application, "2026-03-05", SERVER, yuan=99)
    act(services.enter_payment, application, "2026-03-05", SERVER, yuan=100)
    assert application.due_on == date(2026, 4, 2)  # vector V44


def test_a_fee_of_nothing_is_not_proposed(body, officer):
    application = factories.in_hand(body)
    with pytest.raises(RuleError, match="0元"):
        act(services.propose_fee, application, "2026-03-03", officer, scale="pages", pages=30, matters=1, reason="多")


def test_who_neither_pays_nor_supplements_has_given_up_but_not_a_day_too_early(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    act(
        services.ask_supplement,
        application,
        "2026-03-09",
        officer,
        points="写明年份",
        guidance="写明文件的年份",
        days=15,
        service=BY_HAND,
    )
    with pytest.raises(law.StillRunning):
        act(services.abandon, application, "2026-03-30", officer, note="", service=BY_HAND)
    act(services.abandon, application, "2026-03-31", officer, note="", service=BY_HAND)
    assert (application.state, application.outcome) == ("abandoned", "closed_no_supplement")


def test_who_drafts_does_not_sign(body, leader):
    both = bodies.holder(Role.DISCLOSURE_OFFICER, body)
    bodies.grant(Role.APPROVING_LEADER, body, both)
    application = factories.in_hand(body)
    answers = {1: ItemAnswer(outcome="granted_provided", details=DETAILS["granted_provided"])}
    plain = {"answers": answers, "main": "", "dated_on": date(2026, 3, 3)}
    act(services.draft_reply, application, "2026-03-03", both, **plain)
    with pytest.raises(RuleError, match="不能审签自己"):
        act(services.approve_reply, application, "2026-03-03", both, note="")
    with pytest.raises(law.ActNotAllowed):
        _send_unsigned(application, both)
    act(services.approve_reply, application, "2026-03-03", leader, note="同意")
    assert application.state == "approved"


def _send_unsigned(application, by):
    from gongkai.apps.applications.services.acting import Particular, record
    from gongkai.core.law.casework import Act

    record(
        application,
        Act.SEND,
        by=by,
        on=date(2026, 3, 3),
        now=at("2026-03-03"),
        particular=Particular(outcome="partial"),
    )


def test_matters_have_outcomes_of_their_own_and_count_once_as_partial(body, officer, leader):
    application = factories.in_hand(body)
    services.split_items(by=officer, application_id=application.pk, texts=("合同", "会议记录"), now=at("2026-03-03"))
    answers = {
        1: ItemAnswer(outcome="granted_provided", details=DETAILS["granted_provided"]),
        2: ItemAnswer(outcome="refused_deliberative", details=DETAILS["refused_deliberative"]),
    }
    files = (Upload("合同.pdf", b"%PDF-1"),)
    reply(application, "2026-03-10", officer, leader, answers=answers, files=files)
    assert application.outcome == "partial"
    assert [item.outcome for item in application.items.all()] == ["granted_provided", "refused_deliberative"]


def test_by_post_the_day_of_posting_counts_and_the_signature_is_its_proof(body, officer, leader):
    application = factories.in_hand(body, "2026-03-02")
    reply(application, "2026-03-30", officer, leader, service=BY_POST)
    assert (application.state, application.in_time) == ("sent", True)
    row = Delivery.objects.get(application=application)
    services.prove_delivery(
        by=officer, delivery_id=row.pk, signed_on=date(2026, 4, 2), signer="本人", now=at("2026-04-02")
    )
    application.refresh_from_db()
    assert (application.state, application.answered_on) == ("served", date(2026, 3, 30))


def test_a_supplementary_answer_leaves_the_day_of_the_first(body, officer, leader):
    application = factories.in_hand(body, "2026-03-02")
    reply(application, "2026-03-20", officer, leader, service=ON_LINE)
    given = {
        "code": "",
        "cause": "遗漏附件",
        "content": "补充提供附件",
        "basis": "《条例》第三十六条",
        "signed_by": "己领导",
    }
    act(services.supplement_reply, application, "2026-05-20", officer, **given, service=ON_LINE)
    assert (application.answered_on, application.outcome) == (date(2026, 3, 20), "granted_provided")


def test_reopened_after_a_remedy_it_is_open_again_and_counted_once(body, officer, leader):
    application = factories.in_hand(body, "2026-03-02")
    reply(application, "2026-03-20", officer, leader, outcome="refused_internal_affairs")
    act(services.reopen, application, "2026-05-20", officer, until=date(2026, 6, 10), reason="复议决定撤销")
    assert (application.is_open, application.due_on) == (True, date(2026, 6, 10))
    assert (application.counted_on, application.counted_outcome) == (date(2026, 3, 20), "refused_internal_affairs")


def test_a_mistaken_entry_is_cancelled_and_stays_to_be_seen(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    act(
        services.extend,
        application,
        "2026-03-05",
        officer,
        days=20,
        reason="误录",
        consented_by="丁党政",
        service=BY_HAND,
    )
    assert application.due_on == date(2026, 4, 28)
    services.correct(by=officer, application_id=application.pk, number=3, reason="录错申请", now=at("2026-03-06"))
    application.refresh_from_db()
    assert application.due_on == date(2026, 3, 30)
    assert CaseEvent.objects.filter(application=application).count() == 4


def test_an_entry_after_the_due_date_for_a_day_before_it_needs_its_reason(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    late = {"by": officer, "application_id": application.pk, "on": date(2026, 3, 27), "now": at("2026-04-01")}
    given = {"days": 10, "reason": "内容多", "consented_by": "丁党政", "service": BY_HAND}
    with pytest.raises(RuleError, match="补录"):
        services.extend(**late, **given)
    with pytest.raises(RuleError, match="补录"):  # a reason alone proves nothing
        services.extend(**late, **given, why_late="当日已书面告知，凭据在卷")
    application.refresh_from_db()
    assert application.due_on == date(2026, 3, 30)


def test_a_day_to_come_is_refused(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    with pytest.raises(RuleError, match="还没有到"):
        services.extend(
            by=officer,
            application_id=application.pk,
            on=date(2026, 3, 5),
            days=1,
            reason="",
            consented_by="",
            service=BY_HAND,
            now=at("2026-03-04"),
        )


def test_what_the_law_refuses_leaves_no_trace(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    before = Entry.objects.count(), CaseEvent.objects.count(), Application.objects.values().get()
    with pytest.raises(law.SupplementTooLate):
        act(
            services.ask_supplement,
            application,
            "2026-03-12",
            officer,
            points="年份",
            guidance="写明文件的年份",
            days=15,
            service=BY_HAND,
        )
    assert (Entry.objects.count(), CaseEvent.objects.count(), Application.objects.values().get()) == before
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE}))
def test_no_other_role_handles(body, role):
    application = factories.in_hand(body)
    with pytest.raises(NotAllowed):
        act(
            services.extend,
            application,
            "2026-03-03",
            bodies.holder(role, body),
            days=1,
            reason="",
            consented_by="",
            service=BY_HAND,
        )


def test_an_officer_of_another_body_handles_nothing_here(body):
    application = factories.in_hand(body)
    stranger = bodies.holder(Role.DISCLOSURE_OFFICER, bodies.body())
    with pytest.raises(NotAllowed):
        act(services.extend, application, "2026-03-03", stranger, days=1, reason="", consented_by="", service=BY_HAND)


def test_a_letter_that_lacks_a_part_stops_the_act_and_says_what_is_missing(officer):
    poor = bodies.body()  # without address and telephone
    application = factories.in_hand(poor)
    with pytest.raises(IncompleteLetter, match="联系电话"):
        act(services.extend, application, "2026-03-05", days=5, reason="内容多", consented_by="丁党政", service=BY_HAND)
    assert application.state == "in_review"
    assert application.due_on == date(2026, 3, 30)


def test_an_answer_that_lacks_a_part_is_not_signed(body, officer, leader):
    application = factories.in_hand(body)
    answers = {1: ItemAnswer(outcome="refused_internal_affairs", details={"sort": "内部工作流程"})}
    plain = {"answers": answers, "main": "", "dated_on": date(2026, 3, 3)}
    act(services.draft_reply, application, "2026-03-03", officer, **plain)
    with pytest.raises(IncompleteLetter, match="不公开的理由"):
        act(services.approve_reply, application, "2026-03-03", leader, note="")
    assert application.state == "drafted"


def test_letters_are_numbered_by_series_and_kept_as_pdf_and_word(body, officer, leader):
    application = factories.in_hand(body, "2026-03-02")
    act(services.ask_supplement, application, "2026-03-04", officer, **SUPPLEMENT)
    act(services.receive_supplement, application, "2026-03-05", officer, text="2020年")
    act(services.accept, application, "2026-03-05", officer)
    reply(application, "2026-03-20", officer, leader)
    assert [letter.number for letter in application.letters.all()] == [
        "演街公告〔2026〕1号-告",
        "演街公复〔2026〕1号-答",
    ]
    for letter in application.letters.all():
        assert letter.pdf.data().startswith(b"%PDF-")
        assert letter.docx.data().startswith(b"PK")


def test_of_a_letter_on_line_the_applicant_is_told_by_mail_and_the_letter_is_not_in_it(body, officer):
    who = factories.person(email="jia@demo.invalid")
    application = factories.in_hand(body, "2026-03-02", particulars=who)
    before = application.mails.count()
    act(services.ask_supplement, application, "2026-03-04", officer, **{**SUPPLEMENT, "service": ON_LINE})
    assert application.mails.count() == before + 1
    told = application.mails.last().told()
    assert "补正告知书" in told["subject"]
    assert "写明年份" not in told["text"]


SUPPLEMENT = {"points": "写明年份", "guidance": "写明文件的年份", "days": 15, "service": BY_HAND}


def test_an_extension_into_a_year_not_announced_counts_its_working_days_and_tells_no_invented_day(body, officer):
    application = factories.in_hand(body, "2026-11-25")
    given = {"days": 20, "reason": "内容多", "consented_by": "丁党政", "service": BY_HAND}
    act(services.extend, application, "2026-11-30", officer, **given)
    assert application.due_on is None
    with pypdfium2.PdfDocument(application.letters.get().pdf.data()) as pdf:
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
    words = "".join(words.split())
    assert "告知您延长" not in words  # a letter does not tell of itself
    assert "的次日起算的第40个工作日（2027年的放假安排尚未公布，公布后确定日期）" in words
    told = application.entries.get(act="extend").told
    assert "第40个工作日" in told
    assert "请在" not in told


def test_a_letter_goes_by_the_post_and_by_no_other_carrier(body, officer):
    application = factories.in_hand(body, "2026-03-02")
    other = replace(BY_POST, carrier="演示快递")
    given = {"days": 20, "reason": "内容多", "consented_by": "丁党政", "service": other}
    with pytest.raises(RuleError, match="不是邮政企业"):
        act(services.extend, application, "2026-03-05", officer, **given)
