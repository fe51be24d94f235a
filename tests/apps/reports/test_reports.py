"""A report from ledgers and cases to the public page: figures, changes, signatures, sealing, correction."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.apps.audit.models import Entry as LogEntry
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.reports import services
from gongkai.apps.reports.errors import ChangedSinceSigned, ReportRefused
from gongkai.apps.reports.models import ReportDraft
from gongkai.apps.reports.selectors.findings import points
from gongkai.apps.reports.selectors.reports import Standing, latest
from gongkai.apps.reports.states import State, StepNotAllowed
from gongkai.core.report.model import plain_cells
from gongkai.core.report.opening import open_report
from gongkai.core.report.writers import write
from tests.apps.bodies import factories as people
from tests.apps.publishing import factories as pages
from tests.apps.reports import factories
from tests.apps.reports.factories import NOW, YEAR
from tests.core.report import factories as reports

pytestmark = pytest.mark.django_db


def problems(draft):
    return [one.problem for one in points(Standing(ReportDraft.objects.get(pk=draft.pk)))]


def test_figures_follow_the_ledgers_and_stand_in_the_narrative(body):
    factories.entry(body, LedgerKind.PERMIT, date(2025, 3, 2))
    draft = factories.draft(body)
    factories.entry(body, LedgerKind.PERMIT, date(2025, 12, 31))
    factories.entry(body, LedgerKind.PERMIT, date(2026, 1, 1))

    report = Standing(draft).report

    assert report.value("t2.permits.decisions") == 2
    assert "办理行政许可2件" in report.sections["s1"].text
    assert [aspect.heading for aspect in report.aspects.values()][:2] == ["（一）主动公开。", "（二）依申请公开。"]


def test_a_report_from_the_desk_breaks_no_rule_of_the_form(body):
    draft = factories.draft(body)

    assert [one.problem for one in points(Standing(draft)) if not one.place.startswith("2024")] == []


def test_items_published_in_the_year_are_counted_once_by_their_beijing_day(body):
    inside = NOW.replace(year=2025, month=1, day=1) - timedelta(hours=12, seconds=-1)
    pages.published(body, now=inside)
    pages.published(body, now=inside - timedelta(seconds=2), title="上一年的最后一秒")

    assert Standing(factories.draft(body)).numbers["主动公开.总数"].value == 1


def test_a_change_by_hand_needs_a_reason_is_shown_and_can_be_taken_back(body):
    draft = factories.draft(body)
    with pytest.raises(ReportRefused, match="理由"):
        services.override(by=SERVER, draft=draft, cell="t2.permits.decisions", value=Decimal(5), reason=" ", now=NOW)
    services.override(by=SERVER, draft=draft, cell="t2.permits.decisions", value=Decimal(5), reason="纸质台账", now=NOW)
    assert Standing(draft).report.value("t2.permits.decisions") == 5
    assert "办理行政许可5件" in Standing(draft).report.sections["s1"].text

    services.drop_override(by=SERVER, draft=draft, cell="t2.permits.decisions", now=NOW)

    assert Standing(draft).report.value("t2.permits.decisions") == 0
    assert draft.overrides.get().reason == "纸质台账"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("t2.permits.decisions", "1.5", "正整数"),
        ("t2.permits.decisions", "-1", "正整数"),
        ("t2.fees.amount_wan", "0.00001", "四位小数"),
        ("t2.nothing", "1", "没有这个数据"),
        ("t3.new.total", "NaN", "正整数"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(body, cell, value, said):
    with pytest.raises(ReportRefused, match=said):
        services.override(
            by=SERVER, draft=factories.draft(body), cell=cell, value=Decimal(value), reason="虚构", now=NOW
        )


def test_what_was_carried_in_is_bound_to_last_years_file(body):
    cells = reports.table3(natural={"new": 2, "r1_granted": 1, "carried_out": 1})
    before = reports.report(year=2024, organ=body.name, cells=cells)
    draft = factories.draft(body)
    assert any("没有2024年的报告" in one for one in problems(draft))

    factories.file(body, open_report(write(before, "docx"), "a.docx"), of=body)

    assert [one for one in problems(draft) if "结转下年度继续办理”是 1 件，相差 1 件" in one and "自然人" in one]
    services.override(by=SERVER, draft=draft, cell="t3.carried_in.natural", value=Decimal(1), reason="虚构", now=NOW)
    assert not [one for one in problems(draft) if "自然人”列：今年的“上年结转”" in one]


def test_a_file_of_another_year_or_without_tables_is_refused(body):
    with pytest.raises(ReportRefused, match="是2023年的报告"):
        services.keep_file(
            by=SERVER, act="draft_report", keeper=body, upload=None, report=reports.report(year=2023), of=body,
            year=2024, now=NOW,
        )  # fmt: skip


def test_an_unknown_placeholder_is_an_error_and_stops_the_first_signature(body):
    draft = factories.draft(body, s6="收费{{收费.总数}}元。")

    assert any("{{收费.总数}}" in one for one in problems(draft))
    with pytest.raises(ReportRefused, match=r"收费\.总数"):
        services.sign(by=SERVER, draft=draft, now=NOW)


def test_officer_office_and_leader_sign_one_after_the_other_each_in_their_role(body):
    officer, office, leader = (
        people.holder(role, body) for role in (Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE, Role.APPROVING_LEADER)
    )
    draft = services.sign(by=officer, draft=factories.draft(body), now=NOW)
    with pytest.raises(NotAllowed):
        services.sign(by=leader, draft=draft, now=NOW)
    draft = services.sign(by=office, draft=draft, note="同意", now=NOW)
    draft = services.sign(by=leader, draft=draft, now=NOW)

    assert draft.state == State.LEADER_SIGNED
    assert [row.by for row in draft.signatures.all()] == [officer.name, office.name, leader.name]
    assert LogEntry.objects.filter(body_id=body.pk, act="sign_report_as_leader").count() == 1


def test_nobody_signs_twice_unless_the_body_lets_them(body):
    office = people.holder(Role.GENERAL_OFFICE, body)
    draft = services.sign(by=office, draft=factories.draft(body), now=NOW)

    with pytest.raises(ReportRefused, match="不同的人"):
        services.sign(by=office, draft=draft, now=NOW)


def test_figures_that_change_between_two_signatures_are_never_signed_over(body):
    draft = services.sign(by=SERVER, draft=factories.draft(body), now=NOW)
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5))

    with pytest.raises(ChangedSinceSigned):
        services.sign(by=SERVER, draft=draft, now=NOW)
    services.send_back(by=SERVER, draft=draft, reason="补记了一件处罚", now=NOW)
    assert factories.sealed(draft).sealed["cells"]["t2.penalties.decisions"] == 1


def test_a_sealed_report_stays_and_what_came_later_is_a_finding(body):
    draft = factories.sealed(factories.draft(body))
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5))

    assert Standing(draft).report.value("t2.penalties.decisions") == 0
    assert [one for one in problems(draft) if "封存时按台账算出的是 0，现在算出的是 1" in one]
    with pytest.raises(StepNotAllowed, match="不能“编写年度报告”"):
        services.write(by=SERVER, draft=draft, texts={"s6": "改"}, now=NOW)


def test_errors_need_a_reason_to_be_sealed(body):
    draft = factories.draft(body)
    services.override(by=SERVER, draft=draft, cell="t3.new.total", value=Decimal(3), reason="虚构", now=NOW)
    factories.signed(draft)

    with pytest.raises(ReportRefused, match="处错误"):
        services.seal(by=SERVER, draft=draft, now=NOW)
    assert services.seal(by=SERVER, draft=draft, reason="以文件说明为准", now=NOW).state == State.SEALED


@pytest.fixture
def public(body):
    factories.entry(body, LedgerKind.PENALTY, date(2025, 5, 5))
    return services.publish(by=SERVER, draft=factories.sealed(factories.draft(body)), now=NOW)


def test_it_is_published_as_a_page_with_files_that_read_back_to_the_same_cells(body, public):
    page = Disclosure.objects.get()

    assert page.column.section == "reports"
    assert page.standing == "published"
    names = {one.title.rpartition(".")[2]: one.document for one in page.attachments.all()}
    assert set(names) == {"docx", "pdf", "xlsx", "json"}
    for document in names.values():
        with document.open_file() as opened:
            read = open_report(opened.read(), document.filename)
        assert dict(plain_cells(read)) == public.sealed["cells"]
        assert (read.year, read.organ) == (YEAR, body.name)
    html = open_report(f"<html><h1>{page.title}</h1>{page.html}</html>".encode(), "page.html")
    assert dict(plain_cells(html)) == public.sealed["cells"]


def test_a_correction_is_a_new_version_with_a_public_note_in_the_same_place(body, public):
    factories.entry(body, LedgerKind.PENALTY, date(2025, 6, 6))
    with pytest.raises(ReportRefused, match="更正说明"):
        services.begin_version(by=SERVER, draft=public, note="", now=NOW)
    made = services.begin_version(by=SERVER, draft=public, note="补计一件行政处罚", now=NOW)
    assert Disclosure.objects.get().corrections.count() == 0

    services.publish(by=SERVER, draft=factories.sealed(made), now=NOW + timedelta(days=1))

    page = Disclosure.objects.get()
    assert page.corrections.get().note == "补计一件行政处罚"
    assert ReportDraft.objects.get(version=1).state == State.SUPERSEDED
    assert json.loads(json.dumps(latest(body, YEAR).sealed))["cells"]["t2.penalties.decisions"] == 2
    with page.attachments.get(title__endswith=".docx").document.open_file() as opened:
        assert open_report(opened.read(), "a.docx").value("t2.penalties.decisions") == 2
