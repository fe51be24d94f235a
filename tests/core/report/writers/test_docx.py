"""The report as a Word document in the official layout."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from gongkai.core.report.form import EDITIONS
from gongkai.core.report.writers import write
from tests.core.report.factories import ORGAN, report


def document(**changes):
    return docx.Document(io.BytesIO(write(report(**changes), "docx")))


def test_page_and_margins_are_those_of_gb_t_9704():
    section = document().sections[0]
    measures = {
        section.page_width: Mm(210),
        section.page_height: Mm(297),
        section.top_margin: Mm(37),
        section.left_margin: Mm(28),
        section.page_width - section.left_margin - section.right_margin: Mm(156),
        section.page_height - section.top_margin - section.bottom_margin: Mm(225),
    }
    for found, wanted in measures.items():
        assert found == pytest.approx(wanted, abs=Mm(0.2))


def test_type_and_lines_are_those_of_gb_t_9704():
    styles = document().styles
    assert styles["Normal"].paragraph_format.line_spacing == Pt(28.95)
    assert styles["Title"].font.size == Pt(22)
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Title", "heading 1", "heading 2")
    }
    assert fonts == {"Title": "方正小标宋简体", "heading 1": "黑体", "heading 2": "楷体_GB2312"}


def test_page_marks_stand_outside_on_odd_and_even_pages():
    found = document()
    assert found.settings.odd_and_even_pages_header_footer
    odd, even = found.sections[0].footer, found.sections[0].even_page_footer
    assert [odd.paragraphs[0].alignment.name, even.paragraphs[0].alignment.name] == ["RIGHT", "LEFT"]
    assert odd.paragraphs[0].text.startswith("— ")


def test_headings_have_levels_and_properties_are_filled():
    found = document(s1="（一）主动公开\n公开信息12条。")
    named = [(item.style.name, item.text) for item in found.paragraphs if item.style.name.lower().startswith("heading")]
    assert named[:2] == [("Heading 1", "一、总体情况"), ("Heading 2", "（一）主动公开")]
    assert found.core_properties.title == f"{ORGAN}2023年政府信息公开工作年度报告"
    assert found.core_properties.author == ORGAN


def test_a_long_title_is_broken_by_sense():
    title = document().paragraphs[0]
    assert title.text.split("\n") == [ORGAN, "2023年政府信息公开工作年度报告"]


@pytest.mark.parametrize("form", list(EDITIONS))
def test_tables_have_real_merges(form):
    second, third, fourth = document(form=form).tables
    assert third.cell(0, 0)._tc is third.cell(2, 2)._tc
    rows = len(third.rows)
    assert third.cell(5, 0)._tc is third.cell(rows - 2, 0)._tc
    assert third.cell(5, 0).text == "三、本年度办理结果"
    assert (len(second.columns), len(third.columns), len(fourth.columns)) == (4, 10, 15)


def test_heads_are_repeated_and_rows_not_split():
    third = document().tables[1]
    marks = [(row._tr.find(f".//{qn('w:tblHeader')}") is not None) for row in third.rows]
    assert marks == [True] * 3 + [False] * 25
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in third.rows)


def test_every_part_is_well_formed_whatever_the_text():
    evil = "<w:t>&\x00\x0b\ud800]]>"
    data = write(report(title=evil, s5=evil, organ=evil, cells={"t2.rules.issued": evil}), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        for name in package.namelist():
            etree.fromstring(package.read(name))
