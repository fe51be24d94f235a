"""A board on the web: what runs and how long, what is over, nothing that was withdrawn; its sheets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.apps.boards.models import Posting
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services as publishing
from tests.apps.boards.factories import board
from tests.apps.bodies import factories as bodies
from tests.apps.publishing.factories import published

pytestmark = pytest.mark.django_db


def test_the_board_shows_what_runs_what_is_over_and_nothing_withdrawn(client):
    now = timezone.now()
    at = board(bodies.body(bodies.body()), now)
    runs, over, gone = (published(at.channel.public_body, now=now) for _ in range(3))
    past = timezone.localdate(now) - timedelta(days=1)
    Posting.objects.filter(delivery__disclosure=over).update(from_on=past, until_on=past)
    publishing.withdraw(by=SERVER, disclosure=gone, reason="有误", now=now)
    running, _, ended = client.get(at.address).text.partition("已经结束的公示")
    assert runs.title in running
    assert "还有 7 天" in running
    assert over.title in ended
    assert over.title not in running
    assert gone.title not in running + ended
    assert client.get(f"{at.address}sheets.pdf").content.startswith(b"%PDF-")
    publishing.withdraw(by=SERVER, disclosure=runs, reason="有误", now=now)
    assert client.get(f"{at.address}sheets.pdf").status_code == 404
    assert client.get(f"/board/{at.pk}x/").status_code == 404
