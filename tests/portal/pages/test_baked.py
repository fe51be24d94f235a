"""What a publication changes is on the disk; what is withdrawn is not."""

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.bake.services import bake_all, files
from gongkai.portal.bake.shown import everything
from tests.apps.bodies.factories import NOON
from tests.apps.publishing.factories import approved, column, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def baked(address):
    return files().path(address).read_text(encoding="utf-8")


def test_publishing_writes_the_page_and_every_list_it_stands_in(stands, body):
    one = approved(body)
    with stands():
        services.publish(by=SERVER, disclosure=one, now=NOON)

    addresses = (one.address, "/", "/yi/", "/yi/catalogue/", "/yi/catalogue/notices/", "/yi/catalogue/notices/2026/")
    assert [address for address in addresses if one.title not in baked(address)] == []
    assert not BakeOrder.objects.exists()


def test_withdrawing_takes_it_from_the_disk_and_from_every_list(stands, body):
    with stands():
        one, other = published(body), published(body)
    with stands():
        services.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)

    assert not files().path(one.address).exists()
    assert [address for address in files().addresses() if one.title in baked(address)] == []
    assert other.title in baked("/yi/")


def test_moving_writes_the_old_column_and_the_new_one(stands, body):
    with stands():
        one = published(body)
    with stands():
        services.move(by=SERVER, disclosure=one, column=column(body, "plans"), now=NOON)

    assert one.title not in baked("/yi/catalogue/notices/")
    assert one.title in baked("/yi/catalogue/plans/")


def test_baking_all_anew_gives_the_same_files(stands, body):
    with stands():
        for _ in range(3):
            published(body)
    before = {address: baked(address) for address in files().addresses()}

    assert [wrong for _, wrong in bake_all(everything()) if wrong] == []

    after = {address: baked(address) for address in files().addresses()}
    assert {address: after[address] for address in before} == before
