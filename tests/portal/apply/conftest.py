"""What the tests of an applicant's pages share: a body, and a visitor who fills the form in as a person does."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.apps.applications import factories

FIGURES = "零一二三四五六七八九"


@pytest.fixture
def body():
    return factories.ready_body()


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """Nobody waits in these tests; `test_human_check` has the moment of time."""
    monkeypatch.setattr("gongkai.portal.human_check.AT_LEAST", timedelta(0))


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages look at the clock themselves; here it stands at 21 March 2026, noon in Beijing."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: factories.at("2026-03-21"))


class Visitor:
    def __init__(self, body):
        self.body, self.client = body, Client()
        self.address = f"/{body.slug}/apply/"

    def filled(self, **given):
        page = self.client.get(self.address).content.decode()
        token = re.search(r'name="token" value="([^"]+)"', page)[1]
        one, other = re.search(rf"([{FIGURES}])加([{FIGURES}])等于几", page).groups()
        plain = {
            "kind": "natural",
            "name": "某甲",
            "identity_kind": "resident_id",
            "identity_number": "990000000000000011",
            "phone": "00000000000",
            "wanted": "演示路改造工程的施工许可文件",
            "carrier": "electronic",
            "manner": "online",
            "token": token,
            "answer": str(FIGURES.index(one) + FIGURES.index(other)),
        }
        return {**plain, **given}

    def apply(self, **given):
        return self.client.post(self.address, self.filled(**given), follow=True)


@pytest.fixture
def visitor(body):
    return Visitor(body)


@pytest.fixture
def another(body):
    """`another()`: one more browser."""
    return lambda: Visitor(body)
