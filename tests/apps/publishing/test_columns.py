"""The columns of a body: opened, named, ordered, limited, closed; a closed one keeps its pages, takes nothing new."""

from datetime import timedelta

import pytest
from django.test import Client

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.columns import Plan
from gongkai.apps.publishing.words import Section
from tests.apps.bodies import factories as people
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


def opened(body, name="虚构事项", slug="invented", **more):
    plan = Plan(name, Section.CATALOGUE, slug, **more)
    return services.open_column(by=SERVER, body=body, plan=plan, now=NOON)


def names(body):
    return [one.name for one in public.columns_of(body) if one.section == Section.CATALOGUE]


def test_a_column_is_opened_behind_the_others_and_is_public_at_its_address(body, client):
    made = opened(body, update_days=90)

    assert names(body)[-1] == "虚构事项"
    assert client.get(made.address).status_code == 200
    assert "虚构事项" in client.get(f"/{body.slug}/").content.decode()
    assert Entry.objects.latest("pk").summary == "设置栏目：增设“虚构事项”"


@pytest.mark.parametrize(
    ("name", "slug", "says"),
    [
        pytest.param("虚构事项", "2026", "请用小写字母开头", id="a-year-stands-there"),
        pytest.param("虚构事项", "Purchases", "请用小写字母开头", id="capitals"),
        pytest.param("虚构事项", "notices", "已经有栏目用了", id="taken"),
        pytest.param("虚构事项", "reports", "已经有栏目用了", id="a-section"),
        pytest.param("通知公告", "more-notices", "已经有栏目“通知公告”", id="same-name"),
    ],
)
def test_a_column_that_cannot_be_is_refused(body, name, slug, says):
    services.home_of(body)
    with pytest.raises(RuleError, match=says):
        opened(body, name, slug)


def test_columns_change_places_within_their_section_and_no_further(body):
    services.home_of(body)
    first, second = names(body)[:2]
    column = next(one for one in public.columns_of(body) if one.name == second)

    services.shift_column(by=SERVER, column=column, up=True, now=NOON)

    assert names(body)[:2] == [second, first]
    with pytest.raises(RuleError, match="已经在最前"):
        services.shift_column(by=SERVER, column=column, up=True, now=NOON)


def test_a_closed_column_keeps_its_pages_and_takes_nothing_new(body, client):
    column = opened(body, update_days=14)
    page = factories.published(body, column=column)

    closed = services.close_column(by=SERVER, column=column, now=NOON)

    assert closed.update_days is None
    assert client.get(page.address).status_code == 200
    shown = client.get(column.address).content.decode()
    assert "停用" in shown
    assert page.title in shown
    assert "虚构事项" in names(body)
    assert closed not in public.open_columns_of(body)
    with pytest.raises(RuleError, match="已经停用"):
        factories.draft(body, column=closed)
    with pytest.raises(RuleError, match="已经停用"):
        services.move(by=SERVER, disclosure=factories.published(body), column=closed, now=NOON)

    services.reopen_column(by=SERVER, column=closed, now=NOON)
    assert "停用" not in client.get(column.address).content.decode()


def test_a_closed_column_without_pages_is_gone_from_the_site(body, client):
    column = opened(body)
    services.close_column(by=SERVER, column=column, now=NOON)

    assert client.get(column.address).status_code == 404
    assert "虚构事项" not in names(body)


def test_a_column_with_work_in_it_or_of_the_layout_itself_is_not_closed(body):
    column = opened(body)
    factories.draft(body, column=column)
    with pytest.raises(RuleError, match="还有 1 件没有办结"):
        services.close_column(by=SERVER, column=column, now=NOON)
    with pytest.raises(RuleError, match="统一版式里固定的栏目"):
        services.close_column(by=SERVER, column=factories.column(body, "guide"), now=NOON)


def test_the_desk_opens_renames_limits_orders_and_closes(body, client):
    officer, browser = people.holder(Role.DISCLOSURE_OFFICER, body), Client()
    browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    address = f"/desk/disclosures/of/{body.slug}/columns/"
    sent = {"section": "catalogue", "name": "虚构事项", "slug": "invented", "update_days": "30"}

    assert browser.post(address, sent).status_code == 302
    column = factories.column(body, "invented")
    factories.published(body, column=column, now=NOON - timedelta(days=400))
    page = browser.get(address).content.decode()
    assert "30 天内更新，已超期" in page
    assert "已经有栏目用了" in browser.post(address, sent).content.decode()

    browser.post(f"{address}{column.pk}/", {"name": "采购信息", "update_days": ""})
    browser.post(f"{address}{column.pk}/up/")
    column.refresh_from_db()
    assert (column.name, column.update_days) == ("采购信息", None)
    assert names(body)[-2] == "采购信息"

    browser.post(f"{address}{column.pk}/close/")
    assert "停用" in browser.get(address).content.decode()
    told = browser.post(f"{address}{factories.column(body, 'guide').pk}/close/", follow=True).content.decode()
    assert "统一版式里固定的栏目" in told
    assert browser.post(f"{address}{column.pk}/nonsense/").status_code == 404


def test_a_name_typed_as_script_is_text(body, client):
    services.change_column(by=SERVER, column=opened(body), name="<script>alert(1)</script>", update_days=None, now=NOON)
    assert "<script>alert" not in client.get(f"/{body.slug}/").content.decode()
