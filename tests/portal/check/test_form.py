"""The empty page: what it offers, and what it answers to a visitor who hands in nothing or too much."""

import pytest
from django.test import Client
from lxml import html


def test_the_form_takes_files_and_text_without_script():
    page = html.fromstring(Client().get("/check/").content.decode())
    form = page.get_element_by_id("hand-in")
    assert (form.method, form.get("enctype")) == ("POST", "multipart/form-data")
    assert form.inputs["files"].get("multiple") is not None
    assert form.inputs["text"].tag == "textarea"
    assert form.xpath(".//label/@for") == ["files", "text"]


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline():
    page = html.fromstring(Client().get("/check/").content.decode())
    addresses = page.xpath("//@src | //link/@href")
    assert addresses
    assert [address for address in addresses if not address.startswith("/static/")] == []
    assert page.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]") == []


def test_nothing_handed_in_is_told_so_with_what_to_do():
    answer = Client().post("/check/", {"text": "  \n"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "没有收到报告。" in page
    assert "请选择文件" in page


def test_a_hundred_files_are_refused_in_words(visitor):
    files = [("files", f"{number}.txt") for number in range(100)]
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n报告\r\n'
        for field, name in files
    )
    answer = visitor.client.post("/check/", f"{body}--x--\r\n".encode(), content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "一次提交的文件超过了 50 个" in answer.content.decode()


def test_an_upload_over_the_limit_is_refused_in_words(visitor, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = settings.UPLOAD_LIMIT_BYTES = 2**20
    answer = visitor.client.post("/check/", {"text": "公" * 2**20})
    assert answer.status_code == 413
    assert "太大" in answer.content.decode()


def test_a_form_of_another_site_is_refused():
    answer = Client(enforce_csrf_checks=True).post("/check/", {"text": "报告"})
    assert answer.status_code == 403
    assert "表单已经失效" in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(method):
    assert getattr(Client(), method)("/check/").status_code == 405
