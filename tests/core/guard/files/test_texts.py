"""Plain texts, web pages, OFD, and what is no file at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.guard import inspect_file
from tests.core.guard.files.looking import NUMBER, looked, one, told
from tests.core.report.readers.ofd_fixture import OfdMaker

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_any_usual_encoding_and_told_by_line(encoding):
    assert told(f"公示\n户主{NUMBER}".encode(encoding)) == [("PII-ID", "第2段")]


def test_a_web_page_is_read_without_its_tags_and_what_it_hides_is_told():
    page = (
        f"<html><body><!-- 户主{NUMBER} 不要公开 --><p>公<b>示</b></p><script>var a = '布署'</script>"
        "<div style='display:none'><p>家属电话13900000001</p></div></body></html>"
    )
    assert told(page.encode()) == [
        ("PII-ID", "网页注释"),
        ("PII-PHONE", "第2段"),
        ("FILE-COMMENT", "网页注释"),
        ("FILE-HIDDEN-TEXT", ""),
    ]


def test_the_short_marks_of_a_page_are_no_comments():
    assert told(b"<html><body><!-- end --><!-- \xe9\xa1\xb5 --><p>ok</p></body></html>") == []


def test_an_ofd_file_is_inspected():
    made = OfdMaker()
    made.paragraph(f"户主{NUMBER}")
    finding = one(made.file(), "PII-ID")
    assert finding.place.page == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"{\\rtf1 a}", "FILE-UNSEEN", id="rtf"),
        pytest.param(OLE + bytes(600), "FILE-UNSEEN", id="old-office"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "FILE-ENCRYPTED", id="locked-office"),
        pytest.param(b"MZ\x90\0\3\0", "FILE-UNSEEN", id="program"),
        pytest.param(b"\0\0\0\x18ftypisom" + bytes(40), "FILE-UNSEEN", id="video"),
        pytest.param(b"PK\x03\x04" + bytes(40), "FILE-DAMAGED", id="broken-zip"),
        pytest.param(b"%PDF-1.7\n", "FILE-DAMAGED", id="broken-pdf"),
        pytest.param(bytes(50), "FILE-UNSEEN", id="nothing-but-zeros"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_into_is_told(data, kind):
    assert [found for found, _ in told(data)] == [kind]


def test_an_empty_file_has_no_finding():
    assert looked(b"").findings == ()


@given(
    st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"II*\0", b"<html>"]
    ),
    st.binary(max_size=400),
)
def test_any_bytes_are_answered(start, rest):
    assert inspect_file(start + rest, "附件").name == "附件"
