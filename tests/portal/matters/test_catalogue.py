"""The public catalogue of a body, and when it is written anew."""

from datetime import date

import pytest
from django.core.cache import cache

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.catalogue import services
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.bake.shown import by_body, everything
from tests.apps.bodies import factories as people
from tests.apps.catalogue.factories import NOW, matter
from tests.apps.publishing.factories import column

pytestmark = pytest.mark.django_db
ADDRESS = "/yi/catalogue/matters/"


@pytest.fixture
def body(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR = tmp_path / "media", tmp_path / "baked"
    cache.clear()
    made = people.body(people.body(), slug="yi", name="乙街道办事处", short_name="乙街道")
    column(made)
    return made


def test_a_body_without_a_catalogue_has_no_such_page_and_no_link_to_it(client, body):
    assert client.get(ADDRESS).status_code == 404
    assert ADDRESS not in client.get("/yi/catalogue/").content.decode()
    assert ADDRESS not in {*by_body(body), *everything()}


def test_the_matters_of_today_are_shown_by_fields_and_the_section_leads_there(client, body):
    matter(body, "虚构救助", second_level="虚构名单", content="要素", basis="虚构法规", audience_note="申请人")
    gone = matter(body, "已经停用的")
    services.end_matter(by=SERVER, matter=gone, until_on=date(2026, 1, 1), reason="目录调整", now=NOW)

    shown = client.get(ADDRESS).content.decode()

    assert "虚构救助：虚构名单" in shown
    assert "社会救助" in shown
    assert "已经停用的" not in shown
    assert ADDRESS in client.get("/yi/catalogue/").content.decode()
    assert ADDRESS in {*everything()}


def test_a_change_of_the_catalogue_orders_its_page_anew(body):
    BakeOrder.objects.all().delete()

    matter(body)

    assert {ADDRESS, "/yi/catalogue/"} <= set(BakeOrder.objects.values_list("address", flat=True))
