"""The desk of applications: what must be done today, the list, the case, every act, the counts, the export."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.apps.applications import services
from gongkai.apps.applications.doings import DOINGS
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.selectors.desk import Wanted, days_of, page_of, to_do
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from tests.apps.applications import factories
from tests.apps.applications.factories import BY_POST, at
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages look at the clock themselves; here it stands at 20 March 2026, noon in Beijing."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(TODAY))


@pytest.fixture
def body():
    return factories.ready_body()


def browser_of(person):
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser


@pytest.fixture
def officer(body):
    return browser_of(bodies.holder(Role.DISCLOSURE_OFFICER, body))


@pytest.fixture
def leader(body):
    return browser_of(bodies.holder(Role.APPROVING_LEADER, body))


def do(browser, application, name, **given):
    """Open the form of an act, fill it in, send it."""
    address = f"/desk/applications/case/{application.pk}/act/{name}/"
    assert browser.get(address).status_code == 200
    plain = {"on": "2026-03-20", "service": "direct"}
    page = browser.post(address, {**plain, **given}, follow=True)
    application.refresh_from_db()
    return page.content.decode()


def test_the_first_page_counts_what_must_be_done(body, officer):
    factories.in_hand(body, "2026-02-10")  # due 2026-03-16
    factories.in_hand(body, "2026-02-26")  # due 2026-03-25
    factories.on_line(body, "2026-03-20")
    factories.at_counter(body, "2026-03-12")
    counts = {bucket.id: count for bucket, count in to_do(body, days_of(body, TODAY)) if count}
    assert counts == {"overdue": 1, "confirm": 1, "accept": 1, "supplement": 1, "due": 1}
    page = officer.get("/desk/applications/", follow=True).content.decode()
    for label in ("已逾期", "待确认收到", "待转入办理", "补正告知期将满"):
        assert label in page
    for bucket, count in counts.items():
        listed = officer.get(f"/desk/applications/{body.slug}/cases/?bucket={bucket}").content.decode()
        assert listed.count("/desk/applications/case/") == count


def test_the_list_names_nobody(body, officer):
    who = factories.person(name="慕容某某", phone="01234567890")
    factories.on_line(body, "2026-03-20", particulars=who)
    for address in (f"{body.slug}/", f"{body.slug}/cases/"):
        page = officer.get(f"/desk/applications/{address}").content.decode()
        assert "慕容某某" not in page
        assert "慕＊＊＊" in page


def test_the_case_shows_data_only_after_a_look_that_is_logged(body, officer):
    who = factories.person(name="慕容某某", phone="01234567890")
    application = factories.on_line(body, "2026-03-20", particulars=who)
    page = officer.get(f"/desk/applications/case/{application.pk}/").content.decode()
    assert "慕容某某" not in page
    assert "01234567890" not in page
    before = Entry.objects.filter(act="see_applicant").count()
    page = officer.post(f"/desk/applications/case/{application.pk}/applicant/").content.decode()
    assert "慕容某某" in page
    assert "01234567890" in page
    assert Entry.objects.filter(act="see_applicant").count() == before + 1


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.SECRECY_REVIEWER, Role.DISTRICT_OVERSEER])
def test_other_roles_do_not_look(body, role):
    application = factories.on_line(body, "2026-03-20")
    browser = browser_of(bodies.holder(role, body))
    assert browser.post(f"/desk/applications/case/{application.pk}/applicant/").status_code == 403


@pytest.mark.parametrize(
    ("text", "found"),
    [("2026-0001", 1), ("慕容某某", 1), ("慕容", 0), ("施工许可", 2), ("没有这样的话", 0), ("2026-0009", 0)],
)
def test_a_case_is_found_by_number_whole_name_or_words(body, officer, text, found):
    factories.on_line(body, "2026-03-20", particulars=factories.person(name="慕容某某"))
    factories.on_line(body, "2026-03-20")
    page = officer.get(f"/desk/applications/{body.slug}/cases/", {"text": text}).content.decode()
    assert page.count("/desk/applications/case/") == found


@pytest.mark.parametrize("sort", ["due", "new"])
def test_pages_by_key_hold_every_case_once(body, sort):
    for day in ("2026-03-18", "2026-03-19", "2026-03-20") * 3:
        factories.on_line(body, day)
    seen, after = [], ""
    while True:
        page = page_of(body, Wanted(sort=sort, after=after), days_of(body, TODAY), 2)
        seen += [case.pk for case in page.cases]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(Application.objects.values_list("pk", flat=True))
    assert len(seen) == 9


@pytest.mark.parametrize("after", ["nonsense", "2026-03-18_x", "'; DROP TABLE x;--_1", "9999-99-99_1"])
def test_a_forged_key_gives_the_first_page(body, officer, after):
    factories.on_line(body, "2026-03-20")
    page = officer.get(f"/desk/applications/{body.slug}/cases/", {"after": after})
    assert page.status_code == 200


def test_the_list_takes_few_queries_however_many_cases(body, officer):
    for _ in range(12):
        factories.on_line(body, "2026-03-20")
    for address in (f"/desk/applications/{body.slug}/", f"/desk/applications/{body.slug}/cases/"):
        with CaptureQueriesContext(connection) as asked:
            officer.get(address)
        assert len(asked) <= 15, [one["sql"][:120] for one in asked]


def test_every_form_opens_and_refuses_what_is_empty(body, officer, leader):
    application = factories.in_hand(body, "2026-03-18")
    for name in DOINGS:
        browser = leader if name == "approve" else officer
        address = f"/desk/applications/case/{application.pk}/act/{name}/"
        assert browser.get(address).status_code == 200, name
        assert browser.post(address, {}).status_code == 200, name
    assert application.entries.count() == 2


def test_registered_at_the_counter_with_a_receipt_to_print(body, officer):
    given = {
        "channel": "counter",
        "arrived_on": "2026-03-19",
        "kind": "enterprise",
        "name": "某公司",
        "identity_kind": "credit_code",
        "identity_number": "00000000000000000X",
        "phone": "00000000000",
        "wanted": "演示合同",
        "carrier": "paper",
        "manner": "pick_up",
        "key": "k" * 20,
    }
    address = f"/desk/applications/{body.slug}/register/"
    assert officer.get(address).status_code == 200
    pages = [officer.post(address, given, follow=True) for _ in range(2)]  # a double click
    application = Application.objects.get()
    assert "已登记，编号 2026-0001" in pages[0].content.decode()
    assert (application.received_on, application.state) == (date(2026, 3, 19), "received")
    assert officer.get(f"/desk/applications/case/{application.pk}/receipt/").content.startswith(b"%PDF-")


def test_supplement_extension_fee_and_answer_through_the_forms(body, officer, leader):
    application = factories.at_counter(body, "2026-03-20")
    assert "已办理" in do(officer, application, "accept")
    page = do(officer, application, "ask_supplement", points="年份", guidance="写明年份", days="10")
    assert "待申请人补正" in page
    do(officer, application, "supplement", text="2020年")
    do(officer, application, "accept")
    page = do(officer, application, "extend", days="5", reason="内容多", consented_by="丁党政")
    assert "延长5个工作日" in page
    page = do(officer, application, "extend", days="5", reason="又", consented_by="丁党政")
    assert "已经办理过一次“延期答复”" in page  # the form says why not
    start = f"/desk/applications/case/{application.pk}/reply/"
    assert officer.get(start).status_code == 200
    step = f"{start}?outcome1=granted_provided"
    assert "提供方式" in officer.get(step).content.decode()
    given = {"on": "2026-03-20", "dated_on": "2026-03-20", "i1_way": "随本告知书提供"}
    page = officer.post(step, {**given, "uploads": SimpleUploadedFile("合同.pdf", b"%PDF-1")}, follow=True)
    assert "已经拟稿" in page.content.decode()
    letter = application.letters.get(state="draft")
    assert officer.get(f"/desk/applications/case/{application.pk}/letters/{letter.pk}/").content.startswith(b"%PDF-")
    assert (
        "内容完整"
        in officer.get(f"/desk/applications/case/{application.pk}/letters/{letter.pk}/?lacking").content.decode()
    )
    assert officer.get(f"/desk/applications/case/{application.pk}/act/approve/").status_code == 404
    do(leader, application, "approve")
    assert application.state == "approved"
    do(officer, application, "send", service="post", carrier="中国邮政", tracking="1")
    delivery = application.deliveries.get(subject="reply")
    signed = f"/desk/applications/case/{application.pk}/deliveries/{delivery.pk}/signed/"
    proof = SimpleUploadedFile("回执.png", b"\x89PNG\r\n\x1a\n")
    officer.post(signed, {"signed_on": "2026-03-20", "signer": "本人", "uploads": proof})
    application.refresh_from_db()
    assert (application.state, application.outcome) == ("served", "granted_provided")
    do(officer, application, "archive")
    assert application.state == "archived"


def test_a_partial_answer_names_what_is_withheld(body, officer, leader):
    application = factories.in_hand(body, "2026-03-19")
    step = f"/desk/applications/case/{application.pk}/reply/?outcome1=partial"
    given = {
        "on": "2026-03-20",
        "dated_on": "2026-03-20",
        "i1_way": "随本告知书提供",
        "i1_part1_what": "第三页的姓名",
        "i1_part1_reason": "涉及个人隐私",
        "i1_part1_ground": "refused_third_party",
        "uploads": SimpleUploadedFile("合同.pdf", b"%PDF-1"),
    }
    officer.post(step, given)
    do(leader, application, "approve")
    assert application.state == "approved"
    assert application.outcome == ""  # only when it goes out
    do(officer, application, "send")
    assert application.outcome == "partial"


def test_an_act_that_the_law_does_not_allow_now_says_why_and_what_is_allowed(body, officer):
    application = factories.on_line(body, "2026-03-20")
    page = officer.get(f"/desk/applications/case/{application.pk}/").content.decode()
    assert "不能办理“延期答复”" in page
    assert "现在可以办理的是" in page
    page = do(officer, application, "extend", days="5", reason="x", consented_by="y")
    assert "申请的状态是“待确认收到”" in page


def test_a_mistaken_entry_is_corrected_from_the_page(body, officer):
    application = factories.in_hand(body, "2026-03-18")
    officer.post(f"/desk/applications/case/{application.pk}/entries/2/", {"reason": "录错"})
    application.refresh_from_db()
    assert application.state == "received"
    assert "已更正" in officer.get(f"/desk/applications/case/{application.pk}/").content.decode()


def test_the_cell_of_the_report_opens_to_the_case(body, officer):
    application = factories.in_hand(body, "2026-03-18")
    services.close(by=SERVER, application_id=application.pk, on=TODAY, reason="演示", now=at(TODAY))
    page = officer.get(f"/desk/applications/{body.slug}/statistics/?first=2026-01-01&last=2026-12-31").content.decode()
    address = f"/desk/applications/{body.slug}/statistics/t3.r6_3_other.natural/?first=2026-01-01"
    assert address in page
    assert application.number in officer.get(f"{address}&last=2026-12-31").content.decode()


def test_the_export_is_masked_logged_and_no_formula(body, officer):
    factories.on_line(body, "2026-03-20", wanted="=1+1", particulars=factories.person(name="慕容某某"))
    sheet = officer.get(f"/desk/applications/{body.slug}/cases/export/xlsx/")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert rows[1][0] == "2026-0001"
    assert rows[1][12] == "=1+1"
    text = b"".join(officer.get(f"/desk/applications/{body.slug}/cases/export/csv/").streaming_content).decode()
    assert "'=1+1" in text
    assert "慕容某某" not in text
    assert Entry.objects.filter(act="export_cases").count() == 2


def test_what_came_back_goes_out_again(body, officer):
    application = factories.in_hand(body, "2026-03-19")
    services.extend(
        by=SERVER,
        application_id=application.pk,
        on=date(2026, 3, 19),
        days=5,
        reason="多",
        consented_by="丁",
        service=BY_POST,
        now=at("2026-03-19"),
    )
    row = application.deliveries.get()
    address = f"/desk/applications/case/{application.pk}/deliveries/{row.pk}"
    officer.post(f"{address}/returned/", {"returned_on": "2026-03-20", "reason": "无人签收"})
    officer.post(f"{address}/again/", {"on": "2026-03-20", "service": "direct"})
    assert [each.signed_on for each in application.deliveries.all()] == [None, TODAY]


def test_a_question_is_answered_from_the_desk(body, officer):
    from gongkai.apps.applications.services.resident import write_message
    from gongkai.apps.applications.words import MessageKind

    application = factories.in_hand(body, "2026-03-19")
    row = write_message(application_id=application.pk, kind=MessageKind.QUESTION, text="请问进度", now=at(TODAY))
    officer.post(f"/desk/applications/case/{application.pk}/messages/{row.pk}/", {"text": "正在办理"})
    row.refresh_from_db()
    assert row.told()["answer"] == "正在办理"
