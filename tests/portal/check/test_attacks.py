"""What a hostile visitor may try: markup in names and texts, files that hang or kill their reader, traces left."""

import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from gongkai.portal.check import workers as workers_module
from gongkai.portal.check.forms import Upload
from gongkai.portal.check.workers import Workers
from tests.portal.check.conftest import BROKEN, example, select

PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'><b>"


def serialised(visitor, *files) -> str:
    answer = visitor.client.post("/check/", {"files": list(files)})
    return b"".join(answer.streaming_content).decode()


def test_markup_in_a_file_name_is_text(visitor):
    name = MARKUP.replace("/", "")  # what stands before a slash is no part of a file's name
    page = visitor.hand_in((f"{name}.txt", example("qingshi-2023.txt")), (f"{name}.png", b"\x89PNG\r\n\x1a\n0000"))
    assert page.xpath("//script[not(@src)] | //img | //*[@onerror] | //b[not(ancestor::td)]") == []
    assert "onerror" in page.text_content()


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("示例区青石街道办事处2023", id="title"),
        pytest.param("（一）主动公开。围绕", id="prose"),
        pytest.param("一、总体情况", id="heading"),
        pytest.param("行政强制", id="label"),
    ],
)
def test_markup_in_a_report_is_text(visitor, place):
    source = example("qingshi-2023.txt").decode()
    assert place in source
    page = visitor.hand_in(("a.txt", source.replace(place, f"{place}{MARKUP}", 1).encode()))
    assert page.xpath("//script[not(@src)] | //img | //*[@onerror] | //b[not(ancestor::td)]") == []


def test_markup_in_a_cell_is_text(visitor):
    source = example("qingshi-2023.txt").decode().replace("行政强制 | 2 |", "行政强制 | &lt;script&gt;x</td> |")
    page = visitor.hand_in(("a.txt", source.encode()))
    assert page.xpath("//script[not(@src)]") == []
    assert len(select(page, "td")) == 200


def test_a_very_long_cell_and_a_very_long_name_do_not_break_the_page(visitor):
    source = example("qingshi-2023.txt").decode().replace("行政强制 | 2 |", f"行政强制 | {'9' * 100_000} |")
    page = visitor.hand_in((f"{'长' * 200}.txt", source.encode()))
    assert len(select(page, "article.report")) == 1
    assert select(page, ".failure") == []
    assert max(len(item.text_content()) for item in page.xpath("//ol[@id='done']/li")) < 120


def test_prose_without_end_is_refused_in_words(visitor):
    source = example("qingshi-2023.txt").decode()
    page = visitor.hand_in(("a.txt", source.replace("围绕城市更新", "围绕城市更新" * 50_000, 1).encode()))
    assert select(page, ".failure")
    assert "请只提交年度报告本身" in page.text_content()


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"notes": [{"cell": "t3.new.natural", "kind": "ambiguous", "text": "x"}] * 2_001}, id="notes"),
        pytest.param({"notes": [{"cell": "", "kind": "lossy", "text": "x" * 1_000}] * 201}, id="long-notes"),
        pytest.param({"order": ["s1"] * 10_001}, id="headings"),
        pytest.param({"cells": {"t3.new.natural": "长" * 200_001}}, id="words-in-a-cell"),
        pytest.param({"sections": {"s1": "字\n" * 10_001}}, id="paragraphs"),
    ],
)
def test_more_than_a_report_holds_is_refused_however_it_comes(visitor, forged):
    text = json.dumps({"cells": {}, **forged})
    page = visitor.hand_in(("a.json", text.encode()))
    assert "请只提交年度报告本身" in select(page, ".failure")[0].text_content()
    answer = visitor.client.post("/check/download/", {"wanted": "findings.json", "report": text})
    assert answer.status_code == 400


def test_one_sentence_as_long_as_a_book_is_checked_too(visitor):
    """Whoever makes a rule slower than linear in the length of a sentence will notice here."""
    source = example("qingshi-2023.txt").decode()
    page = visitor.hand_in(("a.txt", source.replace("围绕城市更新", "新收申请7件，办结8件，" * 10_000, 1).encode()))
    assert select(page, "article.report")
    assert select(page, ".failure") == []


