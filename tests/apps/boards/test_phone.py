"""The form of a community worker: a matter, a photo, a day, done; and what the pages say."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.apps.bodies import services as body_services
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services as publishing
from tests.apps.boards.factories import board, matter, photo
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def community_board(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now, body = timezone.now(), bodies.body(bodies.body())
    community = body_services.add_community(by=SERVER, body=body, name="虚构社区", now=now)
    made = board(body, now, community=community)
    worker = bodies.user()
    bodies.grant(Role.CONTRIBUTOR, body, worker, unit=community)
    made.worker = worker
    return made


def test_one_form_posts_with_a_photo_and_the_board_counts_down(community_board, client):
    at, on = community_board, timezone.localdate()
    one = matter(at.channel.public_body, timezone.now())
    client.force_login(at.worker, backend="gongkai.apps.bodies.accounts.StaffBackend")
    form = client.get(f"/desk/boards/{at.pk}/post/").text
    assert 'capture="environment"' in form
    assert f'value="{(on + timedelta(days=7)).isoformat()}"' in form
    sent = {"matter": one.pk, "from_on": on, "until_on": on + timedelta(days=2), "photo": _photo()}
    answer = client.post(f"/desk/boards/{at.pk}/post/", sent, follow=True)
    assert "已经登记张贴" in answer.text
    assert "还有 2 天" in answer.text
    assert at.postings.get().photos.count() == 1


def test_the_first_page_of_the_desk_tells_what_to_put_up_and_the_sheet_can_be_printed(community_board, client):
    at = community_board
    page = published(at.channel.public_body, now=timezone.now())
    client.force_login(at.worker, backend="gongkai.apps.bodies.accounts.StaffBackend")
    assert "今天要张贴的公示" in client.get("/desk/").text
    assert page.title in client.get("/desk/boards/").text
    sheet = client.get(f"/desk/boards/{at.pk}/sheets.pdf?paper=a3")
    assert sheet.content.startswith(b"%PDF-")
    assert client.get(f"/desk/boards/{at.pk}/sheets.pdf?paper=a9").status_code == 404
    posting = at.postings.get()
    at_minute = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    client.post(f"/desk/boards/postings/{posting.pk}/up/", {"photo": _photo(), "at": at_minute})
    posting.refresh_from_db()
    assert posting.up_by == at.worker.name
    publishing.withdraw(by=SERVER, disclosure=page, reason="有误", now=timezone.now())
    told = client.get(f"/desk/boards/postings/{posting.pk}/").text
    assert "请把公示栏上的撤下来" in told
    assert "还有" not in told


def _photo():
    return SimpleUploadedFile("tupian.jpg", photo(), content_type="image/jpeg")
