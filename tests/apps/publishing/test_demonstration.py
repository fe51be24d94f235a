"""The demonstration: every stage is there, and what waits is found by the person whose card is on the login page."""

import pytest
from django.utils import timezone

from gongkai.apps.bodies.demonstration import make_demonstration as make_bodies
from gongkai.apps.bodies.models import User
from gongkai.apps.publishing.demonstration import make_demonstration
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public, staff
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Standing

pytestmark = pytest.mark.django_db


def test_the_district_is_alive(fast_passwords):
    now = timezone.now()
    assert make_demonstration(now) is False
    make_bodies(now)
    assert make_demonstration(now) is True
    assert make_demonstration(now) is False
    assert set(Disclosure.objects.values_list("stage", flat=True)) == set(Stage)
    assert set(Disclosure.objects.values_list("standing", flat=True)) == set(Standing)
    assert Disclosure.objects.count() >= 40
    people = {user.username: staff.waiting_for(user, timezone.localdate(now)) for user in User.objects.all()}
    waiting = {name: len(found.to_sign) for name, found in people.items() if found.to_sign}
    assert waiting == {"fuze": 1, "dangzheng": 2, "baomi": 1, "lingdao": 1}
    assert len(people["gongshe"].to_write) == 2
    assert len(people["xinxi"].to_publish) == 1
    assert not public.in_force(public.published(), timezone.localdate(now)).filter(title__contains="集贸市场").exists()
