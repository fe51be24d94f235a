import html as entities

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.errors import EmptyFile, OversizedFile, ReportError
from gongkai.core.report.readers.html import read


def page(text: str) -> Document:
    return read(text.encode())


def grids(text: str) -> list[Grid]:
    return [block for block in page(text).blocks if isinstance(block, Grid)]


def texts(text: str) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "表" for block in page(text).blocks]


def cells(text: str) -> list[list[str]]:
    (grid,) = grids(text)
    return [[cell.text for cell in row] for row in grid.rows]


def shape(text: str) -> list[list[tuple[str, int, int, int]]]:
    (grid,) = grids(text)
    return [[(cell.text, cell.column, cell.colspan, cell.rowspan) for cell in row] for row in grid.rows]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


PAIR = "<td>甲</td><td>乙</td>"


def test_spans_put_cells_into_their_columns():
    head = "<td colspan=3 rowspan=2>角</td><td colspan='7'>申请人情况</td>"
    rows = (
        "<td>自然人</td><td>总计</td>",
        '<td rowspan="2">三</td><td colspan=2>甲</td><td>1</td>',
        "<td>乙</td><td>丙</td><td>2</td>",
    )
    assert shape(table(head, *rows)) == [
        [("角", 0, 3, 2), ("申请人情况", 3, 7, 1)],
        [("自然人", 3, 1, 1), ("总计", 4, 1, 1)],
        [("三", 0, 1, 2), ("甲", 1, 2, 1), ("1", 3, 1, 1)],
        [("乙", 1, 1, 1), ("丙", 2, 1, 1), ("2", 3, 1, 1)],
    ]


def test_each_cell_knows_its_table_row_and_column():
    first, second = grids(table(PAIR) + "<p>间</p>" + table(PAIR, "<td rowspan=1>1</td><td>2</td>"))
    assert first.place.table == 1
    assert second.rows[1][1].place == (0, 2, 2, 2, 0, 0)


def test_a_span_ends_with_its_rows_and_row_groups():
    head = "<thead><tr><td rowspan=9>头</td><td>a</td></tr></thead>"
    text = f"<table>{head}<tbody><tr><td>b</td><td>c</td></tr></tbody></table>"
    assert shape(text) == [[("头", 0, 1, 1), ("a", 1, 1, 1)], [("b", 0, 1, 1), ("c", 1, 1, 1)]]


def test_a_rowspan_of_nought_goes_down_to_the_last_row():
    assert shape(table("<td rowspan=0>a</td><td>b</td>", "<td>c</td>", "<td>d</td>"))[0][0] == ("a", 0, 1, 3)


def test_a_foot_that_stands_before_the_body_is_shown_below_it():
    text = "<table><tfoot><tr><td>总计</td><td>3</td></tr></tfoot><tbody><tr><td>甲</td><td>3</td></tr></tbody></table>"
    assert cells(text) == [["甲", "3"], ["总计", "3"]]


