"""PowerPoint files, made with python-pptx and opened for real."""

from pptx import Presentation
from pptx.util import Inches

from tests.core.guard.files.looking import MASKED, NUMBER, looked, of, one, saved, told


def slides(*texts: str):
    made = Presentation()
    made.core_properties.author = ""
    made.core_properties.last_modified_by = ""
    for text in texts:
        slide = made.slides.add_slide(made.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame.text = text
    return made


def test_plain_slides_have_no_finding():
    assert looked(saved(slides("公示", "咨询电话0999-8765432").save)).findings == ()


def test_personal_data_is_told_with_its_slide():
    assert told(saved(slides("公示", f"户主{NUMBER}").save)) == [("PII-ID", "第2页")]


def test_hidden_slides_are_told():
    made = slides("公示", "备用")
    made.slides[1]._element.set("show", "0")
    finding = one(saved(made.save), "FILE-HIDDEN-SLIDE")
    assert (str(finding.place), finding.shown) == ("第2页", "“备用”")


def test_speaker_notes_are_told_and_inspected():
    made = slides("公示")
    made.slides[0].notes_slide.notes_text_frame.text = f"户主{NUMBER}不要念"
    data = saved(made.save)
    assert one(data, "FILE-NOTES").shown == f"“户主{MASKED}不要念”"
    assert str(one(data, "PII-ID").place) == "第1页备注"


def test_notes_without_words_are_nothing():
    made = slides("公示")
    assert made.slides[0].notes_slide is not None
    assert of(saved(made.save), "FILE-NOTES") == []


def test_shapes_outside_of_the_slide_and_switched_off_are_told():
    made = slides("公示")
    shapes = made.slides[0].shapes
    shapes.add_textbox(-Inches(5), Inches(1), Inches(4), Inches(1)).text_frame.text = "在外面"
    off = shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1))
    off.text_frame.text = "被关掉"
    off._element.nvSpPr.cNvPr.set("hidden", "1")
    assert [finding.shown for finding in of(saved(made.save), "FILE-HIDDEN-TEXT")] == [
        "“在外面”（在幻灯片以外）",
        "“被关掉”（形状设为隐藏）",
    ]


def test_tables_of_slides_are_inspected():
    made = slides()
    slide = made.slides.add_slide(made.slide_layouts[6])
    table = slide.shapes.add_table(1, 1, Inches(1), Inches(1), Inches(4), Inches(1)).table
    table.cell(0, 0).text = f"户主{NUMBER}"
    assert told(saved(made.save)) == [("PII-ID", "第1页")]


def test_the_workbook_behind_a_chart_is_told_and_looked_into():
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    made = slides("公示")
    chart = CategoryChartData()
    chart.categories = [f"户主{NUMBER}"]
    chart.add_series("金额", (600,))
    made.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), chart)
    data = saved(made.save)
    assert one(data, "FILE-EMBEDDED").shown.startswith("图表后面的数据表 ")
    assert one(data, "PII-ID").place.inside != ()
