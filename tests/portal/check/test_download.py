"""Downloads: the page sends its reports back, and what comes is the same report in another form."""

import io
import json
import re

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.core.report.checks import check
from gongkai.core.report.exchange import from_csv, from_json
from gongkai.core.report.reading import read
from gongkai.portal.check import workers
from tests.core.report.forged import forged_reports
from tests.portal.check.conftest import BROKEN, example, select

READ_BACK = {"json": from_json, "csv": from_csv}


def ask(visitor, wanted, *reports):
    return visitor.client.post("/check/download/", {"wanted": wanted, "report": list(reports)})


@pytest.fixture
def carried(visitor):
    page = visitor.hand_in_examples(BROKEN)
    return page.xpath("//input[@name='report']/@value")


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx", "csv", "json"])
def test_a_download_is_read_back_as_the_same_report(visitor, carried, form):
    answer = ask(visitor, f"1.{form}", *carried)
    source = read(example(BROKEN), BROKEN)
    back = READ_BACK.get(form, read)(answer.content)
    assert {cell: one.value for cell, one in back.cells.items()} == {
        cell: one.value for cell, one in source.cells.items()
    }
    assert (back.title, back.organ, back.year) == (source.title, source.organ, source.year)
    assert {key: part.text for key, part in back.sections.items()} == {
        key: part.text for key, part in source.sections.items()
    }


def test_every_button_of_the_page_gives_a_file(visitor):
    page = visitor.hand_in_examples("qingshi-2022.docx", BROKEN)
    reports = page.xpath("//input[@name='report']/@value")
    buttons = page.xpath("//button[@form='downloads']/@value")
    assert len(buttons) == 14
    for wanted in buttons:
        answer = ask(visitor, wanted, *reports)
        assert answer.status_code == 200, wanted
        assert answer.headers["Content-Disposition"].startswith("attachment; filename")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_findings_are_those_of_the_page(visitor):
    page = visitor.hand_in_examples("qingshi-2022.docx", BROKEN)
    rules = [item.text_content() for item in select(page, ".rule")]
    reports = page.xpath("//input[@name='report']/@value")
    found = json.loads(ask(visitor, "findings.json", *reports).content)
    assert [finding["rule"] for one in found for finding in one["findings"]] == rules
    assert "AR-X-CARRY" in rules
    sheet = openpyxl.load_workbook(io.BytesIO(ask(visitor, "findings.xlsx", *reports).content)).active
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == rules


def test_what_the_page_carries_checks_as_the_file_itself(carried):
    from_page, from_file = from_json(carried[0].encode()), read(example(BROKEN), BROKEN)
    assert [(one.rule, one.problem) for one in check(from_page)] == [
        (one.rule, one.problem) for one in check(from_file)
    ]


@pytest.mark.parametrize(
    "report",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="no-json"),
        pytest.param("[]", id="another-shape"),
        pytest.param('{"cells": {"t9.x": 1}}', id="unknown-cell"),
        pytest.param('{"cells": {"t3.new.total": [1]}}', id="wrong-value"),
        pytest.param('{"cells": {}, "sections": {"s9": ""}}', id="unknown-section"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"cells": {"t3.new.total": 1e999999}}', id="huge-number"),
        pytest.param(f'{{"cells": {{"t3.new.total": {"9" * 4000}}}}}', id="number-of-4000-digits"),
        pytest.param('{"cells": {}, "year": 9999, "published_on": "9999-12-31"}', id="year-whose-next-is-none"),
        pytest.param(r'{"cells": {}, "title": "\udc80"}', id="half-a-character"),
        pytest.param(
            r'{"cells": {}, "\ud800": 1, "headings": {"\ud800": 1}, "sections": {"\ud800": ""}}', id="half-key"
        ),
        pytest.param(json.dumps({"cells": {}, "sections": {"s1": "字" * 200_001}}), id="longer-than-a-report"),
        pytest.param(json.dumps({"cells": {}, "sections": {"s1": "字\n" * 10_001}}), id="more-paragraphs"),
        pytest.param(json.dumps({"cells": {}, "front": ["x" * 2_000_001]}), id="more-than-the-page-carries"),
    ],
)
@pytest.mark.parametrize("wanted", ["1.docx", "1.xlsx", "findings.json"])
def test_a_forged_report_is_refused_in_words(visitor, report, wanted):
    answer = ask(visitor, wanted, report)
    assert answer.status_code == 400
    assert re.search('role="alert"><p><strong>.+?。</strong></p><p>请', answer.content.decode())


def test_a_download_that_takes_too_long_ends_in_words_and_the_next_one_is_made(visitor, carried, monkeypatch):
    with monkeypatch.context() as hurried:
        hurried.setattr(workers, "DOWNLOAD_LIMIT", 0.0)
        answer = ask(visitor, "1.pdf", *carried)
    assert answer.status_code == 400
    assert "写这个文件用时过长" in answer.content.decode()
    assert ask(visitor, "1.pdf", *carried).status_code == 200


@given(forged_reports())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_forged_report_breaks_the_page(visitor, report):
    for wanted in ("1.xlsx", "findings.json"):
        assert ask(visitor, wanted, report.encode(errors="replace").decode()).status_code in (200, 400)


@pytest.mark.parametrize(
    "wanted", ["", "1", "1.exe", "2.docx", "0.docx", "-1.docx", "findings.docx", "²1.pdf", "1.docx/../x"]
)
def test_a_wish_for_what_is_not_there_is_refused_in_words(visitor, carried, wanted):
    answer = ask(visitor, wanted, *carried)
    assert answer.status_code == 400
    assert "可以写成的格式" in answer.content.decode()


def test_a_title_that_is_no_file_name_is_made_one(visitor, carried):
    report = json.loads(carried[0])
    report["title"] = '../..\\a"\r\nSet-Cookie: x=1;b' + "长" * 300
    answer = ask(visitor, "1.json", json.dumps(report))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert re.fullmatch(r"attachment; filename\*=utf-8''[A-Za-z0-9%._-]+\.json", answer.headers["Content-Disposition"])


def test_the_address_of_downloads_opened_by_hand_leads_to_the_form(client):
    assert client.get("/check/download/").headers["Location"] == "/check/"


def test_a_download_asked_for_by_another_site_is_refused():
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/check/download/", {"wanted": "1.pdf"}).status_code == 403