def test_faults_without_end_are_counted_but_not_all_shown(visitor):
    source = example("qingshi-2023.txt").decode()
    faults = "".join(f"新收政府信息公开申请{number}件。" for number in range(100, 600))
    page = visitor.hand_in(("a.txt", source.replace("（一）主动公开。", f"（一）主动公开。{faults}", 1).encode()))
    assert select(page, ".summary")[0].text_content() == "△500 处提醒"
    assert len(select(page, ".finding")) == 300
    assert "另有 200 条" in select(page, ".findings")[0].text_content()
    assert len(select(page.get_element_by_id("r1-t3.new.total"), "b")) == 6
    assert "另有 295 条与这一格有关。" in page.get_element_by_id("r1-t3.new.total").text_content()


def test_a_file_that_hangs_its_reader_is_given_up_and_the_next_one_is_read(monkeypatch):
    readers = Workers()
    try:
        monkeypatch.setattr(workers_module, "TIME_LIMIT", 0.0)
        held = readers.read(Upload("a.txt", example(BROKEN)))
        assert held.failure is not None
        assert "用时过长" in held.failure.problem
        monkeypatch.setattr(workers_module, "TIME_LIMIT", 60.0)
        assert readers.read(Upload("b.txt", example(BROKEN))).report is not None
        assert readers.free.qsize() == workers_module.PROCESSES
    finally:
        readers.end()


def test_a_reader_that_dies_costs_one_file(monkeypatch):
    readers = Workers()
    try:
        assert readers.read(Upload("a.txt", example(BROKEN))).report is not None
        for _ in range(workers_module.PROCESSES):  # kill whichever is running
            reader = readers.free.get_nowait()
            if reader is not None:
                reader._process.kill()
                reader._process.wait()
            readers.free.queue.insert(0, reader)
        results = [readers.read(Upload("b.txt", example(BROKEN))) for _ in range(workers_module.PROCESSES + 1)]
        assert sum(result.report is None for result in results) == 1
        assert "意外中止" in next(result.failure.problem for result in results if result.failure)
    finally:
        readers.end()


def test_a_process_that_has_grown_over_a_file_is_not_used_again(monkeypatch):
    monkeypatch.setattr(workers_module, "TIME_LIMIT", 60.0)
    body = "<w:p/>" * 1_900_000
    pictures = {f"word/media/{number}.png": os.urandom(50_000) for number in range(3)}
    workers = Workers()
    try:
        assert workers.read(Upload("a.txt", example(BROKEN))).report is not None
        [kept] = [worker for worker in workers.free.queue if worker is not None]
        assert workers.read(Upload("b.docx", word_file(body, pictures))).failure is not None
        assert [worker for worker in workers.free.queue if worker is not None] == []
        assert kept._process.poll() is not None
        assert workers.read(Upload("c.txt", example(BROKEN))).report is not None
    finally:
        workers.end()


def word_file(body: str, more: dict[str, bytes]) -> bytes:
    """Return a Word file with a body of nothing but this, and other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}content-types"/>')
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, data in more.items():
            package.writestr(name, data)
    return out.getvalue()


def test_nobody_waits_for_ever_for_a_reader(monkeypatch):
    monkeypatch.setattr(workers_module, "PATIENCE", 0.0)
    busy = Workers()
    while not busy.free.empty():
        busy.free.get_nowait()
    told = busy.read(Upload("a.txt", b"x")).failure
    assert told is not None
    assert told.remedy == "请过几分钟再试。"


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}


def test_nothing_handed_in_is_kept(visitor, tmp_path, monkeypatch, settings):
    """No database query (no mark for it here), no file in the temporary folder or the site's own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    var = (
        Path(site_settings.DATABASES["default"]["NAME"]).parent
        if isinstance(site_settings.DATABASES["default"]["NAME"], Path)
        else tmp_path
    )
    before = files_below(tmp_path, var)
    page = visitor.hand_in(*((name, example(name)) for name in ("qingshi-2022.docx", BROKEN)), text="y" * 3_000_000)
    reports = page.xpath("//input[@name='report']/@value")
    for form in ("pdf", "docx", "xlsx"):
        assert visitor.client.post("/check/download/", {"wanted": f"1.{form}", "report": reports}).status_code == 200
    assert files_below(tmp_path, var) == before
