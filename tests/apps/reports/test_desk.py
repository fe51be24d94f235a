"""The annual report desk as its people use it: write, look behind a figure, sign, hand up."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import waiting_for
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import set_setting
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.reports import services
from gongkai.apps.reports.due import report_due
from gongkai.apps.reports.models import ReportDraft, ReportFile
from gongkai.core.report.writers import write
from tests.apps.bodies import factories as people
from tests.apps.publishing import factories as pages
from tests.apps.reports import factories
from tests.apps.reports.factories import NOW
from tests.core.report import factories as reports

pytestmark = pytest.mark.django_db
AT = "/desk/reports/yi/2025/"


def logged_in(role, body):
    browser = Client()
    browser.force_login(people.holder(role, body), backend="gongkai.apps.bodies.accounts.StaffBackend")
    return browser


@pytest.fixture
def desk(body):
    return logged_in(Role.GENERAL_OFFICE, body)


def text(answer):
    return answer.content.decode()


def seen():
    return ReportDraft.objects.last().changed_at.isoformat()


def test_it_is_begun_written_with_live_numbers_and_checked_beside_the_text(desk, body):
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5))
    assert "开始编制2025年度报告" in text(desk.get(AT))
    desk.post(AT + "begin/")

    typed = {**factories.TEXTS, "s1.c_management": "行政处罚{{行政处罚.数量}}件。", "s6": "无。", "seen": seen()}
    page = text(desk.get(desk.post(AT + "write/", typed)["Location"]))

    assert (
        '/numbers/%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A.%E6%95%B0%E9%87%8F/">行政处罚.数量</a> <strong>1</strong>'
        in page
    )
    assert "第六部分没有写收取信息处理费的情况" in page
    assert 'href="/desk/reports/yi/2025/cells/t2.penalties.decisions/">1</a>' in page


def test_a_suggestion_is_taken_with_its_live_numbers(desk, body):
    factories.draft(body, **{"s1.d_platform": "已写的话。"})
    pages.published(body, now=NOW.replace(year=2025))
    typed = {**factories.TEXTS, "s1.a_proactive": "", "take": "s1.a_proactive", "seen": seen()}
    desk.post(AT + "write/", typed)

    assert ReportDraft.objects.get().texts["s1.a_proactive"].startswith("2025年主动公开政府信息{{主动公开.总数}}条")


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(desk, body):
    factories.draft(body)
    answer = desk.post(AT + "write/", {**factories.TEXTS, "s6": "后来的话", "seen": "2020-01-01T00:00:00+00:00"})

    assert "别人已经修改了这份报告" in text(answer)
    assert "后来的话" in text(answer)
    assert ReportDraft.objects.get().texts["s6"] == factories.TEXTS["s6"]


def test_a_figure_opens_to_its_rows_its_rule_and_its_ledger(desk, body):
    factories.draft(body)
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5), number="虚罚〔2025〕1号")
    page = text(desk.get(AT + "cells/t2.penalties.decisions/"))

    assert "虚罚〔2025〕1号" in page
    assert "不公开的也计入" in page
    assert 'href="/desk/ledgers/yi/cells/t2.penalties.decisions/?year=2025"' in page
    assert desk.get("/desk/ledgers/yi/cells/t2.penalties.decisions/?year=2025").status_code == 200


@pytest.mark.parametrize("cell", ["t3.new.natural", "t3.r3_1_state_secret.total", "t4.review.pending"])
def test_a_figure_of_the_cases_leads_to_the_page_of_the_cases(desk, body, cell):
    factories.draft(body)
    page = desk.get(f"{AT}cells/{cell}/")
    address = page.context["behind"].address

    assert desk.get(address).status_code == 200


def test_a_live_number_opens_to_what_it_counts(desk, body):
    factories.draft(body)
    pages.published(body, now=NOW.replace(year=2025), title="关于虚构事项的通知")

    page = text(desk.get(AT + "numbers/主动公开.总数/"))

    assert "主动公开.总数：1" in page
    assert "关于虚构事项的通知" in page


def test_a_change_by_hand_is_typed_shown_and_taken_back(desk, body):
    factories.draft(body)
    desk.post(AT + "cells/t2.permits.decisions/", {"value": "4", "reason": "纸质台账"})
    assert "纸质台账" in text(desk.get(AT))
    assert "已更改" in text(desk.get(AT))

    desk.post(AT + "cells/t2.permits.decisions/drop/")
    assert "已更改" not in text(desk.get(AT))
    assert "errorlist" in text(desk.post(AT + "cells/t2.permits.decisions/", {"value": "x", "reason": "a"}))


def test_last_years_report_is_handed_in_as_a_word_file(desk, body):
    factories.draft(body)
    before = write(reports.report(year=2024, organ=body.name), "docx")
    desk.post(AT + "files/new/", {"file": SimpleUploadedFile("去年.docx", before)})

    kept = ReportFile.objects.get()
    assert (kept.year, kept.organ, len(kept.report["cells"])) == (2024, body.name, 200)
    assert f"/desk/reports/files/{kept.pk}/" in text(desk.get(AT))
    assert "去年.docx" in text(desk.get(f"/desk/reports/files/{kept.pk}/"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"", "提交的是空文件"),
        ("a.docx", b"PK\x03\x04broken", "打不开"),
        ("a.txt", "你好".encode(), "没有政府信息公开"),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_a_sentence(desk, body, name, content, said):
    answer = desk.post(AT + "files/new/", {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 200
    assert said in text(answer)
    assert not ReportFile.objects.exists()


def test_the_acts_of_three_people_lead_to_a_public_page(desk, body):
    factories.draft(body)
    officer, leader = logged_in(Role.DISCLOSURE_OFFICER, body), logged_in(Role.APPROVING_LEADER, body)
    officer.post(AT + "act/sign-as-officer/", {"words": "数据已核"})
    assert "等我审核" not in text(desk.get(AT))
    desk.post(AT + "act/sign-as-office/", {"words": ""})
    leader.post(AT + "act/sign-as-leader/", {"words": "同意"})
    officer.post(AT + "act/seal/", {"words": ""})
    officer.post(AT + "act/publish/", {"words": ""})
    officer.post(AT + "act/submit/", {})

    draft = ReportDraft.objects.get()
    assert (draft.state, draft.filing) == ("published", "submitted")
    assert Client().get(draft.disclosure.address).status_code == 200
    assert "数据已核" in text(desk.get(AT))


def test_the_district_sees_nothing_of_a_draft(body, district):
    factories.draft(body, s6="还没有写完的秘密")
    overseer = logged_in(Role.DISTRICT_OVERSEER, district)

    assert "还没有写完的秘密" not in text(overseer.get(AT))
    assert overseer.get(AT + "download/docx/").status_code == 404
    factories.sealed(ReportDraft.objects.get())
    assert "还没有写完的秘密" in text(overseer.get(AT))


def test_the_last_day_is_31_january_or_the_day_that_the_place_has_set(body, district):
    assert report_due(body, 2025).on == date(2026, 1, 31)
    assert report_due(district, 2025).on == date(2026, 3, 31)
    set_setting(by=SERVER, body=district, key=Key.REPORT_DUE, value="1月26日", from_on=date(2025, 12, 19), now=NOW)

    assert report_due(body, 2025).on == date(2026, 1, 26)
    assert report_due(body, 2024).on == date(2025, 1, 31)


@pytest.mark.parametrize(
    ("on", "told"), [("2026-11-30", False), ("2026-12-01", True), ("2027-01-25", True)], ids=["nov", "dec", "jan"]
)
def test_the_desk_warns_from_december_on_until_it_is_public(body, on, told):
    factories.entry(body, LedgerKind.PENALTY, date(2026, 1, 5))
    officer = people.holder(Role.DISCLOSURE_OFFICER, body)
    lines = [one for one in waiting_for(officer, date.fromisoformat(on)) if "2026年度报告还没有公布" in one.what]

    assert bool(lines) is told
    assert [one.urgent for one in lines] == ([on.startswith("2027")] if told else [])


def test_a_leader_is_told_what_waits_for_the_signature(body):
    leader, draft = people.holder(Role.APPROVING_LEADER, body), factories.draft(body)
    for _step in range(2):
        services.sign(by=SERVER, draft=draft, now=NOW)

    assert [one.what for one in waiting_for(leader, date(2026, 3, 2))] == ["等我签发的年度报告"]


def test_a_cell_that_does_not_exist_and_a_year_to_come_are_not_found(desk, body):
    factories.draft(body)

    assert desk.get(AT + "cells/t2.nothing/").status_code == 404
    assert desk.get(AT + "numbers/没有这个/").status_code == 404
    assert desk.get("/desk/reports/yi/2999/").status_code == 404
    assert desk.get("/desk/reports/yi/99999999999999999999/").status_code == 404


def test_money_is_changed_with_four_decimals(body):
    made = services.override(
        by=SERVER, draft=factories.draft(body), cell="t2.fees.amount_wan", value=Decimal("1.2345"), reason="虚", now=NOW
    )
    assert made.value == Decimal("1.2345")