@pytest.mark.parametrize("span", ["100000", "-3", "x", "0", "99999999999999999999", "1.5"])
def test_senseless_spans_cost_nothing(span):
    (grid,) = grids(table(f'<td colspan="{span}" rowspan="{span}">a</td><td>b</td>', PAIR))
    assert all(1 <= cell.colspan <= 1000 for row in grid.rows for cell in row)
    assert [cell.text for row in grid.rows for cell in row] == ["a", "b", "甲", "乙"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("本年新<br />制作<BR>数量", "本年新\n制作\n数量"),
        ("<div>一</div>二", "一\n二"),
        (
            "<span>一、</span><font><b>本年</b></font><span>新收</span><i>政府</i><u>信息</u><em>公</em><a>开</a>",
            "一、本年新收政府信息公开",
        ),
        ("<p class=MsoNormal><span lang=EN-US style='font-size:9pt'>12<o:p></o:p></span></p>", "12"),
        ("<p><span><o:p>&nbsp;</o:p></span></p>", ""),
        ("&nbsp;&nbsp;", ""),
        ("&#160;\u3000 ", ""),
        ("", ""),
        ("０", "０"),
        ("&lt;5&gt; &amp; 7", "<5> & 7"),
        ("1<!-- 2 > 3 -->4", "14"),
        ("7<script>8</script>", "7"),
        ("7<span style='DISPLAY: none'>8</span>", "7"),
        ("7<span hidden>8</span>", "7"),
        ("7<del>8</del>9", "78\u03369"),
        ("<s>7</s>8", "7\u03368"),
        ("7<strike>8</strike><sup>1</sup>", "78\u0336¹"),
        ("属于<del>一般</del>国家秘密", "属于国家秘密"),
        ("面积<s>一</s>10m<sup>2</sup>", "面积一\u033610m²"),
        ("一\n   二", "一二"),
        ("one\n   two", "one two"),
        ("零\u200b一&#8203;二", "零一二"),
        ('<input type="text" value="12">', "12"),
        ('<input type="hidden" value="12">', ""),
        ('<p title="a > b">3</p>', "3"),
        ('<p title="<td>9</td>">3</p>', "3"),
        ("<p title='a\" > b'>3</p>", "3"),
        ('<p align=center">3</p>', "3"),
        ("<P ALIGN=CENTER>3</P>", "3"),
        ("<h3>标题</h3>3", "标题\n3"),
        ("<ul><li>一</li><li>二</li></ul>", "一\n二"),
        ("<x-unknown>5</x-unknown>", "5"),
    ],
)
def test_a_cell_holds_the_text_that_is_shown(inside, text):
    assert cells(table(f"<td>{inside}</td><td>界</td>", PAIR)) == [[text, "界"], ["甲", "乙"]]


def test_the_same_cell_is_read_alike_wherever_it_stands():
    cell = "<td width=62><p align=center>0</p></td>"
    assert cells(table(cell * 7, cell * 7)) == [["0"] * 7, ["0"] * 7]


def test_end_tags_may_be_left_out():
    text = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    assert cells(text) == [["甲", "1"], ["乙", "2"]]


def test_header_cells_are_cells():
    assert cells("<table><thead><tr><th>头<th>头</tr></thead><tr><th>甲</th><td>1</td></tr></table>") == [
        ["头", "头"],
        ["甲", "1"],
    ]


def test_capitals_are_tags_too():
    assert cells("<TABLE><TR><TD COLSPAN=2>甲</TD></TR><Tr><Td>乙</Td><tD>1</tD></Tr></TABLE>") == [["甲"], ["乙", "1"]]


def test_a_caption_is_kept_apart():
    (grid,) = grids(f"<table><caption>表<b>二</b></caption><tr>{PAIR}</tr></table>")
    assert grid.caption == "表二"
    assert [cell.text for cell in grid.rows[0]] == ["甲", "乙"]


def test_text_between_cells_comes_before_the_table():
    assert texts(f"<p>前</p><table>漏<tr>{PAIR}</tr>出</table><p>后</p>") == ["前", "漏出", "表", "后"]


def test_prose_keeps_its_order_its_levels_and_its_line_breaks():
    text = "<h1>标<br>题</h1><div>一、总体情况<br>本年<b>公开</b>12条。</div>文<p>末"
    blocks = page(text).blocks
    assert [block.text for block in blocks] == ["标题", "一、总体情况", "本年公开12条。", "文", "末"]
    assert [block.level for block in blocks] == [1, 0, 0, 0, 0]


def test_list_numbers_are_not_invented():
    assert texts("<ol><li>甲</li><li>乙</li></ol>") == ["甲", "乙"]


def test_a_table_that_lays_out_the_page_does_not_swallow_the_report():
    inner = table("<td>规章</td><td>0</td>", "<td>文件</td><td>1</td>")
    text = table(f"<td><p>导航</p></td><td><p>一、总体情况</p>{inner}<p>三、收到</p>{inner}末</td>")
    assert texts(text) == ["导航", "一、总体情况", "表", "三、收到", "表", "末"]
    assert [grid.place.table for grid in grids(text)] == [1, 2]
    assert [cell.text for cell in grids(text)[1].rows[1]] == ["文件", "1"]


