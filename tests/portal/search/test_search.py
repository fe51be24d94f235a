"""The search page: what is public is found, what is not public never, and an outage does not look like nothing."""

import shutil
from datetime import timedelta
from io import BytesIO

import docx
import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services as publishing
from gongkai.portal.search import services
from gongkai.portal.search.models import IndexChange
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import document, draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR, settings.VAR_DIR = tmp_path / "media", tmp_path / "baked", tmp_path


@pytest.fixture
def body():
    return factories.body(factories.body(), slug="yi", name="乙街道办事处", short_name="乙街道")


def indexed():
    while services.index_due(now=NOON):
        pass


def page(client, **asked):
    answer = client.get("/search/", asked)
    return answer.status_code, answer.content.decode()


def word_file(text):
    made = docx.Document()
    made.add_paragraph(text)
    made.add_table(1, 1).cell(0, 0).text = "表里的丙丁戊"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_disclosure_is_found_by_its_title_text_number_and_attachment(client, body):
    file = document(body, word_file("附件里的甲乙丙"), "fujian.docx")
    one = published(
        body,
        title="关于东街停水的通知",
        document_number="虚街办发〔2026〕7号",
        body=[("text", "<p>五月六日检修管道。</p>")],
        attachments=[(file, "安排表")],
    )
    indexed()

    for words in ("停水", "检修管道", "〔2026〕7号", one.index_number, "附件里的甲乙丙", "表里的丙丁戊", "安排表"):
        status, shown = page(client, q=words)
        assert status == 200
        assert one.address in shown, words
    assert "<mark>停水</mark>" in page(client, q="停水")[1]


def test_a_draft_is_never_found_and_what_is_withdrawn_no_longer(client, body):
    draft(body, title="不公开的甲乙丙")
    one = published(body, title="公开过的甲乙丙")
    indexed()
    assert one.address in page(client, q="甲乙丙")[1]

    publishing.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)
    indexed()

    assert "没有找到" in page(client, q="甲乙丙")[1]
    assert one.address not in page(client, q="甲乙丙")[1]


def test_the_first_round_of_the_worker_makes_the_index_of_all_that_is_public(client, body):
    one = published(body, title="早就公开的甲乙丙")
    IndexChange.objects.all().delete()

    indexed()

    assert one.address in page(client, q="甲乙丙")[1]


def test_a_change_is_noted_in_its_transaction_and_goes_with_the_index(body):
    services.rebuild()
    one = published(body)

    assert [change.public_id for change in IndexChange.objects.all()] == [one.public_id]
    assert services.index_due(now=NOON) == 1
    assert not IndexChange.objects.exists()


def test_a_search_that_is_down_says_so(client, body, settings):
    published(body)
    indexed()
    shutil.rmtree(settings.VAR_DIR / "search")

    status, shown = page(client, q="停水")

    assert status == 503
    assert "检索暂时不能使用" in shown
    assert "没有找到" not in shown
    assert client.get("/search/suggest/", {"q": "停水"}).json() == {"down": True, "hits": []}


def test_nothing_found_offers_to_apply_and_what_may_be_meant(client, body):
    published(body, title="政府信息公开工作年度报告")
    indexed()

    shown = page(client, q="年度报高", body="yi")[1]

    assert "您要找的是不是" in shown
    assert ">年度报告</a>" in shown
    assert 'href="/yi/apply/"' in shown


def test_a_search_is_narrowed_ordered_and_paged(client, body):
    for n in range(23):
        published(body, title=f"甲乙丙第{n}号", now=NOON + timedelta(days=20 * n))
    indexed()

    shown = page(client, q="甲乙丙", order="newest")[1]
    assert shown.index("甲乙丙</mark>第22号") < shown.index("甲乙丙</mark>第21号")
    assert "找到 23 条" in shown
    assert "第 1 页，共 2 页" in shown
    assert "甲乙丙</mark>第0号" in page(client, q="甲乙丙", order="newest", page="2")[1]
    assert "找到 7 条" in page(client, q="甲乙丙", year="2027")[1]
    assert "没有找到" in page(client, q="甲乙丙", body="nobody")[1]


@pytest.mark.parametrize(
    "asked",
    [{"q": "“"}, {"q": "-"}, {"q": "a" * 200}, {"q": "停", "page": "0"}, {"q": "停", "page": "999999"}, {"q": "\0"}],
)
def test_an_odd_question_is_answered(client, body, asked):
    indexed()

    assert page(client, **asked)[0] == 200


def test_a_question_too_long_is_refused_in_words(client):
    status, shown = page(client, q="停" * 201)

    assert status == 400
    assert "检索词超过200个字" in shown


def test_what_is_typed_cannot_become_markup(client, body):
    published(body, title="甲乙丙 <b>丁</b>")
    indexed()

    assert "<script>" not in page(client, q="<script>alert(1)</script>")[1]
    assert "<b>丁" not in page(client, q="甲乙丙")[1]


def test_what_is_already_public_is_suggested(client, body):
    one = published(body, title="关于东街停水的通知")
    indexed()

    found = client.get("/search/suggest/", {"q": "停水", "body": "yi"}).json()

    assert found == {
        "down": False,
        "hits": [{"title": one.title, "address": one.address, "published_on": "2026-03-02"}],
    }
