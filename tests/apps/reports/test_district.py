"""The district: what came in, what is found between reports, the sum over the bodies."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.reports import services
from gongkai.apps.reports.models import ReportDraft, ReportFile
from gongkai.apps.reports.selectors.district import District
from gongkai.apps.reports.selectors.reports import previous
from gongkai.apps.reports.states import Filing, StepNotAllowed
from gongkai.core.report.writers import write
from tests.apps.bodies import factories as people
from tests.apps.reports import factories
from tests.apps.reports.factories import NOW
from tests.core.report import factories as reports

pytestmark = pytest.mark.django_db
AT = "/desk/reports/qu/2025/district/"
LONG = (
    "本年度围绕群众关心的停车、绿化和养老三件事情，逐项公开办理的进度、经费和结果，并在六个社区的公示栏同步张贴，" * 4
)


@pytest.fixture
def other(district):
    return people.body(district, slug="bing", name="丙街道办事处", short_name="丙街道")


def handed_in(body, **texts):
    made = factories.sealed(factories.draft(body, **texts))
    return services.submit(by=SERVER, draft=made, now=NOW)


@pytest.fixture
def overseer(district):
    browser = Client()
    browser.force_login(
        people.holder(Role.DISTRICT_OVERSEER, district), backend="gongkai.apps.bodies.accounts.StaffBackend"
    )
    return browser


def text(answer):
    return answer.content.decode()


def test_only_what_was_accepted_is_added_up_with_the_own_figures_in_a_layer_of_their_own(district, body, other):
    for one, number in ((district, 1), (body, 2), (other, 4)):
        for _entry in range(number):
            factories.entry(one, LedgerKind.PENALTY, date(2025, 5, 5))
    factories.sealed(factories.draft(district))
    services.accept(by=SERVER, draft=handed_in(body), now=NOW)
    handed_in(other)

    found = District(district, 2025)
    layers = {cell: rest for cell, _label, *rest in found.layers()}

    assert layers["t2.penalties.decisions"] == [1, 2, 3]
    assert [line.stands for line in found.lines] == ["本级", "已接收", "已报送"]


def test_one_that_is_returned_is_mended_in_a_new_version_and_handed_in_again(body, district):
    draft = handed_in(body)
    with pytest.raises(Exception, match="退回的原因"):
        services.return_to_body(by=SERVER, draft=draft, reason=" ", now=NOW)
    draft = services.return_to_body(by=SERVER, draft=draft, reason="行政处罚漏了一件", now=NOW)
    with pytest.raises(StepNotAllowed):
        services.submit(by=SERVER, draft=draft, now=NOW)

    made = factories.sealed(services.begin_version(by=SERVER, draft=draft, note="补计一件", now=NOW))
    services.accept(by=SERVER, draft=services.submit(by=SERVER, draft=made, now=NOW), now=NOW)

    assert [(one.version, one.filing) for one in ReportDraft.objects.all()] == [
        (1, Filing.RETURNED),
        (2, Filing.ACCEPTED),
    ]
    assert District(district, 2025).lines[1].is_in_sum


def test_copied_text_is_found_and_opens_to_both_sides(district, body, other):
    for one in (body, other):
        handed_in(one, **{"s1.c_management": LONG})

    point = next(one for one in District(district, 2025).points if "文字相同" in one.problem)

    assert "乙街道办事处与丙街道办事处" in point.problem
    assert [address for _words, address in point.links] == ["/desk/reports/yi/2025/", "/desk/reports/bing/2025/"]


def test_a_sudden_zero_and_a_broken_carry_open_to_both_years(district, body):
    cells = reports.table3(natural={"new": 2, "r1_granted": 1, "carried_out": 1}) | {"t2.permits.decisions": 30}
    kept = factories.file(body, reports.report(year=2024, organ=body.name, cells=cells), of=body)
    services.submit(by=SERVER, draft=factories.sealed(factories.draft(body), reason="虚构"), now=NOW)

    found = District(district, 2025).points

    zero = next(one for one in found if "2024年是 30，2025年是 0" in one.problem)
    carry = next(one for one in found if "结转下年度继续办理”是 1 件" in one.problem)
    for point in (zero, carry):
        assert [address for _words, address in point.links] == [
            "/desk/reports/yi/2025/",
            f"/desk/reports/files/{kept.pk}/",
        ]


def test_the_parents_report_must_be_the_sum_of_its_children(district, body, overseer):
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5))
    services.accept(by=SERVER, draft=handed_in(body), now=NOW)
    whole = write(reports.report(organ=district.name, year=2025, cells={"t2.penalties.decisions": 3}), "docx")
    overseer.post(AT + "files/new/", {"file": SimpleUploadedFile("全区.docx", whole), "of": "parent"})

    point = next(one for one in District(district, 2025).points if "全区报告" in one.problem)

    assert point.problem == "全区报告是 3，各机关合计是 1。"
    for _words, address in point.links:
        assert overseer.get(address).status_code == 200
    assert previous(district, 2026) is None, "the figures of the district's own work are another report"


def test_a_body_outside_the_system_is_added_up_from_its_file(district, body, overseer):
    outside = write(reports.report(organ="虚构区丁局", year=2025, cells={"t2.permits.decisions": 7}), "docx")
    overseer.post(AT + "files/new/", {"file": SimpleUploadedFile("丁局.docx", outside), "of": ""})

    assert ReportFile.objects.get().public_body is None
    assert District(district, 2025).rollup.report.value("t2.permits.decisions") == 7
    page = text(overseer.get(AT))
    assert "虚构区丁局" in page
    assert "还有 1 个机关没有报送" in page
    assert "虚构区丁局" in text(overseer.get(AT + "cells/t2.permits.decisions/"))


def test_the_overseer_returns_and_accepts_on_the_page_and_loads_the_sum(district, body, overseer):
    handed_in(body)
    assert "/desk/reports/yi/2025/act/accept/" in text(overseer.get(AT))
    assert overseer.get(AT + "sum/xlsx/").status_code == 404
    overseer.post("/desk/reports/yi/2025/act/accept/", {})

    assert ReportDraft.objects.get().filing == Filing.ACCEPTED
    assert overseer.get(AT + "sum/xlsx/").content.startswith(b"PK")
    assert overseer.get(AT + "sum/docx/").content.startswith(b"PK")
