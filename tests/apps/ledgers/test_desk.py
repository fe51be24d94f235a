"""The desk of the ledgers and the way in for business systems, as a person and a program use them."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.models import LedgerEntry, LedgerImport
from tests.apps.bodies import factories
from tests.apps.publishing import factories as disclosures

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", short_name="乙街道")


@pytest.fixture
def desk(client, body):
    client.force_login(factories.holder(Role.GENERAL_OFFICE, body), backend="gongkai.apps.bodies.accounts.StaffBackend")
    return client


def text(answer):
    return answer.content.decode()


def test_an_entry_is_typed_counted_opened_changed_and_voided(desk, body):
    typed = {"title": "虚构的处罚", "number": "虚罚〔2026〕1号", "on": "2026-03-02", "is_public": "on"}
    assert desk.post("/desk/ledgers/yi/ledger/penalty/new/", typed).status_code == 302
    row = LedgerEntry.objects.get()

    assert 'cells/t2.penalties.decisions/?year=2026">1</a>' in text(desk.get("/desk/ledgers/yi/?year=2026"))
    assert "虚罚〔2026〕1号" in text(desk.get("/desk/ledgers/yi/cells/t2.penalties.decisions/?year=2026"))
    assert "共 0 条" in text(desk.get("/desk/ledgers/yi/cells/t2.penalties.decisions/?year=2025"))

    desk.post(f"/desk/ledgers/entries/{row.pk}/change/", {**typed, "title": "改过的处罚"})
    assert "改过的处罚" in text(desk.get("/desk/ledgers/yi/ledger/penalty/"))
    desk.post(f"/desk/ledgers/entries/{row.pk}/void/", {"reason": "重复登记"})
    assert "已作废：重复登记" in text(desk.get("/desk/ledgers/yi/ledger/penalty/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "", "on": "2026-03-02"}, "errorlist"),
        ({"title": "虚构", "on": "2026-13-45"}, "errorlist"),
        ({"title": "虚构", "on": "2026-03-02"}, "不公开的依据和理由"),
        ({"title": "虚构", "on": "2199-03-02", "is_public": "on"}, "还没有到"),
    ],
)
def test_what_cannot_be_is_told_on_the_form_and_what_was_typed_stays(desk, typed, said):
    answer = desk.post("/desk/ledgers/yi/ledger/penalty/new/", typed)

    assert answer.status_code == 200
    assert said in text(answer)
    assert typed["title"] in text(answer)
    assert not LedgerEntry.objects.exists()


def test_a_sheet_is_uploaded_shown_entered_and_undone(desk, body):
    sheet = SimpleUploadedFile("台账.csv", "文号,案由,决定日期\n1号,虚构,2026-03-02\n1号,再来,2026-03-02\n".encode())
    answer = desk.post("/desk/ledgers/yi/ledger/penalty/import/", {"sheet": sheet})
    made = LedgerImport.objects.get()
    shown = text(desk.get(answer["Location"]))
    assert "可以导入 1 条，不能导入 1 条" in shown
    assert "重复" in shown

    desk.post(f"/desk/ledgers/imports/{made.pk}/enter/")
    assert LedgerEntry.objects.get().title == "虚构"
    desk.post(f"/desk/ledgers/imports/{made.pk}/undo/", {"reason": "导错了"})

    assert LedgerEntry.objects.get().voided_at is not None
    assert "已撤销" in text(desk.get(f"/desk/ledgers/imports/{made.pk}/"))


def test_what_is_no_sheet_is_refused_on_the_form(desk):
    answer = desk.post(
        "/desk/ledgers/yi/ledger/penalty/import/", {"sheet": SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")}
    )

    assert answer.status_code == 200
    assert "损坏" in text(answer)


def test_a_month_is_closed_and_opened_again_with_its_reason(desk, body):
    desk.post("/desk/ledgers/yi/months/2025/3/close/")
    assert "已结账" in text(desk.get("/desk/ledgers/yi/?year=2025"))

    desk.post("/desk/ledgers/yi/months/2025/3/open/", {"reason": "补记一件"})

    shown = text(desk.get("/desk/ledgers/yi/?year=2025"))
    assert "补记一件" in shown
    assert desk.get("/desk/ledgers/yi/months/2025/13/open/").status_code == 404


def test_a_long_ledger_is_paged(desk, body):
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            public_body=body, kind="penalty", title=f"第{n}件", on=date(2026, 3, 1), entered_at=NOW, entered_by="某"
        )
        for n in range(60)
    )
    first = text(desk.get("/desk/ledgers/yi/ledger/penalty/"))
    older = first.split('href="?before=')[1].split('"')[0]
    second = text(desk.get(f"/desk/ledgers/yi/ledger/penalty/?before={older}"))

    assert ("第59件" in first, "第9件" in first) == (True, False)
    assert ("第9件" in second, "第59件" in second) == (True, False)


@pytest.fixture
def send(client, body):
    _, token = services.add_system(by=SERVER, body=body, name="虚构系统", now=NOW)

    def post(token=token, **sent):
        given = {"key": "a-1", "kind": "permit", "title": "虚构的许可", "on": "2026-03-02", **sent}
        return client.post(
            "/api/ledgers/v1/entries",
            json.dumps(given),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return post


def test_a_system_enters_once_what_it_sends_twice(send):
    first, again = send(), send()

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert LedgerEntry.objects.get().source == "system"


def test_a_system_sends_amounts_exactly(send):
    assert send(kind="charge", amount="1234.56").status_code == 201
    assert LedgerEntry.objects.get().amount == Decimal("1234.56")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"token": "wrong"}, 401),
        ({"kind": "other"}, 422),
        ({"title": ""}, 422),
        ({"on": "yesterday"}, 422),
        ({"kind": "charge"}, 409),
        ({"on": "2999-01-01"}, 409),
    ],
)
def test_what_a_system_may_not_send_is_refused(send, sent, status):
    assert send(**sent).status_code == status
    assert not LedgerEntry.objects.exists()


def test_a_system_whose_token_was_taken_back_is_refused(send, desk, body):
    system = body.business_systems.get()
    desk.post(f"/desk/ledgers/systems/{system.pk}/end/")

    assert send().status_code == 401


def test_the_token_of_a_new_system_is_shown_once(desk):
    shown = text(desk.post("/desk/ledgers/yi/systems/", {"name": "虚构系统"}))
    token = shown.split("<code>")[1].split("</code>")[0]

    assert len(token) > 40
    assert token not in text(desk.get("/desk/ledgers/yi/systems/"))


def test_the_ledger_of_normative_documents_and_the_column_name_what_the_other_lacks(desk, body):
    column = disclosures.column(body, "normative")
    page = disclosures.published(body, title="虚构的管理办法", document_number="虚规〔2026〕1号", column=column)
    shown = text(desk.get("/desk/ledgers/yi/ledger/normative_document/"))
    assert "台账里还没有的" in shown
    offered = f"/desk/ledgers/yi/ledger/normative_document/new/?of={page.public_id}"
    assert offered in shown
    assert 'value="虚构的管理办法"' in text(desk.get(offered))

    entry = {"title": "另一个名称", "number": "虚规〔2026〕1号", "on": "2026-03-02", "is_public": "on"}
    desk.post("/desk/ledgers/yi/ledger/normative_document/new/", entry)
    desk.post("/desk/ledgers/yi/ledger/normative_document/new/", {**entry, "title": "没有公开的办法", "number": ""})
    shown = text(desk.get("/desk/ledgers/yi/ledger/normative_document/"))
    assert "台账里还没有的" not in shown
    lacking = shown.split("栏目里没有的")[1].split("</section>")[0]
    assert "没有公开的办法" in lacking
    assert "另一个名称" not in lacking
