"""The report as PDF in the official layout."""

import shutil
import subprocess

import pypdfium2
import pypdfium2.raw
import pytest

from gongkai.core.report.writers import write
from gongkai.core.typesetting import _compiler, fonts
from tests.core.report.factories import ORGAN, report

MM = 72 / 25.4


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(report(s1="（一）主动公开\n喆堃犇：公开信息12条。", cells={"t3.new.natural": 11398889}), "pdf")


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as found:
        return "".join(page.get_textpage().get_text_bounded() for page in found)


def test_pages_are_a4_and_the_text_stays_inside_its_156_by_225_mm(data):
    with pypdfium2.PdfDocument(data) as found:
        for page in found:
            width, height = page.get_size()
            assert (width, height) == pytest.approx((210 * MM, 297 * MM), abs=1)
            inner = [item.get_bounds() for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
            body = [bounds for bounds in inner if bounds[1] > 34 * MM]  # above the page mark
            assert min(left for left, _, _, _ in body) >= 27 * MM
            assert max(right for _, _, right, _ in body) <= (210 - 25) * MM
            assert max(top for _, _, _, top in body) <= (297 - 36) * MM


def test_each_page_has_its_mark(data):
    with pypdfium2.PdfDocument(data) as found:
        texts = [page.get_textpage().get_text_bounded() for page in found]
    assert all(f"— {number} —" in text for number, text in enumerate(texts, 1))


def test_headings_are_bookmarks_and_the_title_is_known(data):
    with pypdfium2.PdfDocument(data) as found:
        marks = [(item.level, item.get_title()) for item in found.get_toc()]
        assert found.get_metadata_value("Title") == f"{ORGAN}2023年政府信息公开工作年度报告"
        assert found.get_metadata_value("Author") == ORGAN
    assert (1, "一、总体情况") in marks
    assert (2, "（一）主动公开") in marks


def test_the_file_is_tagged_for_reading_aloud(data):
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part" in data


def test_a_character_that_no_font_has_does_not_keep_the_report_from_being_written():
    data = write(report(s5="罕见字符：\U000e0100\U0010fffd，其余文字照写。"), "pdf")
    assert "其余文字照写" in text_of(data)


def test_rare_characters_and_large_figures_are_there(data):
    text = text_of(data)
    assert "喆堃犇" in text
    assert "11398889" in text


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts (poppler-utils) is not installed")
def test_every_font_is_embedded_and_none_is_a_stranger(data, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(data)
    shown = subprocess.run(["pdffonts", file], capture_output=True, encoding="utf-8", check=True).stdout
    rows = [row.split() for row in shown.splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[-5:-2] == ["yes", "yes", "yes"], f"{row[0]} is not embedded"
    bare = [row[0].partition("+")[2].replace("-", "").lower() for row in rows]
    known = {name.replace(" ", "").replace("-", "").lower() for names in fonts.STYLES.values() for name in names}
    # PDF names cut the region out of "Noto Serif CJK SC".
    assert all(any(name.startswith(family.replace("cjksc", "cjk")) for family in known) for name in bare), bare


def test_every_style_has_a_font_on_a_machine_where_none_was_installed():
    import typst

    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    found = fonts.present(bare.families())
    assert all({fonts.SERIF, fonts.SANS} & set(names) for names in found.values())
    assert found["body"][0] == fonts.SERIF


def test_families_are_taken_in_their_order():
    assert fonts.present(["Noto Serif SC", "fandolfang r", "FangSong"])["body"] == [
        "FangSong",
        "FandolFang R",
        "Noto Serif SC",
    ]


def test_the_compiler_is_made_once():
    assert _compiler() is _compiler()


def test_text_of_a_report_is_never_taken_for_markup():
    evil = '#panic("x") $x$ *b* @ref <l> \\ // [c] {d}'
    text = text_of(write(report(title=evil, s5=evil), "pdf"))
    assert '#panic("x")' in text
    assert "*b*" in text


def test_a_report_without_title_prose_or_tables_is_still_a_file():
    from gongkai.core.report.model import AnnualReport

    with pypdfium2.PdfDocument(write(AnnualReport(), "pdf")) as found:
        assert len(found) == 1


def test_a_table_longer_than_a_page_is_broken_with_its_head_repeated():
    words = "按照有关规定不予统计" * 3
    from gongkai.core.report.form import edition

    cells = {cell: words for row in edition("2021").table3[:12] for cell in row.cells}
    text = text_of(write(report(cells=cells), "pdf"))
    assert text.replace("\r\n", "").count("本列数据的勾稽关系") > 1
    assert "四、结转下年度继续办理" in text
