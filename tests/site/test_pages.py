"""What every answer of the site carries, and the pages of its errors."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from gongkai.site import urls as site_urls


def permission(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


def broken(request):
    raise ZeroDivisionError


def reads(request):
    return HttpResponse(f"{len(request.POST)} {len(request.FILES)}")


class Urls:
    """The addresses of the site three that fail and one that reads."""

    urlpatterns = (
        path("no/", permission),
        path("bad/", suspicious),
        path("broken/", broken),
        path("reads/", reads),
        *site_urls.urlpatterns,  # the public pages answer whatever comes after them
    )
    handler400, handler403 = site_urls.handler400, site_urls.handler403
    handler404, handler500 = site_urls.handler404, site_urls.handler500


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = Urls
    return Client(raise_request_exception=False)


def test_the_checker_answers_without_a_database(client):
    # no django_db mark: a query would fail the test
    assert client.get(reverse("check:page")).status_code == 200


@pytest.mark.parametrize("address", ["/check/", "/check/nothing/", "/static/site/base.css"])
def test_every_answer_is_kept_to_itself(client, address):
    response = client.get(address)
    b"".join(response)  # a file is closed when it has been read
    headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_a_visitor_with_another_language_gets_chinese(client):
    assert client.get("/check/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        pytest.param("/bad/", 400, "没有看懂", id="400"),
        pytest.param("/no/", 403, "不能查看", id="403"),
        pytest.param("/check/nothing/", 404, "没有找到", id="404"),
        pytest.param("/broken/", 500, "出了故障", id="500"),
    ],
)
def test_an_error_page_says_what_happened_and_what_to_do(visitor, address, status, said):
    response = visitor.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert said in page
    assert re.search(r"<p>请|<p>如果", page)
    assert "<script" not in page
    assert " style=" not in page
    assert "！" not in page


def test_a_foreign_host_is_refused(visitor):
    assert visitor.get("/check/", headers={"Host": "evil.example"}).status_code == 400


def test_a_form_without_its_token_is_told_that_it_expired():
    from gongkai.site.errors import form_expired

    response = form_expired(RequestFactory().post("/check/"))
    assert response.status_code == 403
    assert "表单已经失效" in response.content.decode()


@pytest.mark.parametrize("times", [1.5, 50], ids=["somewhat", "far"])
def test_an_upload_over_the_limit_is_refused_in_words(client, settings, times):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024 + 1024
    file = BytesIO(b"0" * int(settings.UPLOAD_LIMIT_BYTES * times))
    file.name = "report.html"
    response = client.post("/check/", {"files": file})
    assert response.status_code == 413
    assert "超过了 1 MB" in response.content.decode()


def test_a_body_that_lies_about_its_length_is_not_read_beyond_it(client, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024
    response = client.generic("POST", "/check/", b"0" * 4096, content_type="text/plain", CONTENT_LENGTH="x")
    assert response.status_code != 500


def test_pasted_text_over_the_limit_is_refused_in_words(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    response = visitor.post("/reads/", {"text": "公" * 1024})
    assert response.status_code == 413
    assert "太大" in response.content.decode()


def test_too_many_files_at_once_are_refused_in_words(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = visitor.post("/reads/", {f"file{n}": BytesIO(b"1") for n in range(3)})
    assert response.status_code == 400
    assert "超过了 2 个" in response.content.decode()


def test_an_upload_within_the_limit_stays_in_memory(visitor):
    from django.core.files.uploadedfile import InMemoryUploadedFile
    from django.core.files.uploadhandler import MemoryFileUploadHandler

    file = BytesIO(b"0" * 4 * 1024 * 1024)  # over Django's own threshold for a file on disk
    request = RequestFactory().post("/reads/", {"file": file})
    assert isinstance(request.FILES["file"], InMemoryUploadedFile)
    assert [type(handler) for handler in request.upload_handlers] == [MemoryFileUploadHandler]
