"""The desk pages of the public site's parts in English, by the switch of the desk."""

import re

import pytest
from django.test import Client

from gongkai.apps.bodies.roles import Role
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.mistakes.models import MistakeReport
from gongkai.portal.mistakes.services import report_mistake
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON

pytestmark = pytest.mark.django_db
CHINESE = re.compile("[一-鿿]+")


@pytest.mark.parametrize(("role", "address"), [
    (Role.DISCLOSURE_OFFICER, "/desk/mistakes/"),
    (Role.DISCLOSURE_OFFICER, "/desk/mistakes/of/yi/"),
    (Role.DISCLOSURE_OFFICER, "/desk/mistakes/{mistake}/"),
    (Role.PLATFORM_ADMINISTRATOR, "/desk/pages/"),
])  # fmt: skip
def test_a_desk_page_says_no_chinese_word_of_its_own(role, address):
    body = factories.body(factories.body(name="A", short_name="A"), slug="yi", name="Yi Office", short_name="Yi")
    report_mistake(body=body, page="", text="A word is wrong", contact="x", key="k", now=NOON)
    BakeOrder.objects.create(address="/yi/", ordered_at=NOON, attempts=1, failure="disk full")
    person = factories.holder(role, body, name="Jia")
    browser = Client()
    browser.force_login(person, backend="gongkai.apps.bodies.accounts.StaffBackend")
    browser.post("/desk/language/", {"language": "en", "next": "/desk/"})

    page = browser.get(address.format(mistake=MistakeReport.objects.get().pk)).content.decode()

    assert 'lang="en"' in page
    said = re.sub(r"<[^>]*>|中文", " ", re.sub(r"<title>.*?</title>", " ", page))
    assert CHINESE.findall(said) == []
