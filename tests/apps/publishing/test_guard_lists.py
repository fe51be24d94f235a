"""A body's own lists at the desk: words and leaders entered row by row are what its drafts are held against."""

from datetime import date

import pytest
from django.test import Client

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from gongkai.apps.publishing.guarding import inspect
from gongkai.apps.publishing.models import GuardList, Leader
from tests.apps.bodies import factories as people
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(body):
    made = Client()
    made.force_login(people.holder(Role.DISCLOSURE_OFFICER, body), backend="gongkai.apps.bodies.accounts.StaffBackend")
    return made


def kinds(body, text):
    draft = factories.draft(body, body=[("text", f"<p>{text}</p>")])
    return {one.finding.kind.id for one in inspect(draft, NOON).found}


def test_a_leader_with_a_title_of_before_is_found_until_the_list_says_so(body, browser):
    address = f"/desk/disclosures/of/{body.slug}/leaders/"
    term = {"name": "甲某某", "title": "主任", "since_on": "2024-01-01", "until_on": ""}

    assert browser.post(address, term).status_code == 302
    assert "WORD-LEADER" not in kinds(body, "主任甲某某主持会议。")

    leader = Leader.objects.get()
    assert browser.post(f"{address}{leader.pk}/", {**term, "until_on": "2025-12-31"}).status_code == 302
    assert "WORD-LEADER" in kinds(body, "主任甲某某主持会议。")
    assert "WORD-LEADER" not in kinds(body, "时任主任甲某某主持会议。")

    assert browser.post(f"{address}{leader.pk}/remove/").status_code == 302
    assert "WORD-LEADER" not in kinds(body, "主任甲某某主持会议。")


def test_a_term_that_ends_before_it_begins_is_refused(body, browser):
    typed = {"name": "甲某某", "title": "主任", "since_on": "2024-01-01", "until_on": "2023-12-31"}
    answer = browser.post(f"/desk/disclosures/of/{body.slug}/leaders/", typed)
    assert "离任日期早于任职日期" in answer.content.decode()
    assert not Leader.objects.exists()


def test_a_leader_of_another_body_is_not_there(body, browser):
    other = factories.leader(people.body(body.parent))
    assert browser.get(f"/desk/disclosures/of/{body.slug}/leaders/{other.pk}/").status_code == 404
    assert browser.post(f"/desk/disclosures/of/{body.slug}/leaders/{other.pk}/remove/").status_code == 404
    assert other.until_on is None
    assert other.since_on == date(2024, 1, 1)


def test_a_word_is_put_on_the_list_found_and_taken_off(body, browser):
    address = f"/desk/disclosures/of/{body.slug}/words/"
    word = {"text": "虚构旧名", "kind": "forbidden", "advice": "虚构新名", "note": "已更名", "unless": "虚构旧名录"}

    assert browser.post(address, word).status_code == 302
    assert "虚构旧名 → 虚构新名" in browser.get(address).content.decode()
    assert any(kind.startswith("WORD-") for kind in kinds(body, "到虚构旧名办理。"))
    assert kinds(body, "见虚构旧名录。") == kinds(body, "见某目录。")
    assert "已经在词表里" in browser.post(address, word).content.decode()
    assert "2 至 60 个字" in browser.post(address, {**word, "text": "一"}).content.decode()

    assert browser.post(f"{address}remove/", {"text": "虚构旧名"}).status_code == 302
    assert GuardList.objects.get().words == ""


def test_a_host_on_the_list_may_be_linked_to(body):
    text = "见https://www.example.cn/a"
    assert "LINK-OFFLIST" in kinds(body, text)

    services.set_guard_list(by=SERVER, body=body, lists={"hosts": "example.cn\n"}, now=NOON)

    assert "LINK-OFFLIST" not in kinds(body, text)
