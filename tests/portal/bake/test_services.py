"""Orders to bake: carried out once the transaction stands, kept when it fails, never lost."""

import pytest
from django.db import transaction
from django.http import HttpResponse, HttpResponseGone, HttpResponseServerError, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from gongkai.portal.bake import services
from gongkai.portal.bake.models import BakeOrder
from gongkai.portal.bake.orders import order
from gongkai.portal.bake.rendering import NotBakeable

SHOWN = {"/page/": "一"}


def page(request):
    text = SHOWN.get(request.path)
    return HttpResponse(text) if text else HttpResponseGone("撤下了")


def personal(request):
    return HttpResponse(get_token(request))


urlpatterns = [
    path("page/", page),
    path("other/", page),
    path("personal/", personal),
    path("failing/", lambda request: HttpResponseServerError()),
    path("streamed/", lambda request: StreamingHttpResponse([b"a"])),
]
handler404 = "gongkai.site.errors.not_found"

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(django_capture_on_commit_callbacks):
    """A transaction that stands at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def baked(tmp_path):
    SHOWN.clear()
    SHOWN["/page/"] = "一"
    with override_settings(ROOT_URLCONF=__name__, BAKED_DIR=tmp_path):
        yield services.files()


def test_an_order_is_carried_out_when_the_transaction_stands(baked, stands):
    with stands():
        order(["/page/", "/page/"], now=timezone.now())
        assert list(baked.addresses()) == []

    assert baked.path("/page/").read_text() == "一"
    assert not BakeOrder.objects.exists()


def test_an_order_of_a_transaction_that_fails_never_was(baked):
    @transaction.atomic
    def half():
        order(["/page/"], now=timezone.now())
        raise KeyError

    with pytest.raises(KeyError):
        half()

    assert list(baked.addresses()) == []
    assert not BakeOrder.objects.exists()


def test_what_is_no_longer_public_is_gone_from_the_disk(baked, stands):
    with stands():
        order(["/page/"], now=timezone.now())
    SHOWN.clear()

    with stands():
        order(["/page/"], now=timezone.now())

    assert list(baked.addresses()) == []


@pytest.mark.parametrize("address", ["/personal/", "/failing/", "/streamed/"])
def test_a_page_that_must_not_become_a_file_is_kept_as_a_failed_order(baked, stands, address, caplog):
    with stands():
        order([address], now=timezone.now())

    kept = BakeOrder.objects.get()
    assert (kept.address, kept.attempts) == (address, 1)
    assert "不能生成文件" in kept.failure
    assert list(baked.addresses()) == []
    assert "was not baked" in caplog.text


def test_the_worker_carries_out_what_a_killed_process_left(baked):
    now = timezone.now()
    BakeOrder.objects.create(address="/page/", ordered_at=now)

    assert services.bake_due(now=now) == 0, "the process that made it has its time"
    assert services.bake_due(now=now + services.LEFT_ALONE) == 1

    assert list(baked.addresses()) == ["/page/"]
    assert services.bake_due(now=now + services.LEFT_ALONE) == 0


def test_after_many_failures_an_order_no_longer_holds_up_the_others(baked):
    now = timezone.now()
    BakeOrder.objects.create(address="/failing/", ordered_at=now, attempts=services.MOST_ATTEMPTS)

    assert services.bake_due(now=now + services.LEFT_ALONE) == 0


def test_baking_all_removes_what_is_not_public_and_keeps_what_failed(baked):
    baked.put("/other/", b"old")
    baked.put("/failing/", b"old")

    results = dict(services.bake_all(["/page/", "/failing/"]))

    assert results["/page/"] == ""
    assert "500" in results["/failing/"]
    assert list(baked.addresses()) == ["/failing/", "/page/"]


def test_a_page_with_something_of_the_visitor_is_refused():
    with pytest.raises(NotBakeable, match="各人看到的内容可能不同"):
        services.bake("/personal/")
