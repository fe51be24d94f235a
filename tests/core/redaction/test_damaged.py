"""Damaged files: refused in words or redacted, never anything else."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.redaction.errors import RedactionError
from gongkai.core.redaction.redact import redact
from tests.core.redaction import test_excel, test_word
from tests.core.redaction.papers import SECRET, everything, line, paper, saved

PDF = saved(paper(line(SECRET)))
PACKAGES = {
    "docx": (test_word.saved(test_word.made(test_word.run("甲某某"))), "word/document.xml"),
    "xlsx": (test_excel.saved(test_excel.book()), "xl/worksheets/sheet1.xml"),
}


def outcome(data, phrase):
    """The redacted file, or None where it was refused in words."""
    try:
        return redact(data, phrases=[phrase]).data
    except RedactionError as error:
        refused = error
    assert refused.problem.endswith("。")
    assert refused.remedy.endswith("。")
    return None


@given(
    st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.binary(max_size=6), st.integers(0, 20)), min_size=1, max_size=4)
)
@settings(max_examples=60)
def test_a_damaged_pdf(changes):
    data = bytearray(PDF)
    for at, put, cut in changes:
        data[at : at + cut] = put
    made = outcome(bytes(data), SECRET)
    if made is not None:
        assert SECRET.encode() not in everything(made)


@pytest.mark.parametrize("kind", list(PACKAGES))
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 20)), min_size=1, max_size=3))
@settings(max_examples=25)
def test_a_damaged_part_of_a_package(kind, changes):
    data, part = PACKAGES[kind]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = bytearray(old.read(name))
            for at, put, cut in changes if name == part else ():
                start = round(at * len(body))
                body[start : start + cut] = put
            new.writestr(name, bytes(body))
    made = outcome(out.getvalue(), "甲某某")
    if made is not None:
        assert "甲某某" not in test_word.everything(made)
