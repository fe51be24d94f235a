"""The guide says what art. 12 asks for, from the profile, and never lags behind it."""

import pytest

from gongkai.apps.bodies import services as bodies
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.services import home_of
from gongkai.apps.publishing.services.tree import add_column
from gongkai.portal.bake.services import bake_due, files
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import column, published

pytestmark = pytest.mark.django_db
PROFILE = {
    "address": "虚构路1号",
    "postcode": "000000",
    "hours": "工作日9:00至17:00",
    "phone": "000-0000001",
    "fax": "000-0000002",
    "email": "yi@demo.invalid",
}


@pytest.fixture
def stands(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def edit(body, **profile):
    bodies.edit_body(by=SERVER, body=body, profile=profile, now=NOON)


def test_the_guide_holds_what_article_12_asks_for(client, body):
    home_of(body)
    edit(body, **PROFILE)
    page = client.get("/yi/guide/").content.decode()

    for said in ("乙街道办事处", *PROFILE.values(), "http://testserver/yi/", "分类和编排", "索引号", "通知公告"):
        assert said in page, said
    assert 'href="/yi/apply/"' in page
    assert 'href="/search/?body=yi"' in page


def test_what_the_profile_does_not_say_leaves_no_empty_line(client, body):
    home_of(body)
    page = client.get("/yi/guide/").content.decode()

    assert "<dd></dd>" not in page
    assert "传真" not in page


def test_what_stands_in_the_column_of_the_guide_is_below_it(client, body):
    one = published(body, column=column(body, "guide"))

    assert one.address in client.get("/yi/guide/").content.decode()


def test_remedies_are_told_as_the_settings_of_the_day_say(client, body):
    home_of(body)
    bodies.set_setting(
        by=SERVER, body=body, key=Key.RECONSIDERATION_ORGAN, value="甲区人民政府", from_on=NOON.date(), now=NOON
    )

    assert "行政复议机关：甲区人民政府" in client.get("/yi/guide/").content.decode()


def test_a_change_of_the_profile_is_on_every_page_of_the_body_that_shows_it(stands, body):
    with stands():
        one = published(body)
    with stands():
        edit(body, phone="000-0000009")
    while bake_due(now=NOON.replace(year=2100)):
        pass

    for address in ("/yi/guide/", "/yi/", "/yi/catalogue/notices/", one.address):
        assert "000-0000009" in files().path(address).read_text(encoding="utf-8"), address


def test_another_name_is_on_every_page_list_and_feed(stands, body):
    with stands():
        one = published(body)
    with stands():
        bodies.rename_body(by=SERVER, body=body, name="丙街道办事处", short_name="丙街道", now=NOON)
    while bake_due(now=NOON.replace(year=2100)):
        pass

    issued = "<dt>发文机关</dt><dd>乙街道办事处</dd>"  # of the document itself, and stays
    shown = {name: files().path(name).read_text(encoding="utf-8").replace(issued, "") for name in files().addresses()}
    assert [name for name, text in shown.items() if "乙街道" in text] == []
    assert "丙街道办事处" in shown[one.address]


def test_a_column_added_later_is_in_the_layout_of_every_page(stands, body):
    with stands():
        one = published(body)
    with stands():
        add_column(home_of(body), Column(title="虚构栏目", slug="extra", section="catalogue", position=90))
    while bake_due(now=NOON.replace(year=2100)):
        pass

    assert "虚构栏目" in files().path(one.address).read_text(encoding="utf-8")
    assert "虚构栏目" in files().path("/yi/catalogue/").read_text(encoding="utf-8")
