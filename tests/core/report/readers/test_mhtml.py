import base64
import quopri

import pytest

from gongkai.core.report.document import Grid
from gongkai.core.report.errors import DamagedFile, OversizedFile
from gongkai.core.report.readers import read_document

PAGE = "<html><body><p>一、总体情况</p><table><tr><td>规章</td><td>3</td></tr></table></body></html>"
HEAD = 'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Part"\r\n\r\n'


def saved(content: bytes, coding: str, kind: str = "text/html") -> bytes:
    part = f'------=_Part\r\nContent-Type: {kind}; charset="gb2312"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    picture = "\r\n------=_Part\r\nContent-Type: image/png\r\n\r\nQUJD\r\n------=_Part--\r\n"
    return (HEAD + part).encode() + content + picture.encode()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize(
    ("coding", "coded"), [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes), ("8bit", bytes)]
)
def test_the_page_of_a_single_file_web_page_is_read(coding, coded, encoding):
    document = read_document(saved(coded(PAGE.encode(encoding)), coding))
    assert document.kind == "html"
    assert document.blocks[0].text == "一、总体情况"
    assert isinstance(document.blocks[1], Grid)
    assert [cell.text for cell in document.blocks[1].rows[0]] == ["规章", "3"]


def test_a_single_file_web_page_without_a_page_is_damaged():
    with pytest.raises(DamagedFile):
        read_document(saved(b"x", "8bit", "text/css"))


def test_pictures_beside_the_page_do_not_count_as_text():
    pictures = b"QUJD" * 19 + b"\r\n"
    whole = saved(PAGE.encode(), "8bit").replace(b"QUJD", pictures * 40_000)
    assert len(whole) > 3_000_000
    assert read_document(whole).blocks[0].text == "一、总体情况"


def test_heads_without_end_are_refused():
    with pytest.raises(OversizedFile):
        read_document(HEAD.encode() + b"a: b\n" * 500_000)


def test_parts_within_parts_without_end_are_damaged():
    nested = HEAD.replace("----=_Part", "x") + "--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 20_000
    with pytest.raises(DamagedFile):
        read_document(nested.encode())