def test_layouts_may_be_nested():
    inner = table("<td>规章</td><td>0</td>")
    assert texts(table(f"<td>{table(f'<td>甲{inner}</td>')}</td>")) == ["甲", "表"]


def test_a_small_table_in_a_cell_of_a_table_is_text_of_that_cell():
    rows = "".join(f"<tr><td>行{n}</td><td>{n}</td></tr>" for n in range(5))
    text = f"<table>{rows}<tr><td>末</td><td>{table('<td>7</td>')}</td></tr></table>"
    assert cells(text)[-1] == ["末", "7"]


def test_a_cell_as_long_as_a_page_is_prose():
    prose = "".join(f"<p>第{n}段{'政府信息公开' * 10}</p>" for n in range(10))
    assert len(texts(f"<table><tr><td>栏目</td><td>{prose}</td></tr></table>")) == 11


def test_a_metadata_table_stays_a_grid():
    meta = table(
        "<td>索引号</td><td>000-1</td><td>发布机构</td><td>办事处</td>", "<td>名称</td><td colspan=3>年报</td>"
    )
    assert texts(meta + "<p>一、总体情况</p>" + table(PAIR)) == ["表", "一、总体情况", "表"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'><p>隐</p><div>藏</div></div>",
        "<p style='display: none'>隐",
        "<template><p>隐</p></template>",
        "<script>document.write('<p>隐</p>')</script>",
        "<style>p:before{content:'隐'}</style>",
        "<!-- <p>隐</p> -->",
        "<SCRIPT>隐</Script>",
        "<span style='mso-hide:all'>隐</span>",
        "<section hidden><p>隐</p></section>",
    ],
)
def test_what_is_hidden_is_left_out(hidden):
    assert texts(f"<body><p>前</p>{hidden}<p>后</p>") == ["前", "后"]


def test_hidden_cells_and_rows_take_no_place():
    text = table("<td>甲</td><td style='display:none'>隐</td><td>1</td>").replace(
        "</table>", "<tr style='display:none'><td>隐</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    assert cells(text) == [["甲", "1"], ["乙", "2"]]


def test_a_word_that_means_hiding_hides_nothing_in_prose():
    assert texts("<p class='hidden-xs'>display:none 是样式</p><p>hidden</p>") == ["display:none 是样式", "hidden"]


def test_tables_that_are_all_hidden_are_read_with_a_warning():
    document = page(f"<div>标签</div><div style='display:none'>{table(PAIR, PAIR)}</div>")
    assert any(isinstance(block, Grid) for block in document.blocks)
    assert "隐藏" in document.warnings[0]


def test_title_and_date_come_from_the_head():
    document = page(
        "<html><head><title>年报_门户网站</title><meta name='ArticleTitle' content='某街道2021年年报'>"
        '<META content="2022-01-9 10:23" NAME="PubDate"/></head><body><p>文</p></body></html>'
    )
    assert (document.title, document.published_on) == ("某街道2021年年报", "2022-01-09")
    assert [block.text for block in document.blocks] == ["文"]


def test_the_title_element_serves_where_no_article_title_is():
    assert page("<html><head><title> 某街道\n2021年年报 </title></head><p>文").title == "某街道 2021年年报"


def test_lines_of_preformatted_text_stay_lines():
    assert texts("<p>前</p><pre>一\n二</pre>") == ["前", "一", "二"]


def test_pictures_in_place_of_tables_are_told():
    assert "图片" in page("<p>二、主动公开</p><img src=a.png>").warnings[0]
    assert page(f"<img src=a.png>{table(PAIR)}").warnings == []
    assert "另外的页面" in page("<p>二、主动公开</p><iframe src=a.html>不支持</iframe>").warnings[0]


def test_pictures_held_in_the_page_do_not_count_as_text():
    document = page(f'<p>文</p><img src="data:image/png;base64,{"QUJD" * 1_100_000}">')
    assert [block.text for block in document.blocks] == ["文"]


def test_gb18030_and_its_wrong_declaration():
    text = f"<html><head><meta charset=utf-8><title>年报</title></head><body>{table(PAIR)}</body></html>"
    document = read(text.encode("gb18030"))
    assert document.encoding == "gb18030"
    assert document.title == "年报"


def test_mark_up_without_text_is_an_empty_file():
    with pytest.raises(EmptyFile):
        page("<html><body><div>&nbsp;</div></body></html>")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<div>" * 100_000 + "深", id="nested-deep"),
        pytest.param("<table><tr><td>" * 30_000 + "深", id="tables-nested-deep"),
        pytest.param("<span>" * 100_000 + "深", id="marks-nested-deep"),
        pytest.param("<table><tr><td colspan=100000 rowspan=100000>" * 3 + "深", id="wide"),
        pytest.param('<p>深<td a="' * 10_000, id="quotes-never-closed"),
        pytest.param("深" + "<" * 100_000, id="brackets"),
        pytest.param("深" + "<!--" * 100_000, id="comments-never-closed"),
        pytest.param("深" + "<script>" * 100_000, id="scripts-never-closed"),
        pytest.param("深" + "<div style='display:none'>" * 50_000, id="hidden-never-closed"),
        pytest.param("<p>深" + "hidden isplay: " * 100_000, id="words-of-hiding"),
        pytest.param("<p>深" + "&" * 200_000 + "&#x110000;&#0;&#xD800;", id="references"),
    ],
)
def test_hostile_pages_are_read_without_harm(text):
    assert "深" in str(page(text).blocks)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "<table>" + ("<tr>" + "<td>1</td>" * 8 + "</tr>") * 100_000 + "</table>", id="hundred-thousand-rows"
        ),
        pytest.param("<table>" + "<tr><td>1</td></tr>" * 60_000 + "</table>", id="rows-of-one-cell"),
        pytest.param("<p>1" * 60_000, id="paragraphs"),
        pytest.param("<p>" + "政" * 4_000_001, id="one-line"),
    ],
)
def test_pages_beyond_any_report_are_refused(text):
    with pytest.raises(OversizedFile):
        page(text)


