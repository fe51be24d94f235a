"""Word documents: hand-made parts for each trait of the format, whole forms made with python-docx, damage."""

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.report.document import Document, Grid, Paragraph
from gongkai.core.report.errors import DamagedFile, EmptyFile, ReportError, ScannedFile, UnsupportedKind
from gongkai.core.report.readers import docx
from gongkai.core.report.readers.docx.names import STRICT, WORD
from gongkai.core.report.readers.docx.numbering import written
from tests.core.report.readers.official_tables import Box, Table, boxes, official_tables

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(body: str, /, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return a Word document of a body and other parts, whose names stand with _ for the dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(main, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return file.getvalue()


def para(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run that is not markup is text."""
    shown = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{shown}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def read_texts(body: str, /, **parts: str) -> list[str]:
    return texts(docx.read(word(body, **parts)))


# Text of a paragraph


RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param(["新收申请", "12", "件"], "新收申请12件", id="runs-are-joined-without-blanks"),
        pytest.param(["甲<w:tab/>", "<w:r><w:tab/></w:r>", "乙"], "甲\t乙", id="tab"),
        pytest.param(["甲", "<w:r><w:br/></w:r>", "乙"], "甲\n乙", id="line-break"),
        pytest.param(["甲", "<w:r><w:softHyphen/></w:r>", "乙\xad丙"], "甲乙丙", id="soft-hyphens-vanish"),
        pytest.param(["0379", "<w:r><w:noBreakHyphen/></w:r>", "1"], "0379-1", id="hard-hyphen"),
        pytest.param(["甲", "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"], "甲链接", id="hyperlink"),
        pytest.param(["<w:smartTag><w:r><w:t>2024年</w:t></w:r></w:smartTag>", "度"], "2024年度", id="smart-tag"),
        pytest.param(["<w:sdt><w:sdtContent><w:r><w:t>选</w:t></w:r></w:sdtContent></w:sdt>"], "选", id="control"),
        pytest.param(["<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "文"], "增文", id="inserted-text-is-kept"),
        pytest.param(["<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "文"], "文", id="deleted-text-is-not"),
        pytest.param(["<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", "文"], "文", id="text-moved-away"),
        pytest.param(["<w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>", "文"], "移文", id="text-moved-here"),
        pytest.param(['<w:r><w:sym w:font="宋体" w:char="2713"/></w:r>', "是"], "✓是", id="symbol"),
        pytest.param(['<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"], "是", id="sign-of-a-symbol-font"),
        pytest.param(["<m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>", "=2"], "1+1=2", id="formula"),
        pytest.param(
            [RUBY, "开"], "公开", id="reading-above-a-character",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_it_is_seen(runs: list[str], expected: str) -> None:
    assert read_texts(para(*runs)) == [expected]


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_gives_its_result_and_not_its_instruction() -> None:
    begin, middle, end = map(field_mark, ("begin", "separate", "end"))
    instruction = "<w:r><w:instrText> REF 数 </w:instrText></w:r>"
    inner = begin + instruction + middle + "<w:r><w:t>内层</w:t></w:r>" + end
    body = para("共", begin, inner, middle, "5", end, "件") + para("下一段")
    assert read_texts(body) == ["共5件", "下一段"]


def test_a_field_that_is_never_closed_does_not_swallow_the_next_paragraph() -> None:
    body = para("甲", field_mark("begin"), field_mark("begin"), "乙") + para("丙")
    assert read_texts(body)[-1] == "丙"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = para("收到", properties="<w:rPr><w:del/></w:rPr>") + para("申请", properties="<w:rPr><w:del/></w:rPr>")
    assert read_texts(body + para("5件")) == ["收到申请5件"]


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>'
    document = docx.read(word(para(hidden, shown)))
    assert texts(document) == ["明"]
    assert any("隐藏文字" in warning for warning in document.warnings)


def test_a_hidden_paragraph_mark_hides_no_text() -> None:
    document = docx.read(word(para("文", properties="<w:rPr><w:vanish/></w:rPr>")))
    assert texts(document) == ["文"]
    assert document.warnings == []


def test_a_character_style_may_hide_text() -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    run = '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>暗</w:t></w:r>'
    assert read_texts(para(run, "明"), styles=styles) == ["明"]


def text_box(text: str, *, old: bool = False) -> str:
    content = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    if old:
        return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return f"<w:drawing>{content}</w:drawing>"


def test_a_text_box_is_read_once_after_its_anchor() -> None:
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{text_box('框')}</mc:Choice>"
        f"<mc:Fallback>{text_box('框', old=True)}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_texts(para("锚", both) + para("后")) == ["锚", "框", "后"]


def test_the_fallback_is_read_where_the_choice_has_no_text() -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wpg'><w:drawing/></mc:Choice>"
        f"<mc:Fallback>{text_box('框', old=True)}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_texts(para("锚", both)) == ["锚", "框"]


def test_text_boxes_keep_their_order() -> None:
    assert read_texts(para("锚", f"<w:r>{text_box('一')}</w:r>", f"<w:r>{text_box('二')}</w:r>")) == ["锚", "一", "二"]


def test_a_note_is_read_at_the_end_if_the_text_refers_to_it() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{i}">{para(f"注{i}")}</w:footnote>' for i in (1, 2))
    assert read_texts(para("正文", mark) + para("末段"), footnotes=notes) == ["正文", "末段", "注2"]


def test_endnotes_are_read_too() -> None:
    mark = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    assert read_texts(para("正文", mark), endnotes=f'<w:endnote w:id="1">{para("尾注")}</w:endnote>') == [
        "正文",
        "尾注",
    ]


def test_blocks_in_content_controls_are_read_in_order() -> None:
    control = f"<w:sdt><w:sdtContent>{para('乙')}{table(cell('丙'), cell('戊'))}</w:sdtContent></w:sdt>"
    document = docx.read(word(para("甲") + control + para("丁")))
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Grid, Paragraph]


def test_a_list_of_contents_is_left_out() -> None:
    """Its lines would be taken for headings."""
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('一、总体情况1')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    styled = para("二、主动公开2", properties='<w:pStyle w:val="t"/>')
    assert read_texts(control + styled + para("一、总体情况"), styles=styles) == ["一、总体情况"]


# Headings and numbers


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        pytest.param('<w:name w:val="heading 2"/>', "", 2, id="built-in-name"),
        pytest.param('<w:name w:val="标题 3"/>', "", 3, id="chinese-name"),
        pytest.param('<w:name w:val="正文一"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "", 1, id="outline-of-style"),
        pytest.param('<w:name w:val="正文一"/>', '<w:outlineLvl w:val="1"/>', 2, id="outline-of-paragraph"),
        pytest.param('<w:name w:val="heading 1"/>', '<w:outlineLvl w:val="9"/>', 0, id="body-level-of-paragraph"),
        pytest.param('<w:name w:val="其他"/><w:basedOn w:val="h"/>', "", 4, id="inherited"),
        pytest.param('<w:name w:val="其他"/><w:basedOn w:val="s"/>', "", 0, id="style-based-on-itself"),
        pytest.param('<w:name w:val="正文"/>', "", 0, id="plain"),
        pytest.param('<w:name w:val="Title"/>', "", 1, id="title"),
        pytest.param('<w:name w:val="heading 9"/>', "", 6, id="deepest"),
    ],
)
def test_heading_levels_come_from_styles_and_outline(style: str, properties: str, level: int) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="s">{style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 4"/></w:style>'
    )
    body = para("总体情况", properties=f'<w:pStyle w:val="s"/>{properties}')
    assert [block.level for block in docx.read(word(body, styles=styles)).blocks] == [level]


def level_xml(depth: int, number_format: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


HEADING_STYLE = '<w:style w:type="paragraph" w:styleId="s"><w:name w:val="heading 2"/></w:style>'
STYLED = para("总体情况", properties='<w:pStyle w:val="s"/>')


def with_part(data: bytes, name: str, content: str) -> bytes:
    """Return the document with one more part."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(name, content)
    return file.getvalue()


def first_level(data: bytes) -> int:
    block = docx.read(data).blocks[0]
    assert isinstance(block, Paragraph)
    return block.level


def test_a_style_is_found_however_long_the_part() -> None:
    others = "".join(f'<w:style w:styleId="x{n}"><w:name w:val="正文"/></w:style>' for n in range(2000))
    assert first_level(word(STYLED, styles=others + HEADING_STYLE)) == 2


def test_a_style_is_found_in_a_part_with_another_prefix() -> None:
    part = f"<w:styles {NAMESPACES}>{HEADING_STYLE}</w:styles>".replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    assert first_level(with_part(word(STYLED), "word/styles.xml", part)) == 2


@pytest.mark.parametrize("style", ['<w:style w:styleId="s"><w:oops></w:style>', '<w:style w:styleId="s"/>', ""])
def test_a_style_that_cannot_be_read_costs_the_level_alone(style: str) -> None:
    assert first_level(word(STYLED, styles=style)) == 0


def test_a_list_is_followed_to_the_definition_it_borrows() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{LEVELS}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert read_texts(numbered("甲"), numbering=numbering) == ["一、甲"]


def test_a_list_may_change_a_level_of_its_definition() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0">{level_xml(0, "decimal", "第%1条")}</w:lvlOverride></w:num>'
    )
    assert read_texts(numbered("甲"), numbering=numbering) == ["第1条 甲"]


BOUND = '<w:pStyle w:val="s"/>'
LEVELS = (
    level_xml(0, "chineseCounting", "%1、")
    + level_xml(1, "chineseCountingThousand", "（%2）")
    + level_xml(2, "decimal", "%3.")
    + level_xml(3, "decimal", "%1.%4", "<w:isLgl/>")
    + level_xml(4, "bullet", "●")
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, depth: int = 0, list_id: int = 1) -> str:
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_rebuilt() -> None:
    body = "".join(
        [
            numbered("总体情况"),
            numbered("主动公开", 1),
            numbered("平台", 2),
            numbered("队伍", 2),
            numbered("依申请公开", 1),
            numbered("渠道", 2),
            numbered("主动公开政府信息情况"),
            numbered("附", 3),
            numbered("点", 4),
            numbered("无号", 0, 0),
            numbered("不存在的列表", 0, 9),
        ]
    )
    assert read_texts(body, numbering=NUMBERING) == [
        "一、总体情况",
        "（一）主动公开",
        "1.平台",
        "2.队伍",
        "（二）依申请公开",
        "1.渠道",
        "二、主动公开政府信息情况",
        "2.1 附",
        "点",
        "无号",
        "不存在的列表",
    ]


def test_a_list_that_begins_anew_does_so_once() -> None:
    body = numbered("甲") + numbered("乙") + numbered("丙", 0, 2) + numbered("丁", 0, 2)
    assert read_texts(body, numbering=NUMBERING) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_two_lists_of_one_definition_count_on() -> None:
    numbering = NUMBERING + '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    assert read_texts(numbered("甲") + numbered("乙", 0, 3), numbering=numbering) == ["一、甲", "二、乙"]


def test_an_empty_paragraph_is_not_counted() -> None:
    """Word prints its number, yet a report's empty paragraphs carry none that anybody refers to."""
    assert read_texts(numbered("甲") + numbered("") + numbered("乙"), numbering=NUMBERING) == ["一、甲", "二、乙"]


def test_a_style_numbers_its_paragraphs_on_the_level_bound_to_it() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level_xml(0, "decimal", "%1.")}'
        f"{level_xml(1, 'chineseCounting', '（%2）', BOUND)}</w:abstractNum>"
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    )
    styled = '<w:pStyle w:val="s"/>'
    body = para("甲", properties=styled) + para("乙", properties=styled + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read_texts(body, numbering=numbering, styles=styles) == ["（一）甲", "乙"]


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (2, "ideographZodiac", "丑"),
        (13, "chineseLegalSimplified", "壹拾叁"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (7, "decimalFullWidth", "７"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (5, "none", ""),
        (5, "a format to come", "5"),
        (0, "chineseCounting", "0"),
    ],
)
def test_number_formats(number: int, number_format: str, expected: str) -> None:
    assert written(number, number_format) == expected


# Tables


def spans(document: Document) -> list[Table]:
    return [boxes(grid) for grid in grids(document)]


def test_columns_and_rows_that_are_merged() -> None:
    body = table(
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("丙") + cell("丁", '<w:vMerge w:val="restart"/>'),
        cell("戊") + cell("己") + cell("不可见", '<w:vMerge w:val="continue"/>'),
    )
    assert spans(docx.read(word(body))) == [
        [[("甲", 0, 1, 2), ("乙", 1, 2, 1)], [("丙", 1, 1, 1), ("丁", 2, 1, 2)], [("戊", 0, 1, 1), ("己", 1, 1, 1)]]
    ]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    body = table(cell("甲", "<w:vMerge/>") + cell("乙"))
    assert spans(docx.read(word(body))) == [[[("甲", 0, 1, 1), ("乙", 1, 1, 1)]]]


def test_a_second_merge_below_the_first_is_its_own() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(cell("甲", restart), cell("", goes_on), cell("乙", restart), cell("", goes_on), cell("丙"))
    assert spans(docx.read(word(body))) == [[[("甲", 0, 1, 2)], [], [("乙", 0, 1, 2)], [], [("丙", 0, 1, 1)]]]


def test_old_horizontal_merges() -> None:
    body = table(cell("甲", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("乙"))
    assert spans(docx.read(word(body))) == [[[("甲", 0, 2, 1), ("乙", 2, 1, 1)]]]


def test_a_row_that_begins_later_keeps_its_columns() -> None:
    body = table(cell("甲") + cell("乙"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙"))
    assert spans(docx.read(word(body)))[0][1] == [("丙", 1, 1, 1)]


def test_deleted_rows_and_cells_are_not_there() -> None:
    body = table(
        "<w:trPr><w:del/></w:trPr>" + cell("旧"), cell("甲") + cell("旧", "<w:cellDel/>") + cell("乙"), cell("丙")
    )
    assert spans(docx.read(word(body))) == [[[("甲", 0, 1, 1), ("乙", 1, 1, 1)], [("丙", 0, 1, 1)]]]


def test_properties_before_a_tracked_change_do_not_count() -> None:
    old = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="5"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    body = table(cell("甲", old) + cell("乙"))
    assert spans(docx.read(word(body))) == [[[("甲", 0, 1, 1), ("乙", 1, 1, 1)]]]


def test_rows_and_cells_in_content_controls() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{cell('甲')}{control(cell('乙'))}</w:tr>"
    body = f"<w:tbl>{control(row)}<w:tr>{cell('丙')}</w:tr></w:tbl>"
    assert spans(docx.read(word(body))) == [[[("甲", 0, 1, 1), ("乙", 1, 1, 1)], [("丙", 0, 1, 1)]]]


def test_paragraphs_of_a_cell_stand_on_lines() -> None:
    body = table(f"<w:tc>{para('商业')}{para('')}{para('企业')}</w:tc>" + cell("乙"))
    assert grids(docx.read(word(body)))[0].rows[0][0].text == "商业\n企业"


def test_a_table_inside_a_cell_follows_as_its_own() -> None:
    body = table(cell("甲") + f"<w:tc>{para('乙')}{table(cell('丙') + cell('丁'))}{para('戊')}</w:tc>") + para("后")
    document = docx.read(word(body))
    assert [[item.text for row in grid.rows for item in row] for grid in grids(document)] == [
        ["甲", "乙\n戊"],
        ["丙", "丁"],
    ]
    assert [grid.place.table for grid in grids(document)] == [1, 2]
    assert texts(document) == ["后"]


def test_a_frame_around_tables_is_no_table() -> None:
    body = table(f"<w:tc>{para('前')}{table(cell('丙') + cell('丁'))}{para('后')}</w:tc>")
    document = docx.read(word(body))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph]
    assert len(grids(document)) == 1


def test_a_single_cell_is_a_frame() -> None:
    document = docx.read(word(table(f"<w:tc>{para('甲')}{para('乙')}</w:tc>")))
    assert texts(document) == ["甲", "乙"]
    assert grids(document) == []


def test_a_cell_knows_its_place() -> None:
    place = (
        grids(docx.read(word(table(cell("甲") + cell("丙")) + table(cell("乙"), cell("丙") + cell("丁")))))[1]
        .rows[1][1]
        .place
    )
    assert (place.table, place.row, place.column) == (2, 2, 2)


# Whole documents


def python_docx_form(tables: list[Table]) -> bytes:
    """Return the form as python-docx writes it, merged cells and all."""
    document = python_docx.Document()
    document.core_properties.title = "2024年政府信息公开工作年度报告"
    for number, rows in enumerate(tables):
        document.add_heading(f"第{number}张表", level=1)
        width = max(box.column + box.colspan for row in rows for box in row)
        made = document.add_table(len(rows), width)
        cells = made._cells
        for top, row in enumerate(rows):
            for text, column, colspan, rowspan in row:
                first = cells[top * width + column]
                if colspan > 1 or rowspan > 1:
                    last = made.cell(top + rowspan - 1, column + colspan - 1)
                    first = made.cell(top, column).merge(last)
                first.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module", params=["2021", "2019"])
def whole_form(request: pytest.FixtureRequest) -> tuple[bytes, list[Table]]:
    tables = official_tables(request.param)
    return python_docx_form(tables), tables


def test_a_form_made_by_python_docx_reads_cell_for_cell(whole_form: tuple[bytes, list[Table]]) -> None:
    data, tables = whole_form
    document = docx.read(data)
    assert spans(document) == tables
    assert document.title == "2024年政府信息公开工作年度报告"
    assert [(block.text, block.level) for block in document.blocks if isinstance(block, Paragraph)] == [
        (f"第{number}张表", 1) for number in range(3)
    ]


def strict(data: bytes) -> bytes:
    """Return the same document in the strict namespace."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for strict_name, usual in STRICT.items():
                content = content.replace(usual, strict_name)
            new.writestr(name, content)
    return file.getvalue()


def test_the_strict_variant_reads_the_same(whole_form: tuple[bytes, list[Table]]) -> None:
    data, _ = whole_form
    converted = strict(data)
    assert converted != data
    assert docx.read(converted) == docx.read(data)


def test_the_main_part_may_have_another_name() -> None:
    data = word(para("文"), main="word/document2.xml")
    with zipfile.ZipFile(file := io.BytesIO(data), "a") as package:
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="/word/document2.xml"/></Relationships>',
        )
    assert texts(docx.read(file.getvalue())) == ["文"]


@pytest.mark.corpus
def test_the_real_blank_form_has_the_official_tables() -> None:
    path = CORPUS / "alt" / "blank-form-2021.docx"
    if not path.exists():
        pytest.skip("the folder ../shared/corpus with the published reports is not there")
    found = spans(docx.read(path.read_bytes()))
    expected = official_tables("2021")
    assert [[box[1:] for box in row] for grid in found for row in grid] == [
        [box[1:] for box in row] for grid in expected for row in grid
    ]
    for box, official in zip(flat(found), flat(expected), strict=True):
        assert box.text.strip() == ("" if official.text.isdigit() else official.text)


def flat(tables: list[Table]) -> list[Box]:
    return [box for rows in tables for row in rows for box in row]


# What cannot be read


PICTURE = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"


def test_a_picture_alone_in_its_paragraph_is_told() -> None:
    assert any("图片" in warning for warning in docx.read(word(para("文") + para(PICTURE))).warnings)


def test_a_picture_beside_text_is_not_told() -> None:
    assert docx.read(word(para("文", PICTURE))).warnings == []


def test_an_embedded_sheet_is_told() -> None:
    assert any("Excel" in warning for warning in docx.read(word(para("文", "<w:r><w:object/></w:r>"))).warnings)


def test_a_document_of_pictures_is_a_scan() -> None:
    with pytest.raises(ScannedFile):
        docx.read(word(para(PICTURE)))


@pytest.mark.parametrize("content", ["<w:altChunk/>", para("<w:r><w:object/></w:r>")])
def test_a_document_that_only_holds_another_file_is_not_called_empty(content: str) -> None:
    with pytest.raises(UnsupportedKind, match="嵌在"):
        docx.read(word(content))


def test_a_document_without_content_is_empty() -> None:
    with pytest.raises(EmptyFile):
        docx.read(word(para("")))


def test_a_package_without_a_main_part_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        docx.read(word(para("文"), main="word/other.xml"))


def test_a_main_part_without_a_body_is_damaged() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {NAMESPACES}/>")
    with pytest.raises(DamagedFile):
        docx.read(file.getvalue())


def outcome(data: bytes) -> Document | ReportError:
    """Return what was read or the error that says why not; any other error fails the test."""
    try:
        return docx.read(data)
    except ReportError as error:
        return error


@pytest.mark.parametrize("depth", [20, 60, 2000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + para("心") + "</w:tc></w:tr></w:tbl>" * depth
    found = outcome(word(body))
    assert isinstance(found, ReportError) or "心" in str(found.blocks)


def test_many_rows_are_read() -> None:
    row = f"<w:tr>{cell('甲')}{cell('1')}</w:tr>"
    document = docx.read(word(f"<w:tbl>{row * 20_000}</w:tbl>"))
    assert len(grids(document)[0].rows) == 20_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused_in_words(
    whole_form: tuple[bytes, list[Table]], at: float, byte: int, cut: bool
) -> None:
    data, _ = whole_form
    place = int(at * len(data))
    broken = data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :]
    found = outcome(broken)
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), junk=st.text("<>/&w:ptbl\"' =x\x01", max_size=8))
def test_a_damaged_main_part_is_read_or_refused_in_words(at: float, junk: str) -> None:
    body = table(cell("甲", '<w:gridSpan w:val="2"/>') + cell("乙", "<w:vMerge/>")) + numbered("丙")
    place = int(at * len(body))
    found = outcome(word(body[:place] + junk + body[place:], numbering=NUMBERING))
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param([run("9", "<w:strike/>"), run("6")], "9\u03366", id="struck"),
        pytest.param([run("9", "<w:dstrike/>"), run("6")], "9\u03366", id="struck-twice"),
        pytest.param([run("9", '<w:strike w:val="0"/>'), run("6")], "96", id="not-struck"),
        pytest.param([run("6"), run("1", '<w:vertAlign w:val="superscript"/>')], "6¹", id="raised"),
        pytest.param([run("6"), run("1", '<w:vertAlign w:val="baseline"/>')], "61", id="on-the-line"),
        pytest.param([run("国家"), run("机密", "<w:strike/>"), run("秘密")], "国家秘密", id="words"),
    ],
)
def test_struck_and_raised_figures_of_a_cell_are_marked(runs, text):
    row = f"<w:tc>{para(*runs)}</w:tc>{cell('0')}"
    assert grids(docx.read(word(table(row, cell("甲") + cell("乙")))))[0].rows[0][0].text == text


def test_struck_text_is_left_out_of_prose():
    ended = "<w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr><w:r><w:t>第二段</w:t></w:r></w:p>"
    assert read_texts(para("共收到", run("9", "<w:strike/>"), "6件") + ended) == ["共收到6件", "第二段"]
