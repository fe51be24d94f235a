import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.document import Document, Grid, Layout, Paragraph, Place
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, OversizedFile, ReportError, ScannedFile
from gongkai.core.report.readers import pdf
from gongkai.core.report.readers.pdf import UnreadableText
from tests.core.report.readers.official_tables import Box, Table, boxes, official_tables
from tests.core.report.readers.printed_pages import (
    COLUMNS_3,
    PROSE,
    html_report,
    page_pdf,
    pdf_bytes,
    report_source,
    shown,
    stream,
    typst_pdf,
    typst_source,
    typst_table,
)


def grids(document: Document) -> list[Table]:
    return [boxes(block) for block in document.blocks if isinstance(block, Grid)]


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def figures(row: list[Box]) -> list[str]:
    return [box.text for box in row if box.text.isdigit()]


def figure_rows(tables: list[Table]) -> list[list[str]]:
    return [figures(row) for table in tables for row in table if figures(row)]


def word_rows(document: Document) -> list[list[str]]:
    """The figures of each positioned line that has any."""
    lines = [line for block in document.blocks if isinstance(block, Layout) for line in block.lines]
    rows = [[word.text for word in line.words if word.text.isdigit()] for line in lines]
    return [row for row in rows if row]


# Whole reports


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_ruled_tables_of_a_report_are_recovered_cell_for_cell(form):
    tables = official_tables(form)
    document = pdf.read(typst_pdf(report_source(tables, height=1400)))
    assert grids(document) == tables
    assert document.kind == "pdf"
    assert all(block.exact for block in document.blocks if isinstance(block, Grid))


def test_the_prose_of_a_report_comes_in_paragraphs_around_its_tables():
    document = pdf.read(typst_pdf(report_source(official_tables(), height=1400)))
    first, second = PROSE.split("\n\n")
    assert prose(document) == [
        "云川市样例区清河街道办事处2023年政府信息公开工作年度报告",
        first,
        second,
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        first,
        second,
    ]


def test_a_table_over_several_pages_loses_no_row():
    tables = official_tables()
    document = pdf.read(typst_pdf(report_source(tables, height=420)))
    read = grids(document)
    assert len(read) > 4
    assert figure_rows(read) == figure_rows(tables)
    assert not [text for text in prose(document) if text.startswith("—")]


def test_cells_and_tables_know_their_page_and_number():
    document = pdf.read(typst_pdf(report_source(official_tables(), height=420)))
    places = [block.place for block in document.blocks if isinstance(block, Grid)]
    assert [place.table for place in places] == list(range(1, len(places) + 1))
    assert places[0].page == 1
    assert places[-1].page > 2
    last = [block for block in document.blocks if isinstance(block, Grid)][-1]
    assert last.rows[-1][0].place == Place(page=places[-1].page, table=len(places), row=len(last.rows), column=1)


def test_tables_without_rules_keep_each_figure_in_its_row():
    tables = official_tables()
    document = pdf.read(typst_pdf(report_source(tables, stroke="none", height=1400)))
    assert grids(document) == []
    assert word_rows(document) == figure_rows(tables)


def test_tables_without_rules_over_several_pages():
    tables = official_tables()
    document = pdf.read(typst_pdf(report_source(tables, stroke="none", height=420)))
    assert word_rows(document) == figure_rows(tables)


def test_labels_of_tables_without_rules_stand_on_the_line_of_their_figures():
    document = pdf.read(typst_pdf(report_source(official_tables(), stroke="none", height=1400)))
    lines = [line for block in document.blocks if isinstance(block, Layout) for line in block.lines]
    normdocs = next(line for line in lines if line.words[0].text == "行政规范性文件")
    assert [word.text for word in normdocs.words] == ["行政规范性文件", "1004", "1005", "1006"]
    assert [word.x0 for word in normdocs.words] == sorted(word.x0 for word in normdocs.words)


def test_a_page_in_two_columns_is_read_column_by_column():
    paragraphs = [
        f"第{number}段。{'样例街道持续推进主动公开工作，梳理公开事项，' * 3}" for number in "一二三四五六七八九十"
    ]
    source = typst_source("#columns(2)[\n" + "\n\n".join(paragraphs) + "\n]", height=320)
    assert prose(pdf.read(typst_pdf(source))) == paragraphs


