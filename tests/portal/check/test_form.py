"""The empty page: what it offers, and what it answers to a visitor who hands in nothing or too much."""

import json

import pytest
from django.test import Client
from lxml import html

from tests.portal.check.conftest import example, named, select


def test_the_form_takes_files_and_text_without_script():
    page = html.fromstring(Client().get("/check/").content.decode())
    form = page.get_element_by_id("hand-in")
    assert (form.method, form.get("enctype")) == ("POST", "multipart/form-data")
    assert form.inputs["files"].get("multiple") is not None
    assert form.inputs["text"].tag == "textarea"
    assert form.xpath(".//label/@for") == ["files", "text", "published"]


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


def hand_in_with(visitor, published, *names):
    files = [named(name, example(name)) for name in names]
    return visitor.client.post("/check/", {"files": files, "published": published})


def page_of(answer):
    return html.fromstring(b"".join(answer.streaming_content).decode())


def rules_of(page):
    return [rule.text_content() for rule in select(page, ".rule")]


def test_the_day_of_publication_that_the_visitor_tells_is_checked_and_kept_for_the_download(visitor):
    page = page_of(hand_in_with(visitor, "2024-05-06", "qingshi-2023.txt"))
    assert "AR-DATE" in rules_of(page)
    assert "2024-05-06（您填写的）" in select(page, ".facts")[0].text_content()
    form = {"wanted": "findings.json", "report": page.xpath("//input[@name='report']/@value")}
    form["published"] = page.xpath("//input[@name='published']/@value")[0]
    found = json.loads(visitor.client.post("/check/download/", form).content)
    assert "AR-DATE" in [finding["rule"] for finding in found[0]["findings"]]


def test_a_day_in_time_and_no_day_find_nothing(visitor):
    for published in ("2024-01-06", "", "  "):
        assert "AR-DATE" not in rules_of(page_of(hand_in_with(visitor, published, "qingshi-2023.txt")))


@pytest.mark.parametrize("published", ["2024-13-40", "去年", "9" * 5000, "\ud800", "2024-01-20\0"])
def test_a_day_that_is_none_is_refused_in_words(visitor, published):
    for path, form in (("/check/", {"text": "x"}), ("/check/download/", {"wanted": "findings.json", "report": "{}"})):
        answer = visitor.client.post(path, {**form, "published": published.encode(errors="replace").decode()})
        assert answer.status_code == 400
        assert "写成" in answer.content.decode() or "不是本系统导出" in answer.content.decode()


def test_a_printed_day_goes_before_the_one_told(visitor):
    source = example("qingshi-2023.txt").decode()
    printed = source.replace("\n", "\n发布日期：2024-01-18\n", 1)
    answer = visitor.client.post("/check/", {"files": [named("a.txt", printed.encode())], "published": "2024-05-06"})
    page = page_of(answer)
    assert "2024-01-18" in select(page, ".facts")[0].text_content()
    assert "AR-DATE" not in rules_of(page)
