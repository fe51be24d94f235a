"""Files that nobody meant to send: each gives a document or one error with a remedy, never anything else."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.errors import ReportError
from gongkai.core.report.readers import read_document
from tests.core.report import factories

STARTS = [
    b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"<table><tr><td>", b"<?xml version='1.0'?>", b"\xff\xfe",
    b"\xfe\xff", b"\xef\xbb\xbf", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", b"{", b"cell,",
    b"| a | b |\n|---|---|\n", b"\xff\xd8\xff", b"RIFF", b"II*\0",
]  # fmt: skip


def refusal(data: bytes) -> ReportError | None:
    """What the reader says of a file, if it does not read it."""
    try:
        read_document(data)
    except ReportError as error:
        return error
    return None


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=600))
def test_rubbish_behind_any_beginning(start, rest):
    error = refusal(start + rest)
    assert error is None or (error.problem and error.remedy)


def office_file(folder: str, part: str, content: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/{part}", content)
    return held.getvalue()


ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(office_file("word", "document.xml", ENTITIES), id="entities-in-word"),
        pytest.param(office_file("xl", "workbook.xml", ENTITIES), id="entities-in-excel"),
        pytest.param(office_file("word", "document.xml", ""), id="word-without-content"),
        pytest.param(office_file("xl", "workbook.xml", ""), id="excel-without-content"),
        pytest.param(office_file("word", "document.xml", "<a>" * 100_000), id="word-nested-deep"),
        pytest.param(office_file("word", "document.xml", " " * 80_000_000), id="bomb"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(100), id="photograph"),
        pytest.param(b"%PDF-1.7\n%%EOF", id="pdf-without-pages"),
        pytest.param(bytes(range(256)) * 100, id="rubbish"),
        pytest.param(b"", id="empty"),
    ],
)
def test_one_sentence_and_a_remedy(data):
    with pytest.raises(ReportError) as refused:
        read_document(data, "年报.docx")
    assert refused.value.problem.endswith("。")
    assert refused.value.remedy.endswith("。")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_a_report_cut_short_anywhere(kind):
    from gongkai.core.report.writers import write

    whole = write(factories.report(), kind)
    for end in range(0, len(whole), max(len(whole) // 40, 1)):
        error = refusal(whole[:end])
        assert error is None or error.remedy
