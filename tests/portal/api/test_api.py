"""The read API: stable names, pages without gap, changes in order, nothing that is not public, and its description."""

from datetime import timedelta

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.portal.api.models import PublicChange
from gongkai.portal.api.views import SETTLED
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import column, document, draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR, settings.VAR_DIR = tmp_path / "media", tmp_path / "baked", tmp_path
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def body():
    return factories.body(factories.body(slug="jia"), slug="yi", name="乙街道办事处", short_name="乙街道")


def get(client, address, **asked):
    answer = client.get(f"/api/v1/{address}", asked)
    return answer.status_code, answer.json()


def test_bodies_and_columns_have_stable_names(client, body):
    published(body)

    assert [(one["id"], one["above"]) for one in get(client, "bodies")[1]] == [("yi", "jia")]
    assert "yi/catalogue/notices" in [one["id"] for one in get(client, "bodies/yi/columns")[1]]
    assert get(client, "bodies/nobody/columns")[0] == 404


def test_what_is_public_comes_page_by_page_without_gap(client, body):
    made = [published(body, now=NOON + timedelta(minutes=n)).public_id for n in range(5)]
    draft(body)
    seen, asked = [], {"limit": 2}
    while True:
        status, page = get(client, "disclosures", **asked)
        assert status == 200
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        asked["cursor"] = page["next"]

    assert seen == made[::-1]


def test_a_list_is_narrowed(client, body):
    old = published(body, column=column(body, "plans"))
    new = published(body, now=NOON + timedelta(days=1), column=column(body, "policies"))

    assert [one["id"] for one in get(client, "disclosures", section="documents")[1]["items"]] == [new.public_id]
    since = (NOON + timedelta(hours=1)).isoformat()
    assert [one["id"] for one in get(client, "disclosures", since=since)[1]["items"]] == [new.public_id]
    assert [one["id"] for one in get(client, "disclosures", body="yi")[1]["items"]] == [new.public_id, old.public_id]
    assert get(client, "disclosures", body="nobody")[0] == 404


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 1000}, {"section": "x"}, {"since": "yesterday"}])
def test_a_question_that_cannot_be_is_refused(client, body, asked):
    assert get(client, "disclosures", **asked)[0] == 422


def test_a_cursor_that_is_not_ours_is_refused_in_words(client, body):
    status, told = get(client, "disclosures", cursor="%")

    assert status in {400, 410}
    assert "页" in told["detail"] or "cursor" in told["detail"]


def test_one_disclosure_has_its_text_and_files(client, body):
    file = document(body)
    one = published(body, body=[("text", "<p>虚构的正文。</p>")], attachments=[(file, "附表")], keywords="甲 乙")

    status, told = get(client, f"disclosures/{one.public_id}")

    assert status == 200
    assert told["text"] == "虚构的正文。"
    assert told["keywords"] == ["甲", "乙"]
    assert told["published_at"] == "2026-03-02T04:00:00Z"
    assert told["attachments"][0]["address"] == f"http://testserver{file.file.url}"
    file_itself = client.get(file.file.url)
    assert b"".join(file_itself.streaming_content) == b"invented"
    file_itself.close()


def test_a_draft_is_not_there_and_what_was_withdrawn_tells_why(client, body):
    hidden, gone = draft(body), published(body)
    services.withdraw(by=SERVER, disclosure=gone, reason="重复发布", now=NOON)

    assert get(client, f"disclosures/{hidden.public_id}")[0] == 404
    status, told = get(client, f"disclosures/{gone.public_id}")
    assert status == 410
    assert told["reason"] == "重复发布"
    assert "text" not in told


def test_changes_are_told_in_order_from_a_number_on(client, body):
    one = published(body)
    services.move(by=SERVER, disclosure=one, column=column(body, "plans"), now=NOON)
    services.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)
    assert get(client, "changes")[1] == {"items": [], "after": 0}, "what may still be out of order is not told yet"
    for change in PublicChange.objects.all():
        PublicChange.objects.filter(pk=change.pk).update(at=change.at - SETTLED)

    first = get(client, "changes", limit=2)[1]
    rest = get(client, "changes", after=first["after"])[1]

    assert [change["kind"] for change in first["items"] + rest["items"]] == ["published", "moved", "withdrawn"]
    assert {change["id"] for change in first["items"]} == {one.public_id}
    assert get(client, "changes", after=rest["after"])[1]["items"] == []


def test_the_api_describes_itself(client):
    status, told = get(client, "openapi.json")

    assert status == 200
    assert told["openapi"].startswith("3.")
    assert set(told["paths"]) == {
        "/api/v1/bodies",
        "/api/v1/bodies/{body}/columns",
        "/api/v1/disclosures",
        "/api/v1/disclosures/{id}",
        "/api/v1/changes",
    }


def test_nothing_can_be_written(client, body):
    assert client.post("/api/v1/disclosures", {}).status_code == 405
