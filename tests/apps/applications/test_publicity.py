"""An answer as a proactive disclosure: without the applicant, reviewed like any other, linked both ways."""

from datetime import date

import pytest
from django.test import Client

from gongkai.apps.applications import services
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import PublishedAnswer
from gongkai.apps.applications.services import ItemAnswer, publicity
from gongkai.apps.applications.words import PaperKind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.search.known import phrases
from tests.apps.applications import factories
from tests.apps.applications.factories import ON_LINE, at
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import column

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)
WHO = {"name": "密密麻麻", "phone": "01020304050", "email": "mi@demo.invalid", "address": "不存在路七号"}
PDF = b"%PDF-1.7 demonstration"


def answered(body, code="granted_provided", details=None):
    wanted = "本人密密麻麻（电话01020304050）要演示路改造工程的施工许可文件，同行人手机13900000000"
    made = factories.in_hand(body, "2026-03-02", particulars=factories.person(**WHO), wanted=wanted)
    common = {"by": SERVER, "application_id": made.pk, "on": DAY, "now": at(DAY)}
    services.add_papers(
        by=SERVER, application_id=made.pk, kind=PaperKind.REPLY_FILE, files=(Upload("许可.pdf", PDF),), now=at(DAY)
    )
    services.add_papers(
        by=SERVER, application_id=made.pk, kind=PaperKind.OTHER, files=(Upload("内部.pdf", PDF),), now=at(DAY)
    )
    given = {1: ItemAnswer(outcome=code, details=details or {"way": "交给密密麻麻本人，寄不存在路七号"})}
    services.draft_reply(**common, answers=given, main="", dated_on=DAY)
    services.approve_reply(**common, note="")
    services.send_reply(**common, service=ON_LINE)
    made.refresh_from_db()
    return made


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return factories.ready_body()


@pytest.fixture
def officer(body):
    return bodies.holder(Role.DISCLOSURE_OFFICER, body)


@pytest.fixture
def browser(officer):
    made = Client()
    made.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    return made


def test_from_the_case_to_the_disclosure_and_back_without_the_applicant(body, browser):
    case, place = answered(body), column(body)
    page = browser.get(f"/desk/applications/case/{case.pk}/disclose/")
    form = page.context["form"]
    said = form.initial["title"] + form.initial["text"]
    for word in ("密密麻麻", "01020304050", "13900000000", "不存在路"):
        assert word not in said
    assert "演示路改造工程的施工许可文件" in said
    [(number, name)] = form.fields["chosen"].choices
    assert name == "许可.pdf"
    given = {**form.initial, "column": place.pk, "chosen": [number]}
    done = browser.post(f"/desk/applications/case/{case.pk}/disclose/", given)
    made = Disclosure.objects.get()
    assert done.headers["Location"] == f"/desk/disclosures/{made.public_id}/"
    with made.attachments.get().document.file.open() as held:
        assert (made.stage, held.read()) == ("draft", PDF)
    assert f"/desk/disclosures/{made.public_id}/" in browser.get(f"/desk/applications/case/{case.pk}/").content.decode()
    back = browser.get(f"/desk/disclosures/{made.public_id}/").content.decode()
    assert f"由依申请公开 {case.number} 的答复转为主动公开" in back
    assert f"/desk/applications/case/{case.pk}/" in back


def test_a_draft_that_names_the_applicant_and_a_file_that_was_not_handed_over_are_refused(body, officer):
    case, place = answered(body), column(body)
    given = {"by": officer, "application_id": case.pk, "column": place, "made_on": DAY, "now": at(DAY), "files": ()}
    with pytest.raises(RuleError, match="申请人的信息"):
        publicity.publish_answer(**given, title="答复", text="密密麻麻申请的")
    inside = case.papers.get(kind=PaperKind.OTHER)
    made = publicity.publish_answer(**{**given, "files": (inside.pk,)}, title="答复", text="许可文件")
    assert made.attachments.count() == 0
    assert PublishedAnswer.objects.get().application == case


def test_nothing_is_made_of_an_answer_that_opened_nothing(body, browser):
    case = factories.in_hand(body, "2026-03-02")
    with pytest.raises(RuleError, match="没有公开任何信息"):
        publicity.prepare(case)
    assert browser.get(f"/desk/applications/case/{case.pk}/disclose/").status_code == 302


def test_where_the_search_is_down_the_case_says_so(body, browser, settings):
    case = factories.in_hand(body, "2026-03-02")
    address = f"/desk/applications/case/{case.pk}/"
    settings.KNOWN_PUBLIC = "tests.apps.applications.test_publicity.down"
    assert "搜索暂时不可用" in browser.get(address).content.decode()
    settings.KNOWN_PUBLIC = "tests.apps.applications.test_publicity.found"
    assert "已公开的许可" in browser.get(address).content.decode()


def down(text, body):
    return None


def found(text, body):
    return [("已公开的许可", "/yi/documents/x/")]


def test_the_longest_phrases_are_asked_for():
    assert phrases("请公开关于演示路改造工程的施工许可文件，以及预算") == ["演示路改造工程", "施工许可文件"]
