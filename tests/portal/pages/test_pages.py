"""The public pages: what they show, what they never show, and within how many questions to the database."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.words import Validity
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import column, document, draft, published

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def repeal(disclosure):
    force = Force(Validity.REPEALED, ended_on=date(2026, 3, 2))
    services.change_validity(by=SERVER, disclosure=disclosure, force=force, now=NOON)


def text(response):
    return response.content.decode()


def test_the_home_shows_the_newest_of_all_bodies_and_every_body(client, district, body):
    one = published(body)

    page = text(client.get("/"))

    assert one.title in page
    assert one.address in page
    assert 'href="/yi/"' in page


def test_a_draft_is_nowhere(client, body):
    hidden = draft(body)
    published(body)

    for address in ("/", "/yi/", "/yi/catalogue/", "/yi/catalogue/notices/", "/yi/catalogue/notices/2026/"):
        assert hidden.title not in text(client.get(address))
    assert client.get(hidden.address).status_code == 404


def test_a_disclosure_shows_its_header_text_and_files_and_the_labels_for_machines(client, body):
    file = document(body)
    one = published(
        body,
        title="关于虚构事项的通知",
        document_number="虚街办发〔2026〕1号",
        keywords="虚构 通知",
        body=[("text", "<p>虚构的正文。</p><script>alert(1)</script>")],
        attachments=[(file, "虚构的附件")],
    )

    page = text(client.get(one.address))

    assert "虚街办发〔2026〕1号" in page
    assert one.index_number in page
    assert "2026年2月27日" in page
    assert "虚构的附件" in page
    assert file.file.url in page
    assert "alert(1)" not in page
    labels = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)"', page))
    assert labels["ArticleTitle"] == "关于虚构事项的通知"
    assert labels["PubDate"] == "2026-03-02 12:00"
    assert labels["SiteIDCode"] == "0000000000"
    assert labels["ColumnName"] == "通知公告"
    assert labels["Url"] == f"http://testserver{one.address}"
    assert '<link rel="canonical" href="http://testserver' in page


def test_what_was_withdrawn_leaves_a_tombstone_without_its_text(client, body):
    one = published(body, body=[("text", "<p>不应再看到。</p>")])
    services.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)

    answer = client.get(one.address)

    assert answer.status_code == 410
    assert "重复发布" in text(answer)
    assert "2026年3月2日" in text(answer)
    assert "不应再看到" not in text(answer)
    assert one.title not in text(client.get("/yi/"))


def test_a_correction_is_told_on_the_page(client, body):
    one = published(body)
    repeal(one)

    page = text(client.get(one.address))

    assert "废止" in page
    assert "废止日期" in page


def test_an_address_with_its_column_leads_to_the_lasting_one(client, body):
    one = published(body)

    answer = client.get(f"/yi/catalogue/notices/{one.public_id}/")

    assert answer.status_code == 301
    assert answer["Location"] == one.address


def test_the_neighbours_are_those_of_the_column(client, body):
    first = published(body)
    published(body, column=column(body, "plans"), now=NOON + timedelta(hours=1))
    last = published(body, now=NOON + timedelta(hours=2))

    older, newer = text(client.get(first.address)), text(client.get(last.address))

    assert f'rel="prev" href="{last.address}"' in older
    assert f'rel="next" href="{first.address}"' in newer


def test_a_long_list_is_paged_without_gap_or_repetition(client, body):
    made = [published(body, now=NOON + timedelta(minutes=n)) for n in range(41)]
    seen, address = [], "/yi/catalogue/notices/"
    while address:
        page = text(client.get(address))
        seen += re.findall(r'<li><a href="(/yi/documents/\w{8}/)">关于', page)
        older = re.search(r'rel="next" href="(\?[^"]+)"', page)
        address = f"/yi/catalogue/notices/{older[1].replace('&amp;', '&')}" if older else None

    assert seen == [one.address for one in reversed(made)]


def test_a_list_is_narrowed_by_year_and_validity(client, body):
    old = published(body, now=NOON - timedelta(days=365))
    new = published(body)
    repeal(new)
    address = "/yi/catalogue/notices/"

    assert new.title not in text(client.get(f"{address}?year=2025"))
    assert old.title in text(client.get(f"{address}?year=2025"))
    assert old.title in text(client.get(f"{address}2025/"))
    assert new.title not in text(client.get(f"{address}?validity=in_force"))
    assert new.title in text(client.get(f"{address}?validity=ended"))
    assert client.get(f"{address}2020/").status_code == 404


@pytest.mark.parametrize(
    "question", ["?year=abc", "?year=99999999999999999999", "?before=nothing", "?office=x", "?validity=%00"]
)
def test_a_question_that_cannot_be_is_left_out(client, body, question):
    one = published(body)

    answer = client.get(f"/yi/catalogue/notices/{question}")

    assert answer.status_code == 200
    assert one.title in text(answer)


@pytest.mark.parametrize("address", ["/nobody/", "/yi/catalogue/nothing/", "/yi/documents/zzzzzzzz/", "/yi/nothing/"])
def test_what_is_not_there_is_not_found(client, body, address):
    published(body)

    assert client.get(address).status_code == 404


def test_a_page_is_rendered_within_few_questions_to_the_database(client, body):
    for n in range(30):
        one = published(body, now=NOON + timedelta(minutes=n), column=column(body, "notices" if n % 2 else "plans"))

    for address in ("/", "/yi/", "/yi/catalogue/", "/yi/catalogue/notices/", one.address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST_QUERIES, address


def test_a_page_comes_in_traditional_script_with_links_to_the_like(client, body):
    one = published(body, title="关于虚构事项的通知")

    answer = client.get(f"/hant{one.address}")
    page = text(answer)

    assert int(answer["Content-Length"]) == len(answer.content)  # a server sends no more than it was told
    assert "關於虛構事項的通知" in page
    assert 'lang="zh-Hant"' in page
    assert 'href="/hant/yi/"' in page
    assert f'href="{one.address}" hreflang="zh-Hans"' in page
    assert 'href="/hant/static/' not in page


def test_a_page_loads_nothing_foreign_and_sets_no_cookie(client, body):
    answer = client.get(published(body).address)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver)', text(answer))
    assert not re.search(r"<script(?![^>]* src=)", text(answer))