CELL_TEXTS = st.text("规章政府信0123456789/ （），+-.<>&\"'=", max_size=6)
WRAPS = st.sampled_from(
    [
        "{}",
        "<p>{}</p>",
        "<p class='a'><span lang=EN-US>{}</span></p>",
        "\n <font color=red>{}</font> ",
        "<td-x>{}</td-x>",
        "<!-- <td> -->{}",
    ]
)
ATTRIBUTES = st.sampled_from(["", ' width="62"', " nowrap", " title='a > b'", ' style="color:red;"', ' data-x="<td>"'])
ROWS = st.lists(
    st.lists(st.tuples(CELL_TEXTS, WRAPS, ATTRIBUTES, st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=5),
    min_size=1,
    max_size=6,
)


def written(rows: list[list[tuple[str, str, str, int, int]]]) -> str:
    lines = (
        "".join(
            f"<td{extra} colspan={wide} rowspan={tall}>{wrap.format(entities.escape(text))}</td>"
            for text, wrap, extra, wide, tall in row
        )
        for row in rows
    )
    return "<p>前</p>" + table(*lines)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_cells_are_those_that_a_parser_of_the_standard_finds(rows):
    text = written(rows)
    tree = LexborHTMLParser(text)
    expected = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in tree.css("tr")]
    found = [[cell.text for cell in row] for grid in grids(text) for row in grid.rows]
    assert found == (expected if any(any(row) for row in expected) else [])


@settings(max_examples=150, deadline=None)
@given(ROWS, st.data())
def test_broken_pages_give_a_document_or_one_error(rows, data):
    text = written(rows)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", "<", ">", '"', "</table>", "<table>", "<td", "<!--", "\0", "&#"]))
            + text[at + 1 :]
        )
    try:
        document = page(text)
    except ReportError:
        return
    assert all(
        cell.column >= 0 for block in document.blocks if isinstance(block, Grid) for row in block.rows for cell in row
    )