def test_a_table_set_in_small_print_between_prose_of_other_size():
    table = official_tables()[0]
    source = typst_source(f"{PROSE}\n\n#[#set text(size: 5pt)\n{typst_table(table)}]\n\n{PROSE}", size=16, height=1400)
    assert grids(pdf.read(typst_pdf(source))) == [table]


@pytest.mark.browser
@pytest.mark.parametrize("border", ["1px solid black", "none"])
def test_a_web_page_printed_by_a_browser(chromium: str, tmp_path: Path, border: str):
    tables = official_tables()
    page, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(html_report(tables, border=border), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path}/profile",
    ]
    subprocess.run([chromium, *options, f"--print-to-pdf={printed}", page.as_uri()], check=True, capture_output=True)
    document = pdf.read(printed.read_bytes())
    assert figure_rows(grids(document)) + word_rows(document) == figure_rows(tables)
    assert bool(grids(document)) is (border != "none")


def test_large_figures_close_together_stay_apart():
    table = [list(row) for row in official_tables()[1]]
    for row, boxes_of_row in enumerate(table):
        table[row] = [box._replace(text=f"136{box.text}") if box.text.isdigit() else box for box in boxes_of_row]
    source = typst_source(typst_table(table, stroke="none", columns=COLUMNS_3), size=9, height=1400)
    assert word_rows(pdf.read(typst_pdf(source))) == figure_rows([table])


def test_files_may_be_read_in_several_threads():
    data = typst_pdf(report_source(official_tables(), height=420))
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(pdf.read, [data] * 8))
    assert all(document == read[0] for document in read)


# Rules in every manner of drawing

CELLS: Table = [[Box("信息内容", 0), Box("件数", 1)], [Box("规章", 0), Box("0", 1)], [Box("行政许可", 0), Box("13", 1)]]
X, Y, COLUMN, ROW = 100, 400, 80, 20
LEVEL = [(X, Y - ROW * n, X + 2 * COLUMN, Y - ROW * n) for n in range(4)]
UPRIGHT = [(X + COLUMN * n, Y, X + COLUMN * n, Y - 3 * ROW) for n in range(3)]
STROKES = b"".join(b"%d %d m %d %d l S\n" % line for line in (*LEVEL, *UPRIGHT))
THIN = [*((x0, y0, x1 - x0, 0.7) for x0, y0, x1, _ in LEVEL), *((x0, y1, 0.7, y0 - y1) for x0, y0, _, y1 in UPRIGHT)]
TEXT = b"".join(
    shown(box.text, X + COLUMN * box.column + 8, Y - ROW * row - 15, 10)
    for row, cells in enumerate(CELLS)
    for box in cells
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(STROKES + TEXT, id="stroked-lines"),
        pytest.param(b"[3 2] 0 d " + STROKES + TEXT, id="dashed-lines"),
        pytest.param(STROKES.replace(b" S\n", b"\n") + b"S " + TEXT, id="one-stroked-path"),
        pytest.param(b"".join(b"%g %g %g %g re f\n" % box for box in THIN) + TEXT, id="thin-filled-boxes"),
        pytest.param(b"".join(b"%g %g %g %g re\n" % box for box in THIN) + b"f " + TEXT, id="one-filled-path"),
        pytest.param(
            b"".join(
                b"%d %d %d %d re S\n" % (X + COLUMN * c, Y - ROW * (r + 1), COLUMN, ROW)
                for r in range(3)
                for c in range(2)
            )
            + TEXT,
            id="a-box-a-cell",
        ),
        pytest.param(b"0.9 g %d %d 160 60 re f 0 g " % (X, Y - 60) + STROKES + TEXT, id="on-a-filled-ground"),
        pytest.param(b"q .5 0 0 .5 9 9 cm " + STROKES + TEXT + b"Q", id="scaled"),
        pytest.param(
            b"q 1 0 0 -1 0 800 cm " + STROKES.replace(b"%d" % Y, b"%d" % Y) + b"Q q 1 0 0 1 0 60 cm " + TEXT + b"Q",
            id="upside-down-rules",
        ),
    ],
)
def test_rules_are_found_however_they_are_drawn(content):
    assert grids(pdf.read(page_pdf(content))) == [CELLS]


