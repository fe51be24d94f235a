"""Tables out of documents: what decides where a figure belongs, and what is left out."""

from decimal import Decimal

import pytest

from gongkai.core.report.document import Document, Grid, GridCell, Paragraph, Place
from gongkai.core.report.form import EDITIONS
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.readers.text import read as read_text
from gongkai.core.report.reading import interpret

FORM = EDITIONS["2021"]
ZEROS = ["0"] * 7


def document(text: str) -> Document:
    return read_text(text)


def table3(rows: dict[str, list[str]], labels: dict[str, str] | None = None) -> str:
    """Table 3 with one line a row, label and figures parted by blanks; rows not named are zeros."""
    lines = ["三、收到和处理政府信息公开申请情况", "申请人情况"]
    for row in FORM.table3:
        label = (labels or {}).get(row.id, row.label)
        lines.append(" ".join([label, *rows.get(row.id, ZEROS)]).strip())
    return "\n".join([*lines, "四、政府信息公开行政复议、行政诉讼情况", ""])


def values(report: AnnualReport, row: str) -> list[object]:
    cells = FORM.row_by_id[row].cells
    return [report.cells[cell].value if cell in report.cells else "left out" for cell in cells]


def test_a_row_is_known_by_its_label_and_every_cell_has_its_place() -> None:
    report = interpret(document(table3({"t3.new": ["5", "1", "0", "0", "0", "0", "6"]})))

    assert values(report, "t3.new") == [5, 1, 0, 0, 0, 0, 6]
    assert len(report.cells) == 25 * 7
    assert report.cells["t3.new.natural"].place.line == 3


def test_rows_without_labels_go_by_the_order_of_the_form_and_say_so() -> None:
    labels = {row.id: "" for row in FORM.table3[3:20]}
    figures = {"t3.new": ["4", "0", "0", "0", "0", "0", "4"], "t3.r5_1_petition": ["4", "0", "0", "0", "0", "0", "4"]}
    figures["t3.r7_total"] = figures["t3.new"]
    report = interpret(document(table3(figures, labels)))

    assert values(report, "t3.r5_1_petition") == [4, 0, 0, 0, 0, 0, 4]
    assert report.cells["t3.r5_1_petition.natural"].state == "repaired"
    assert any(note.cell == "t3.r5_1_petition" and "行序" in note.text for note in report.notes)


def test_a_row_that_fits_two_places_is_left_out() -> None:
    text = table3({"t3.r4_1_not_held": ["2", "0", "0", "0", "0", "0", "2"]})
    lines = [line for line in text.split("\n") if not line.startswith(("1.本机关", "2.没有现成"))]
    lines.insert(lines.index(next(line for line in lines if line.startswith("3.补正"))), "2 0 0 0 0 0 2")
    report = interpret(document("\n".join(lines)))

    assert values(report, "t3.r4_1_not_held") == ["left out"] * 7
    assert values(report, "t3.r4_2_needs_creation") == ["left out"] * 7
    assert any(note.kind == "ambiguous" for note in report.notes)


def test_one_figure_too_many_is_settled_by_the_sum_of_the_row() -> None:
    report = interpret(document(table3({"t3.new": ["5", "1", "0", "0", "0", "0", "6", "9"]})))

    assert values(report, "t3.new") == [5, 1, 0, 0, 0, 0, 6]
    assert report.cells["t3.new.total"].state == "repaired"


def test_one_figure_too_many_that_no_sum_settles_is_left_out() -> None:
    report = interpret(document(table3({"t3.new": ["5", "1", "7", "2", "0", "0", "6", "9"]})))

    assert values(report, "t3.new") == ["left out"] * 7
    assert any(note.cell == "t3.new" for note in report.notes)


def test_the_balances_of_the_columns_choose_where_the_row_alone_cannot() -> None:
    # Eight figures: without the third or without the fourth the row adds up alike, the columns tell them apart.
    figures = {
        "t3.new": ["3", "0", "2", "0", "0", "0", "5"],
        "t3.r1_granted": ["3", "0", "2", "0", "0", "0", "5"],
        "t3.r7_total": ["3", "0", "2", "0", "2", "0", "0", "5"],
    }
    report = interpret(document(table3(figures)))

    assert values(report, "t3.r7_total") == [3, 0, 2, 0, 0, 0, 5]
    assert any("勾稽关系" in note.text for note in report.notes if note.cell == "t3.r7_total")


def test_six_figures_with_two_cells_glued_are_cut_where_the_sum_is_right() -> None:
    report = interpret(document(table3({"t3.new": ["12", "30", "0", "0", "0", "15"]})))

    assert values(report, "t3.new") == [12, 3, 0, 0, 0, 0, 15]


def test_a_report_that_is_wrong_is_read_as_it_is() -> None:
    report = interpret(document(table3({"t3.new": ["5", "1", "0", "0", "0", "0", "9"]})))

    assert values(report, "t3.new") == [5, 1, 0, 0, 0, 0, 9]
    assert report.cells["t3.new.total"].state == "read"


def test_the_one_row_of_2019_is_told_from_the_group_of_2021_by_its_figures() -> None:
    old = EDITIONS["2019"]
    rows = [" ".join([row.label, *(["1"] * 6), "6"]) for row in old.table3]
    report = interpret(document("\n".join(["三、收到和处理政府信息公开申请情况", *rows, ""])))

    assert report.t3_form == "2019"
    assert report.cells["t3.r6_other_2019.total"].value == 6
    assert not any(cell.startswith("t3.r6_1") for cell in report.cells)


