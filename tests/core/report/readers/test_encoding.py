import pytest

from gongkai.core.report.errors import UnsupportedKind
from gongkai.core.report.readers.encoding import decode

PROSE = (
    "云川市样例区清河街道办事处2023年政府信息公开工作年度报告\n一、总体情况\n"
    "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，本年新收政府信息公开申请数量3件。\n"
)
TRADITIONAL = "二、主動公開政府資訊情況\n行政許可、行政處罰、行政強制，本年處理決定數量。政府資訊公開工作年度報告。\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_prose_is_read_in_every_encoding_without_any_mark(encoding, named):
    decoded = decode(PROSE.encode(encoding))
    assert decoded.text == PROSE
    assert decoded.encoding == named
    assert decoded.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_obeyed_and_left_out(encoding):
    assert decode(PROSE.encode(encoding)).text == PROSE


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_script_is_told_apart_in_big5_and_gb18030(encoding):
    decoded = decode(TRADITIONAL.encode(encoding))
    assert decoded.text == TRADITIONAL
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1"])
def test_a_wrong_declaration_does_not_garble(encoding, declared):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{PROSE}</p></body></html>'
    assert decode(page.encode(encoding)).text == page


def test_a_page_that_is_nearly_all_mark_up_is_still_told_apart():
    page = '<div class="a"><span style="color:red">' * 400 + "行政许可" + "</span></div>" * 400
    assert "行政许可" in decode(page.encode("gb18030")).text


def test_a_few_foreign_bytes_are_counted_in_a_warning():
    decoded = decode((PROSE * 20).encode() + "结果维持".encode("gb18030") + PROSE.encode())
    assert decoded.encoding == "utf-8"
    assert "编码有误" in decoded.warnings[0]
    assert decoded.text.startswith(PROSE)


def test_a_character_cut_at_the_end_costs_only_itself():
    decoded = decode(PROSE.rstrip().encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(PROSE.rstrip()[:-1])


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x80\x81\xfe\xff\x00" * 500, bytes(400)])
def test_rubbish_is_no_text(data):
    with pytest.raises(UnsupportedKind, match="无法识别的数据"):
        decode(data)


def test_plain_ascii_is_utf_8():
    assert decode(b"cell,value\nt2.rules.issued,0\n").encoding == "utf-8"