def test_rules_and_text_inside_form_objects_are_moved_with_them():
    form = stream(
        STROKES + TEXT,
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 30 -50]/Resources<</Font<</F2 4 0 R>>>>",
    )
    assert grids(pdf.read(page_pdf(b"q .8 0 0 .8 5 5 cm /X Do Q", resources=b"/XObject<</X 5 0 R>>", more=[form]))) == [
        CELLS
    ]


@pytest.mark.parametrize(
    ("turn", "page"),
    [
        pytest.param(b"0 1 -1 0 595 0", b"/Rotate 90", id="printed-sideways-and-turned-back"),
        pytest.param(b"0 1 -1 0 595 0", b"", id="sideways"),
        pytest.param(b"0 -1 1 0 0 842", b"/Rotate 270", id="the-other-way"),
        pytest.param(b"-1 0 0 -1 595 842", b"/Rotate 180", id="upside-down"),
        pytest.param(b"1 0 0 1 0 0", b"/Rotate 90", id="turned-by-mistake"),
        pytest.param(b"1 0 0 1 -80 -60", b"/CropBox[0 50 400 500]", id="cropped"),
    ],
)
def test_turned_and_cropped_pages_are_read_upright(turn, page):
    content = b"q %s cm " % turn + STROKES + TEXT + b"Q"
    assert grids(pdf.read(page_pdf(content, page=b"/MediaBox[0 0 595 842]" + page))) == [CELLS]


# Text


def test_text_outside_the_visible_page_is_left_out():
    content = shown("看得见的正文", 100, 600) + shown("裁掉的内容", 20, 20)
    assert prose(pdf.read(page_pdf(content, page=b"/MediaBox[0 0 595 842]/CropBox[50 300 500 700]"))) == [
        "看得见的正文"
    ]


def test_bold_made_by_drawing_twice_is_read_once():
    twice = b"".join(shown("政府信息公开工作年度报告", 100 + shift, 600) for shift in (0, 0.4))
    characters = [shown(char, 100 + 12 * n + shift, 500) for n, char in enumerate("政府信息") for shift in (0, 0.4)]
    assert prose(pdf.read(page_pdf(twice + b"".join(characters)))) == ["政府信息公开工作年度报告", "政府信息"]


def test_a_page_drawn_twice_is_read_once():
    lines = [(f"本报告第{number}行", 100, 700 - 20 * number) for number in range(6)]
    content = b"".join(shown(text, x + shift, y) for shift in (0, 0.5) for text, x, y in lines)
    assert "".join(prose(pdf.read(page_pdf(content)))) == "".join(text for text, _, _ in lines)


def test_the_same_figure_in_neighbouring_cells_is_kept():
    zeros = b"".join(shown("0", 100 + 30 * n, 600, 10) for n in range(7))
    assert word_rows(pdf.read(page_pdf(zeros))) == [["0"] * 7]


def test_radicals_that_stand_for_characters_are_mended():
    assert prose(pdf.read(page_pdf(shown("⼀、总体情况⾏政许可⻚", 100, 600)))) == ["一、总体情况行政许可页"]


def test_a_title_of_the_file_counts_only_where_the_first_page_bears_it():
    title = "云川市样例区2023年政府信息公开工作年度报告"
    content = shown(title, 100, 600)
    info = "<</Title<feff{}>>>"
    named = page_pdf(content, more=[info.format(title.encode("utf-16-be").hex()).encode()], trailer=b"/Info 5 0 R")
    stale = page_pdf(
        content,
        more=[info.format("样例区2019年政府信息公开工作年度报告".encode("utf-16-be").hex()).encode()],
        trailer=b"/Info 5 0 R",
    )
    assert pdf.read(named).title == title
    assert pdf.read(stale).title == ""


def test_characters_of_drawn_fonts_inside_scaled_forms_stay_in_their_cells():
    names = b"/ToUnicode 6 0 R/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]"
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 5 0 R>>%s>>"
        % names
    )
    glyph = stream(b"1000 0 50 0 950 900 d1 50 0 900 900 re f")
    unicode = stream(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <884c> endbfchar endcmap"
    )
    label = shown("行政许可", X + 8, Y - 2 * ROW - 15, 10)
    drawn = b"BT /F3 10 Tf %d %d Td (a) Tj /F2 10 Tf 10 0 Td <%s> Tj ET\n"
    drawn %= (X + 8, Y - 2 * ROW - 15, "政许可".encode("utf-16-be").hex().encode())
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 900 900]"
    form = stream(STROKES + TEXT.replace(label, drawn), entries + b"/Resources<</Font<</F2 4 0 R/F3 7 0 R>>>>")
    content = page_pdf(
        b"q .5 0 0 .5 20 30 cm /X Do Q", resources=b"/XObject<</X 8 0 R>>", more=[glyph, unicode, font, form]
    )
    assert grids(pdf.read(content)) == [CELLS]