@pytest.mark.parametrize(
    ("line", "cell", "value"),
    [
        pytest.param("行政许可 97", "t2.permits.decisions", 97, id="apart"),
        pytest.param("行政许可97", "t2.permits.decisions", 97, id="glued"),
        pytest.param("行政事业性收费 43.788万元", "t2.fees.amount_wan", Decimal("43.788"), id="unit of the column"),
        pytest.param("行政事业性收费 8040元", "t2.fees.amount_wan", "8040元", id="another unit"),
        pytest.param("行政强制 /", "t2.coercion.decisions", "/", id="slash"),
    ],
)
def test_single_figures_of_table_2(line: str, cell: str, value: object) -> None:
    text = f"二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n{line}\n"
    report = interpret(document(text))

    assert report.cells[cell].value == value


def test_glued_figures_of_three_columns_are_cut_only_one_digit_each() -> None:
    text = "二、主动公开政府信息情况\n信息内容本年制发件数本年废止件数现行有效件数\n规章000\n行政规范性文件1203\n"
    report = interpret(document(text))

    assert [report.cells[cell].value for cell in FORM.row_by_id["t2.rules"].cells] == [0, 0, 0]
    assert "t2.normdocs.issued" not in report.cells


def test_prose_beside_a_table_is_no_cell() -> None:
    text = "二、主动公开政府信息情况\n本年度行政处罚39件，没有其他情况。\n第二十条第（六）项\n行政处罚 40\n"
    report = interpret(document(text))

    assert report.cells["t2.penalties.decisions"].value == 40
    assert "39件" in report.sections["s2"].text


def test_blank_cells_of_a_web_table_are_blanks_and_merged_ones_too() -> None:
    cells = [GridCell("一、本年新收政府信息公开申请数量", 0, 3), GridCell("", 3, 6), GridCell("0", 9)]
    heads = [
        GridCell(c, i + 3)
        for i, c in enumerate(["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"])
    ]
    report = interpret(Document("html", [Paragraph("三、收到和处理政府信息公开申请情况"), Grid([heads, cells])]))

    assert values(report, "t3.new") == [None] * 6 + [0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("72 64 178 37 351 13 4 8 1 26 12 1 1 6 20", id="in one line"),
        pytest.param(
            "行政复议\n未经复议直接起诉\n72\n64\n178\n37\n结果\n复议后起诉\n12\n1\n1\n6\n总计\n351\n结果\n13\n4\n8\n1\n26\n总计\n20",
            id="totals torn off",
        ),
    ],
)
def test_table_4_in_order_or_by_its_sums(text: str) -> None:
    report = interpret(document(f"四、政府信息公开行政复议、行政诉讼情况\n{text}\n五、存在的主要问题及改进情况\n"))

    found = [report.cells[cell].value for row in FORM.table4 for cell in row.cells]
    assert found == [72, 64, 178, 37, 351, 13, 4, 8, 1, 26, 12, 1, 1, 6, 20]


def test_fourteen_figures_of_table_4_are_left_out() -> None:
    text = "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(["1"] * 14) + "\n五、存在的主要问题及改进情况\n"
    report = interpret(document(text))

    assert not any(cell.startswith("t4") for cell in report.cells)
    assert any(note.cell == "t4" for note in report.notes)


def test_the_last_figure_of_a_text_that_breaks_off_is_left_out() -> None:
    whole = "一、总体情况\n二、主动公开政府信息情况\n信息内容 本年制发件数\n行政许可 12\n"

    assert interpret(document(whole)).cells["t2.permits.decisions"].value == 12
    assert "t2.permits.decisions" not in interpret(document(whole[:-1])).cells


def test_the_form_before_2019_is_refused_by_name() -> None:
    from gongkai.core.report.errors import LegacyForm

    text = "某局2016年政府信息公开工作年度报告\n主动公开政府信息数 12\n收到申请数 3\n同意公开答复数 2\n"
    with pytest.raises(LegacyForm, match="2018年及以前"):
        interpret(document(text))


def test_a_text_of_something_else_is_refused_and_named() -> None:
    from gongkai.core.report.errors import NotAReport

    with pytest.raises(NotAReport, match="食堂菜谱"):
        interpret(Document("text", [Paragraph("本周食堂菜谱", Place(line=1)), Paragraph("周一：白菜豆腐。")]))


def test_two_reports_in_one_document_are_not_mixed() -> None:
    first = table3({"t3.new": ["5", "0", "0", "0", "0", "0", "5"], "t3.r7_total": ["4", "0", "0", "0", "0", "0", "4"],
                    "t3.r1_granted": ["4", "0", "0", "0", "0", "0", "4"]})  # fmt: skip
    second = table3({"t3.new": ["7", "0", "0", "0", "0", "0", "7"], "t3.r7_total": ["6", "0", "0", "0", "0", "0", "6"],
                     "t3.r1_granted": ["6", "0", "0", "0", "0", "0", "6"]})  # fmt: skip
    report = interpret(document(first + second))

    assert not report.cells
    assert any("几份报告" in note.text for note in report.notes if note.cell == "t3")


def test_a_table_printed_again_after_a_page_break_is_read_once() -> None:
    text = table3({"t3.new": ["5", "0", "0", "0", "0", "0", "5"]})
    report = interpret(document(text + text))

    assert values(report, "t3.new") == [5, 0, 0, 0, 0, 0, 5]
    assert len(report.cells) == 25 * 7


def test_a_cell_marked_as_unread_stays_unread() -> None:
    report = interpret(document(table3({"t3.new": ["5", "？", "0", "0", "0", "0", "5"]})))

    assert values(report, "t3.new") == [5, "left out", 0, 0, 0, 0, 5]
