"""The desk of the catalogue as a person uses it."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.bodies.roles import Role
from gongkai.apps.catalogue.models import Matter, MatterImport
from gongkai.apps.publishing.models import Disclosure
from tests.apps.bodies import factories as people
from tests.apps.catalogue.factories import matter, workbook
from tests.apps.publishing import factories as disclosures

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return people.body(people.body(), slug="yi", short_name="乙街道")


@pytest.fixture
def desk(client, body):
    client.force_login(
        people.holder(Role.DISCLOSURE_OFFICER, body), backend="gongkai.apps.bodies.accounts.StaffBackend"
    )
    return client


def text(answer):
    return answer.content.decode()


def test_a_matter_is_typed_changed_from_a_day_on_and_ended(desk, body):
    typed = {
        "field": "社会救助", "first_level": "虚构救助", "second_level": "虚构名单", "limit": "每月10个工作日内",
        "carriers": ["website", "board"], "audience": "everybody", "manner": "proactive", "from_on": "2026-01-01",
    }  # fmt: skip
    assert desk.post("/desk/catalogue/yi/new/", typed).status_code == 302
    row = Matter.objects.get()
    assert (row.rhythm, row.limit_days, row.carriers) == ("monthly", 10, ["website", "board"])
    assert "19-001" in text(desk.get("/desk/catalogue/yi/"))

    form = text(desk.get(f"/desk/catalogue/matters/{row.pk}/change/"))
    assert 'value="虚构名单"' in form
    later = {**typed, "limit": "每年", "from_on": "2026-07-01"}
    assert desk.post(f"/desk/catalogue/matters/{row.pk}/change/", later).status_code == 302
    new = Matter.objects.get(until_on=None)
    assert (new.rhythm, new.from_on) == ("yearly", date(2026, 7, 1))

    desk.post(f"/desk/catalogue/matters/{new.pk}/end/", {"until_on": "2026-08-01", "reason": "目录调整"})
    assert "目录调整" in text(desk.get(f"/desk/catalogue/matters/{new.pk}/"))


def test_what_the_rules_say_stands_above_the_form(desk, body):
    matter(body, "虚构事项")
    typed = {
        "field": "社会救助", "first_level": "虚构事项", "carriers": ["website"], "audience": "everybody",
        "manner": "proactive", "from_on": "2026-01-01",
    }  # fmt: skip
    assert "目录里已经有“虚构事项”" in text(desk.post("/desk/catalogue/yi/new/", typed))
    assert "没有选公开渠道" in text(
        desk.post("/desk/catalogue/yi/new/", {**typed, "first_level": "新的", "carriers": []})
    )


def test_a_sheet_is_uploaded_shown_entered_and_undone(desk):
    data = workbook(
        ["领域", "一级事项", "公开时限", "公开渠道和载体"],
        ["养老服务", "虚构甲", "每季度", "政府网站"],
        ["养老服务", "虚构乙", "", ""],
    )
    sent = {"sheet": SimpleUploadedFile("目录.xlsx", data), "from_on": "2026-01-01"}
    assert desk.post("/desk/catalogue/yi/import/", sent).status_code == 302
    made = MatterImport.objects.get()

    shown = text(desk.get(f"/desk/catalogue/imports/{made.pk}/"))
    assert "可以导入 1 项，不能导入 1 行" in shown
    assert "没有选公开渠道和载体" in shown
    desk.post(f"/desk/catalogue/imports/{made.pk}/enter/")
    assert "虚构甲" in text(desk.get("/desk/catalogue/yi/"))
    desk.post(f"/desk/catalogue/imports/{made.pk}/undo/", {"reason": "传错了"})
    assert "虚构甲" not in text(desk.get("/desk/catalogue/yi/"))
    assert desk.get("/desk/catalogue/yi/empty.xlsx")["Content-Type"].endswith("sheet")


def test_the_map_tells_figure_and_state_and_each_cell_opens_to_its_records(desk, body):
    monthly = matter(body, "虚构月报", limit="每月，20个工作日内")
    page = disclosures.published(
        body, matter=monthly.code, made_on=date(2026, 2, 27), now=datetime(2026, 3, 3, 4, tzinfo=UTC)
    )

    shown = text(desk.get("/desk/catalogue/yi/duties/?year=2026"))
    assert '<td class="state-met"><a href="/desk/catalogue/yi/duties/19-001/2/?year=2026">1/1' in shown
    assert '<td class="state-missed"><a href="/desk/catalogue/yi/duties/19-001/1/?year=2026">0/1' in shown
    cell = text(desk.get("/desk/catalogue/yi/duties/19-001/2/?year=2026"))
    assert page.address in cell
    assert "最迟 2026-03-27 公开" in cell
    assert "这一年没有目录" in text(desk.get("/desk/catalogue/yi/duties/?year=2023"))
    assert desk.get("/desk/catalogue/yi/duties/19-999/2/").status_code == 404


def test_empty_columns_and_unfilled_matters_are_told(desk, body):
    matter(body, "虚构从未公开")
    disclosures.column(body)

    shown = text(desk.get("/desk/catalogue/yi/columns/"))

    assert "空白栏目" in shown
    assert "虚构从未公开" in shown


def test_the_hand_in_form_asks_for_the_matter_where_there_is_a_catalogue(desk, body):
    column = disclosures.column(body)
    assert 'name="matter"' not in text(desk.get("/desk/disclosures/of/yi/new/"))
    kept = matter(body)
    assert "社会救助：虚构事项" in text(desk.get("/desk/disclosures/of/yi/new/"))

    sent = {"title": "虚构的通知", "column": column.pk, "text": "正文", "made_on": "2026-03-01", "matter": kept.code}
    assert "有效的选项" in text(desk.post("/desk/disclosures/of/yi/new/", {**sent, "matter": "99-999"}))
    desk.post("/desk/disclosures/of/yi/new/", sent)
    assert Disclosure.objects.get().matter == kept.code
