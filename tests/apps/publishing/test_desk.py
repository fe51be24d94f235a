"""The desk: a disclosure from the phone of a contributor to the public, by its forms; what waits, what is late."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import add_office
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public, staff
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.terms import due_of
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db
NUMBER = "990101199003074518"  # no region has the code 99


@pytest.fixture
def office(body):
    return add_office(by=SERVER, body=body, name="社会事务办公室", now=NOON)


@pytest.fixture
def browser(body, office, client):
    """`browser(role)`: the person of that role at the desk."""
    people = {}

    def open_as(role):
        if role not in people:
            people[role] = bodies.user(name=f"某{role.label}")
            unit = office if role in {Role.CONTRIBUTOR, Role.OFFICE_HEAD} else None
            bodies.grant(role, body, people[role], unit=unit)
        client.force_login(people[role], backend="gongkai.apps.bodies.accounts.StaffBackend")
        return client

    return open_as


def text(answer):
    return answer.content.decode()


def hand_in(client, body, **typed):
    column = factories.column(body)
    sent = {
        "title": "关于发放补贴的通知",
        "column": column.pk,
        "text": "第一段。\n\n第二段。",
        "made_on": "2026-03-02",
        **typed,
    }
    return client.post(f"/desk/disclosures/of/{body.slug}/new/", sent)


def test_from_hand_in_to_the_public_by_the_forms(body, browser):
    answer = hand_in(browser(Role.CONTRIBUTOR), body, text=f"张某，身份证号{NUMBER}。")
    page = Disclosure.objects.get()
    address = f"/desk/disclosures/{page.public_id}/"
    assert answer.headers["Location"] == address
    assert page.office.name == "社会事务办公室"

    client = browser(Role.CONTRIBUTOR)
    stopped = text(client.post(f"{address}submit/", {"override": ""}))
    assert "不得发布的内容" in stopped
    assert NUMBER not in stopped
    assert "居民身份证号" in text(client.get(f"{address}findings/"))
    assert client.post(f"{address}findings/mask/").status_code == 302
    assert Disclosure.objects.get().get_latest_revision_as_object().body[0].value.source == (
        "<p>张某，身份证号990101**********18。</p>"
    )
    assert client.post(f"{address}submit/", {"override": ""}).status_code == 302

    steps = [
        (Role.OFFICE_HEAD, {"note": "属实"}),
        (Role.SECRECY_REVIEWER, {"note": "不涉密", "secrecy": "open"}),
        (Role.APPROVING_LEADER, {"note": "同意"}),
    ]
    for role, typed in steps:
        client = browser(role)
        assert page.title in text(client.get("/desk/disclosures/"))
        signing = text(client.get(f"{address}sign/"))
        assert "张某，身份证号990101**********18。" in signing  # what is signed is read where it is signed
        assert ("签署保密审查结论" in signing) is ("secrecy" in typed)
        answer = client.post(f"{address}sign/", {**typed, "seen": Disclosure.objects.get().latest_revision_id})
        assert answer.status_code == 302, text(answer)
    client = browser(Role.DISCLOSURE_OFFICER)
    assert "等待发布" in text(client.get("/desk/disclosures/"))
    assert client.post(f"{address}publish/").status_code == 302
    shown = public.by_address(body.slug, page.public_id)
    assert (shown.index_number, shown.plain_text) == ("yi/2026-00001", "张某，身份证号990101**********18。")
    whole = text(client.get(address))
    assert all(word in whole for word in ("属实", "不涉密，可以公开", "同意", "用时", "已公开"))


def test_a_contributor_cannot_let_a_finding_pass_and_an_officer_can_for_a_reason(body, browser):
    hand_in(browser(Role.CONTRIBUTOR), body, text=f"身份证号{NUMBER}。")
    page = Disclosure.objects.get()
    client = browser(Role.CONTRIBUTOR)
    assert client.post(f"/desk/disclosures/{page.public_id}/submit/", {"override": "需要"}).status_code == 403
    client = browser(Role.DISCLOSURE_OFFICER)
    assert client.post(f"/desk/disclosures/{page.public_id}/submit/", {"override": "是示例号码"}).status_code == 302
    row = page.guard_passes.get()
    assert (row.reason, row.by, row.findings[0]["kind"]) == ("是示例号码", "某信息专员", "PII-ID")
    assert NUMBER not in str(row.findings)


def test_a_secrecy_mark_is_refused_whatever_the_reason(body, browser):
    client = browser(Role.DISCLOSURE_OFFICER)
    hand_in(client, body, text="机密★5年\n\n关于某事的通知。")
    page = Disclosure.objects.get()
    said = text(client.post(f"/desk/disclosures/{page.public_id}/submit/", {"override": "已经解密"}))
    assert "涉密材料不得进入本系统" in said
    assert Disclosure.objects.get().stage == Stage.DRAFT


def test_what_was_typed_is_not_lost_when_somebody_else_saved_first(body, browser):
    page = factories.draft(body)
    client = browser(Role.DISCLOSURE_OFFICER)
    address = f"/desk/disclosures/{page.public_id}/edit/"
    seen = page.latest_revision_id
    services.edit(by=SERVER, disclosure=page, writing=services.Writing({"title": "先保存的"}), now=NOON)
    said = text(client.post(address, {"title": "我写的标题", "publicity": "open", "seen": seen, "text": "我写的正文"}))
    assert "保存了新的内容" in said
    assert "我写的标题" in said
    assert "我写的正文" in said
    assert Disclosure.objects.get(pk=page.pk).title == "先保存的"


def test_files_become_attachments_and_can_be_taken_out(body, browser):
    client = browser(Role.DISCLOSURE_OFFICER)
    files = [SimpleUploadedFile(name, data) for name, data in (("a.txt", "甲".encode()), ("b.txt", "乙".encode()))]
    hand_in(client, body, chosen=files)
    page = Disclosure.objects.get()
    assert [one.title for one in page.attachments.all()] == ["a.txt", "b.txt"]
    kept = page.attachments.first().document_id
    typed = {"title": page.title, "publicity": "open", "seen": page.latest_revision_id, "text": "新", "keep": [kept]}
    assert client.post(f"/desk/disclosures/{page.public_id}/edit/", typed).status_code == 302
    draft = Disclosure.objects.get().get_latest_revision_as_object()
    assert [one.title for one in draft.attachments.all()] == ["a.txt"]
    assert "去除" not in text(client.get(f"/desk/disclosures/{page.public_id}/changes/?from={page.latest_revision_id}"))


def test_the_changes_since_the_last_review_are_shown(body, browser):
    page = factories.draft(body, body=[("text", "<p>第一段。</p><p>第二段有误。</p>")])
    page = services.submit(by=SERVER, disclosure=page, now=NOON)
    services.send_back(by=SERVER, disclosure=page, reason="第二段有误", now=NOON)
    body_now = [("text", "<p>第一段。</p><p>第二段无误。</p>")]
    services.edit(by=SERVER, disclosure=page, writing=services.Writing({"body": body_now, "theme": "民政"}), now=NOON)
    services.submit(by=SERVER, disclosure=page, now=NOON)
    client = browser(Role.OFFICE_HEAD)
    assert client.get(f"/desk/disclosures/{page.public_id}/").status_code == 404  # of no unit: not the head's
    shown = text(browser(Role.GENERAL_OFFICE).get(f"/desk/disclosures/{page.public_id}/changes/"))
    assert "<del>有</del>" in shown
    assert "<ins>无</ins>" in shown
    assert "民政" in shown


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.exe", b"MZ...", "格式不能报送"),
        ("x.docx", b"", "是空的"),
        ("x.pdf", b"PK\x03\x04", "与它的后缀"),
        ("x.docx", b"%PDF-1.7", "与它的后缀"),
        ("x.docx", b"PK\x03\x04broken", "损坏"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("x.png", b"\x89PNG\r\nnot a picture", "打不开"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_in_one_sentence_and_nothing_is_kept(body, browser, name, data, said):
    answer = hand_in(browser(Role.CONTRIBUTOR), body, chosen=[SimpleUploadedFile(name, data)], text="")
    assert answer.status_code == 200
    assert said in text(answer)
    assert Disclosure.objects.count() == 0


def test_a_name_with_folders_in_it_stays_a_name(body, browser, settings):
    hand_in(browser(Role.CONTRIBUTOR), body, chosen=[SimpleUploadedFile("../../../x.txt", b"x")])
    document = Disclosure.objects.get().attachments.get().document
    assert document.title == "x.txt"
    assert (settings.MEDIA_ROOT / document.file.name).is_file()
    assert document.file.name.startswith("documents/")


class TestLate:
    @pytest.mark.parametrize(
        ("made_on", "on", "late"),
        [
            pytest.param(date(2026, 3, 2), date(2026, 3, 30), False, id="the-last-day"),
            pytest.param(date(2026, 3, 2), date(2026, 3, 31), True, id="one-day-later"),
            pytest.param(None, date(2026, 3, 31), None, id="without-a-date"),
            pytest.param(date(2031, 1, 2), date(2031, 3, 31), None, id="a-year-nobody-knows"),
        ],
    )
    def test_twenty_working_days_from_formation(self, body, made_on, on, late):
        page = factories.draft(body)
        page.made_on = made_on
        due = due_of(page, on, 20)
        assert due.late is late
        assert bool(due.reason) is (late is None)

    def test_late_ones_are_listed_for_those_who_publish(self, body, browser):
        now = timezone.now()
        old = timezone.localdate(now) - timedelta(days=90)
        factories.draft(body, title="早就应当公开的事项", made_on=old, now=now)
        factories.draft(body, title="依申请公开的事项", made_on=old, publicity="on_request", now=now)
        page = text(browser(Role.DISCLOSURE_OFFICER).get("/desk/disclosures/"))
        assert "超过公开期限" in page
        assert "早就应当公开的事项" in page
        assert "依申请公开的事项" not in page.split("超过公开期限")[1]
        assert "超过公开期限" not in text(browser(Role.CONTRIBUTOR).get("/desk/disclosures/"))


def test_the_first_page_asks_few_questions(body, browser, django_assert_max_num_queries):
    for _ in range(10):
        services.submit(by=SERVER, disclosure=factories.draft(body), now=NOON)
    client = browser(Role.GENERAL_OFFICE)
    with django_assert_max_num_queries(30):
        assert "等我审核" in text(client.get("/desk/disclosures/"))


def test_a_list_of_a_body_is_filtered_and_asks_as_few_however_long_it_is(body, browser, django_assert_max_num_queries):
    pages = [factories.draft(body, title=f"第{number}件") for number in range(55)]
    client = browser(Role.GENERAL_OFFICE)
    with django_assert_max_num_queries(16):
        shown = text(client.get(f"/desk/disclosures/of/{body.slug}/"))
    assert "第 1 页，共 2 页" in shown
    shown = text(client.get(f"/desk/disclosures/of/{body.slug}/?q=第7件&stage=draft&column={pages[0].column_id}"))
    assert "第7件" in shown
    assert "第8件" not in shown


def test_own_work_does_not_wait_for_its_author(body):
    general = bodies.holder(Role.GENERAL_OFFICE, body)
    services.submit(by=SERVER, disclosure=factories.draft(body, by=general), now=NOON)
    services.submit(by=SERVER, disclosure=factories.draft(body), now=NOON)
    assert len(staff.waiting_for(general, NOON.date()).to_sign) == 1


def test_the_lists_of_a_body_are_kept_and_used(body, browser):
    client = browser(Role.GENERAL_OFFICE)
    words = '[[word]]\ntext = "某某工程"\nkind = "forbidden"\nadvice = ""\n'
    address = f"/desk/disclosures/of/{body.slug}/lists/"
    assert client.post(address, {"words": words, "phones": "", "names": ""}).status_code == 302
    page = factories.draft(body, body=[("text", "<p>关于某某工程的说明。</p>")])
    assert "某某工程" in text(client.get(f"/desk/disclosures/{page.public_id}/findings/"))
    assert "TOML" in text(client.post(address, {"words": "[[", "phones": "", "names": ""}))