# Pictures and what cannot be read

IMAGE = stream(b"\0" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q "
LONG = "一、总体情况。本报告由样例街道编制，供参考核对使用。"


def pictured(*contents: bytes) -> bytes:
    return page_pdf(*contents, resources=b"/XObject<</I 5 0 R>>", more=[IMAGE])


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param([WHOLE_PAGE], id="bare"),
        pytest.param([WHOLE_PAGE + shown("第1页", 290, 20)] * 2, id="with-page-marks"),
    ],
)
def test_pages_that_are_pictures_are_refused_as_scanned(contents):
    with pytest.raises(ScannedFile):
        pdf.read(pictured(*contents))


def test_a_page_that_is_a_picture_among_others_is_told():
    document = pdf.read(pictured(shown(LONG, 100, 600), WHOLE_PAGE))
    assert document.warnings == ["第2页是图片，其中的文字没有读取，请对照原件核对。"]


def test_text_recognised_in_a_scan_is_read_with_a_warning():
    document = pdf.read(pictured(WHOLE_PAGE + b"BT 3 Tr ET " + shown(LONG, 100, 600)))
    assert prose(document) == [LONG]
    assert document.warnings == ["第1页的文字由扫描图片识别得来，可能有错，请对照原件核对。"]


def test_text_drawn_as_outlines_is_refused():
    outlines = b"".join(b"%d %d m %d %d l %d %d l f\n" % (9 * n, 500, 9 * n + 5, 505, 9 * n, 510) for n in range(60))
    with pytest.raises(UnreadableText, match="转成图形"):
        pdf.read(page_pdf(outlines))


def test_fonts_that_do_not_name_their_characters_are_refused():
    private = "".join(chr(0xE000 + n) for n in range(40))
    with pytest.raises(UnreadableText, match="Word 原稿"):
        pdf.read(page_pdf(shown(private, 20, 600, 8)))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", EmptyFile, id="nothing"),
        pytest.param(page_pdf(b""), EmptyFile, id="blank-page"),
        pytest.param(b"%PDF-1.7\nhello", DamagedFile, id="rubbish"),
        pytest.param(page_pdf(STROKES + TEXT)[:900], DamagedFile, id="truncated"),
        pytest.param(
            pdf_bytes([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]), DamagedFile, id="no-pages"
        ),
        pytest.param(page_pdf(*[b""] * 301), OversizedFile, id="too-many-pages"),
        pytest.param(page_pdf(b"0 0 m 9 9 l S\n" * 80_001), OversizedFile, id="too-many-shapes"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data, error):
    with pytest.raises(error):
        pdf.read(data)


def with_contents(contents: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_bytes([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, contents])


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(stream(b" " * 20_000_000, packed=True), id="packed"),
        pytest.param(
            stream(zlib.compress(zlib.compress(b" " * 20_000_000)), b"/Filter[/FlateDecode/FlateDecode]"),
            id="twice-packed",
        ),
    ],
)
def test_small_files_that_unpack_to_gigabytes_are_refused(contents):
    bomb = with_contents(contents)
    assert len(bomb) < 30_000
    with pytest.raises(OversizedFile):
        pdf.read(bomb)


def test_a_white_picture_that_packs_well_is_no_bomb():
    white = stream(
        b"\xff" * 4_000_000,
        b"/Type/XObject/Subtype/Image/Width 2000/Height 2000/ColorSpace/DeviceGray/BitsPerComponent 8",
        packed=True,
    )
    document = pdf.read(page_pdf(WHOLE_PAGE + shown(LONG, 100, 600), resources=b"/XObject<</I 5 0 R>>", more=[white]))
    assert prose(document) == [LONG]


def test_a_file_that_lost_its_end_is_read_and_told():
    document = pdf.read(page_pdf(STROKES + TEXT)[:-6])
    assert grids(document) == [CELLS]
    assert document.cut
    assert len(document.warnings) == 1


# Standard security handler, revision 2 with 40 bits, worked out by hand (PDF 32000-1, 7.6.3).


def encrypted(user: bytes, owner: bytes) -> bytes:
    """Return a file without strings and with one unencrypted page; the page's content does not matter here."""
    return _rc4_file(user, owner)


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _rc4_file(user: bytes, owner: bytes) -> bytes:
    from hashlib import md5

    permissions = -44 & 0xFFFFFFFF
    document_id = bytes(range(16))
    owner_entry = _rc4(md5((owner + PADDING)[:32]).digest()[:5], (user + PADDING)[:32])
    key = md5((user + PADDING)[:32] + owner_entry + permissions.to_bytes(4, "little") + document_id).digest()[:5]
    user_entry = _rc4(key, PADDING)

    def hidden(number: int, content: bytes) -> bytes:
        return _rc4(md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)

    words = "本报告由样例街道编制".encode("utf-16-be").hex().encode()
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry<%s>/Ordering<%s>/Supplement 2>>/DW 1000>>]>>"
    ) % (hidden(4, b"Adobe").hex().encode(), hidden(4, b"GB1").hex().encode())
    return pdf_bytes(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F2 4 0 R>>>>/Contents 5 0 R>>",
            font,
            stream(hidden(5, b"BT /F2 12 Tf 100 600 Td <%s> Tj ET" % words)),
            b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>"
            % (owner_entry.hex().encode(), user_entry.hex().encode(), permissions - 2**32),
        ],
        trailer=b"/Encrypt 6 0 R/ID[<%s><%s>]" % (document_id.hex().encode(), document_id.hex().encode()),
    )


def test_a_file_that_needs_a_password_is_refused():
    with pytest.raises(EncryptedFile):
        pdf.read(encrypted(b"secret", b"owner"))


def test_a_file_that_only_forbids_changes_is_read():
    assert prose(pdf.read(encrypted(b"", b"owner"))) == ["本报告由样例街道编制"]


# Anything else

SEED = page_pdf(STROKES + TEXT, shown(LONG, 100, 600))


def kind_or_remedy(data: bytes) -> str:
    """What the reader hands on: the kind of the document, or what the user is told to do."""
    try:
        return pdf.read(data).kind
    except ReportError as error:
        return error.remedy


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.binary(min_size=0, max_size=6)), min_size=1, max_size=8))
def test_a_damaged_file_gives_a_document_or_an_error_for_the_user(changes):
    data = bytearray(SEED)
    for place, new in changes:
        data[place : place + len(new) + 1] = new
    answer = kind_or_remedy(bytes(data))
    assert answer == "pdf" or answer.startswith("请")


@settings(max_examples=30)
@given(st.integers(0, len(SEED)))
def test_a_file_cut_short_anywhere_gives_a_document_or_an_error_for_the_user(length):
    answer = kind_or_remedy(SEED[:length])
    assert answer == "pdf" or answer.startswith("请")


# Published reports


@pytest.mark.corpus
def test_a_published_report_gives_its_tables(corpus: Path):
    document = pdf.read((corpus / "alt" / "009.pdf").read_bytes())
    rows = figure_rows(grids(document))
    assert ["3001", "53", "0", "0", "61", "4", "3119"] in rows
    assert ["67", "3", "0", "0", "1", "0", "71"] in rows
    assert ["72", "64", "178", "37", "351", "13", "4", "8", "1", "26", "12", "1", "1", "6", "20"] in rows
    assert sum(len(row) == 7 for row in rows) == 25
    assert not [text for text in prose(document) if text.startswith("-")]


@pytest.mark.corpus
def test_a_document_of_two_reports_side_by_side_is_read_without_fault(corpus: Path):
    document = pdf.read((corpus / "alt" / "010-011.pdf").read_bytes())
    assert len(grids(document)) > 6
    # The first and last characters of these labels are of drawn fonts, which PDFium puts outside of the table.
    rows = [[box.text for box in row] for table in grids(document) for row in table]
    assert ["行政规范性文件", "109", "489", "597"] in rows
    assert ["行政许可", "1573179"] in rows


def test_a_title_with_broken_characters_is_no_title():
    half = b"<</Title<feffd83d0041>>>"  # half of a character
    broken = page_pdf(shown("公开", 100, 600), more=[half], trailer=b"/Info 5 0 R")
    assert pdf.read(broken).title == ""
