"""OFD documents: forms made in the ways of several producers, each trait of the format, damage."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report.document import Document, Grid, Layout, Paragraph
from gongkai.core.report.errors import DamagedFile, EmptyFile, EncryptedFile, OversizedFile, ReportError, ScannedFile
from gongkai.core.report.readers import ofd
from tests.core.report.readers.ofd_fixture import NAMESPACE, OfdMaker, Ruling
from tests.core.report.readers.official_tables import Box, Table, boxes, official_tables

TABLE3_WIDTHS = [14, 16, 49, *[11] * 7]
HEADINGS = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"]
PROSE = "本年度通过门户网站主动公开信息120条，其中业务类80条、机构类40条，全部在规定的期限内公开，没有因此引起的复议。"
SMALL_TABLE = [[Box("项目", 0), Box("数量", 1)], [Box("许可", 0), Box("12", 1)]]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def spans(document: Document) -> list[Table]:
    return [boxes(grid) for grid in grids(document)]


def form(maker: OfdMaker, edition: str = "2021") -> bytes:
    """Return a whole form, each table on a page of its own."""
    maker.paragraph(PROSE)
    maker.paragraph(PROSE)
    for number, table in enumerate(official_tables(edition)):
        maker.new_page()
        maker.paragraph(HEADINGS[number], indent=2)
        maker.table(table, TABLE3_WIDTHS if number == 1 else None)
    return maker.file()


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("ruling", ["lines", "sides", "boxes", "filled"])
def test_a_form_reads_cell_for_cell_however_its_rules_are_drawn(edition: str, ruling: Ruling) -> None:
    document = ofd.read(form(OfdMaker(title="2024年年度报告", ruling=ruling), edition))
    assert spans(document) == official_tables(edition)
    assert texts(document) == [PROSE, PROSE, *HEADINGS]
    assert all(grid.exact for grid in grids(document))
    assert [grid.place.table for grid in grids(document)] == [1, 2, 3]
    assert document.title == "2024年年度报告"
    assert document.kind == "ofd"


@pytest.mark.parametrize(
    "maker",
    [
        pytest.param(OfdMaker(prefix=""), id="no-prefix"),
        pytest.param(OfdMaker(prefix="o:"), id="another-prefix"),
        pytest.param(OfdMaker(prefix="", namespace=""), id="no-namespace"),
        pytest.param(OfdMaker(namespace="http://www.ofdspec.org"), id="namespace-of-2012"),
        pytest.param(OfdMaker(compressed=True), id="steps-compressed"),
        pytest.param(OfdMaker(version="1.0"), id="version-1.0"),
    ],
)
def test_the_spelling_of_a_producer_changes_nothing(maker: OfdMaker) -> None:
    assert ofd.read(form(maker)) == ofd.read(form(OfdMaker()))


def test_a_table_that_goes_on_over_the_page_is_read_page_by_page() -> None:
    rows = [
        [Box("组", 0, 1, 60), Box("行1", 1), Box("1", 2)],
        *([Box(f"行{n}", 1), Box(str(n), 2)] for n in range(2, 61)),
    ]
    maker = OfdMaker()
    maker.table(rows)
    found = spans(ofd.read(maker.file()))
    assert len(found) == len(maker.pages) == 2
    assert [row[-1].text for table in found for row in table] == [str(n) for n in range(1, 61)]
    assert [table[0][0] for table in found] == [Box("组", 0, 1, len(found[0])), Box("", 0, 1, len(found[1]))]


def test_a_cell_knows_its_page() -> None:
    maker = OfdMaker()
    maker.paragraph("甲")
    maker.new_page()
    maker.table(SMALL_TABLE)
    place = grids(ofd.read(maker.file()))[0].rows[1][1].place
    assert (place.page, place.table, place.row, place.column) == (2, 1, 2, 2)


def test_text_without_rules_keeps_its_positions() -> None:
    maker = OfdMaker()
    for row, label in enumerate(["予以公开", "部分公开", "不予公开", "无法提供"]):
        maker.text(30, 60 + 8 * row, label, 4)
        for column in range(5):
            maker.text(80 + 20 * column, 60 + 8 * row, str(10 * row + column), 4)
    document = ofd.read(maker.file())
    lines = [line for block in document.blocks if isinstance(block, Layout) for line in block.lines]
    assert [[word.text for word in line.words] for line in lines] == [
        [label, *(str(10 * row + column) for column in range(5))]
        for row, label in enumerate(["予以公开", "部分公开", "不予公开", "无法提供"])
    ]
    assert lines[0].words[1].x0 == pytest.approx(80 * 72 / 25.4, abs=0.1)


# Text objects


def one_line(inside: str, attributes: str = 'Boundary="30 50 100 10" Size="4"') -> list[str]:
    maker = OfdMaker()
    maker.pages[0].append(f"<ofd:TextObject ID='5' Font='1' {attributes}>{inside}</ofd:TextObject>")
    return texts(ofd.read(maker.file()))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="4 4 4">公开办法</ofd:TextCode>', "公开办法", id="steps"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">公开办法</ofd:TextCode>', "公开办法", id="compressed"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="4 g 2 2 4">公12开</ofd:TextCode>', "公12开", id="mixed"),
        pytest.param('<ofd:TextCode X="0" Y="4">公开</ofd:TextCode>', "公开", id="no-steps"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="4">公开办法</ofd:TextCode>', "公开办法", id="too-few-steps"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="g 9999999 4">公开</ofd:TextCode>', "公开", id="too-many-steps"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="x nan inf">公开</ofd:TextCode>', "公开", id="no-figures"),
        pytest.param('<ofd:TextCode X="0" Y="4" DeltaX="2 2 2 2">In it</ofd:TextCode>', "In it", id="blank"),
        pytest.param(
            '<ofd:TextCode X="8" Y="4">办</ofd:TextCode><ofd:TextCode X="0" Y="4" DeltaX="4">公开</ofd:TextCode>',
            "公开办",
            id="two-codes-by-their-positions",
        ),
    ],
)  # fmt: skip
def test_characters_are_placed_by_their_steps(code: str, expected: str) -> None:
    joined = "".join(one_line(code))
    assert joined == expected


@pytest.mark.parametrize("attributes", ['Boundary="30 50 100 4" size="4"', 'Boundary="30 50 100 4"'])
def test_a_font_size_may_be_spelt_small_or_left_out(attributes: str) -> None:
    assert one_line('<ofd:TextCode X="0" Y="4" DeltaX="4">公开</ofd:TextCode>', attributes) == ["公开"]


def test_a_scaled_object_is_placed_by_its_ctm() -> None:
    """Producers that convert from other formats write all text in size 1 and scale it."""
    maker = OfdMaker()
    maker.table(SMALL_TABLE)
    scaled = OfdMaker()
    scaled.y = maker.y
    for objects in maker.pages:
        for one in objects:
            scaled.pages[-1].append(one)
    matrix = '<ofd:TextObject ID="5" Font="1" Boundary="40 100 60 10" Size="1" CTM="4 0 0 4 0 0">'
    scaled.pages[-1].append(f'{matrix}<ofd:TextCode X="0" Y="1" DeltaX="1 1">新增字</ofd:TextCode></ofd:TextObject>')
    document = ofd.read(scaled.file())
    assert texts(document) == ["新增字"]
    assert spans(document) == [SMALL_TABLE]


def test_rules_are_placed_by_their_ctm() -> None:
    maker = OfdMaker()
    maker.text(32, 55, "甲", 4)
    maker.text(52, 55, "1", 4)
    for x in (0, 2, 4):
        maker.path(f"M {x} 0 L {x} 1", "30 50 41 11", CTM="10 0 0 10 0 0")
    for y in (0, 1):
        maker.path(f"M 0 {y} L 4 {y}", "30 50 41 11", CTM="10 0 0 10 0 0")
    assert spans(ofd.read(maker.file())) == [[[Box("甲", 0), Box("1", 1)]]]


def test_a_vertical_label_reads_from_the_top_down() -> None:
    maker = OfdMaker()
    maker.ruling = "boxes"
    maker.table([[Box("", 0, 1, 2), Box("新收", 1), Box("1", 2)], [Box("结转", 1), Box("2", 2)]], [20, 40, 40])
    inside = '<ofd:TextCode X="0" Y="3" DeltaX="g 2 0" DeltaY="g 2 3.5">自然人</ofd:TextCode>'
    maker.pages[0].append(f'<ofd:TextObject ID="7" Font="1" Size="3" Boundary="35 39.5 4 12">{inside}</ofd:TextObject>')
    assert spans(ofd.read(maker.file()))[0][0][0] == Box("自然人", 0, 1, 2)


def test_text_printed_twice_in_one_place_is_read_once() -> None:
    maker = OfdMaker()
    for _ in range(2):
        maker.text(30, 60, "总体情况")
    assert texts(ofd.read(maker.file())) == ["总体情况"]


def test_invisible_objects_are_not_read() -> None:
    maker = OfdMaker()
    maker.text(30, 60, "明")
    maker.text(30, 80, "暗", Visible="false")
    assert texts(ofd.read(maker.file())) == ["明"]


# The package


def test_a_template_page_stands_under_every_page() -> None:
    """The empty form stands in the template, the figures on the page."""
    source = OfdMaker()
    source.table([[Box(box.text if not box.text.isdigit() else "", *box[1:]) for box in row] for row in SMALL_TABLE])
    maker = OfdMaker(template=source.pages[0])
    maker.text(140, 49.5, "12", 3)
    assert spans(ofd.read(maker.file())) == [SMALL_TABLE]


def test_blocks_within_blocks_are_read() -> None:
    maker = OfdMaker()
    block = maker.text_object(30, 60, "总体情况", 5)
    for _ in range(3):
        block = maker.element("PageBlock", block, ID="3")
    maker.pages[0].append(block)
    assert texts(ofd.read(maker.file())) == ["总体情况"]


def test_a_shared_drawing_is_read_where_it_is_placed() -> None:
    maker = OfdMaker()
    unit = maker.element("Content", maker.text_object(0, 5, "总体情况", 5))
    unit = maker.element("CompositeGraphicUnit", unit, ID="50", Width="40", Height="10")
    maker.pages[0].append(maker.element("CompositeObject", ID="6", ResourceID="50", Boundary="30 60 40 10"))
    resources = (
        f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    document = ofd.read(maker.file(**{"Doc_0/PublicRes.xml": resources}))
    assert texts(document) == ["总体情况"]


def test_a_drawing_that_holds_itself_ends() -> None:
    maker = OfdMaker()
    again = maker.element("CompositeObject", ID="6", ResourceID="50", Boundary="0 0 9 9")
    content = maker.element("Content", maker.text_object(0, 5, "文", 5) + again * 9)
    unit = maker.element("CompositeGraphicUnit", content, ID="50")
    maker.pages[0].append(again)
    resources = f'<ofd:Res xmlns:ofd="{NAMESPACE}">{unit}</ofd:Res>'
    assert "文" in "".join(texts(ofd.read(maker.file(**{"Doc_0/PublicRes.xml": resources}))))


def renamed(data: bytes, names: dict[str, str], old: str = "", new: str = "") -> bytes:
    """Return the package with parts renamed and a text replaced in all of them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            target.writestr(names.get(name, name), content.replace(old, new) if old else content)
    return file.getvalue()


def test_locations_are_found_as_producers_write_them() -> None:
    maker = OfdMaker()
    maker.paragraph("总体情况")
    data = maker.file()
    page = "Doc_0/Pages/Page_0/Content.xml"
    absolute = renamed(data, {}, 'BaseLoc="Pages/', 'BaseLoc="/Doc_0/Pages/')
    backslashes = renamed(data, {}, "Pages/Page_0/Content.xml", "Pages\\Page_0\\Content.xml")
    dotted = renamed(data, {}, 'BaseLoc="Pages/', 'BaseLoc="./Pages/')
    case = renamed(data, {page: "Doc_0/pages/page_0/content.xml"})
    for other in (absolute, backslashes, dotted, case):
        assert other != data
        assert texts(ofd.read(other)) == ["总体情况"]


def test_a_page_that_is_missing_is_damage() -> None:
    maker = OfdMaker()
    maker.paragraph("总体情况")
    data = renamed(maker.file(), {"Doc_0/Pages/Page_0/Content.xml": "Doc_0/Pages/Page_9/Content.xml"})
    with pytest.raises(DamagedFile):
        ofd.read(data)


def test_stamps_and_attachments_are_no_text() -> None:
    maker = OfdMaker()
    maker.paragraph("总体情况")
    stamp = f'<ofd:PageAnnot xmlns:ofd="{NAMESPACE}">{maker.text_object(30, 90, "印章", 5)}</ofd:PageAnnot>'
    data = maker.file(**{"Doc_0/Annots/Page_0/Annotation.xml": stamp, "Doc_0/Signs/Signatures.xml": "<a/>"})
    assert texts(ofd.read(data)) == ["总体情况"]


# What cannot be read


def test_an_encrypted_document_is_told() -> None:
    maker = OfdMaker()
    maker.paragraph("总体情况")
    with pytest.raises(EncryptedFile):
        ofd.read(maker.file(**{"Encryptions.xml": "<a/>"}))


def test_a_document_of_pictures_is_a_scan() -> None:
    maker = OfdMaker()
    maker.picture("0 0 210 297")
    with pytest.raises(ScannedFile, match="OFD"):
        ofd.read(maker.file())


def test_a_page_of_pictures_among_others_is_told() -> None:
    maker = OfdMaker()
    maker.paragraph("总体情况")
    maker.new_page()
    maker.picture("0 0 210 297")
    assert any("第 2 页" in warning for warning in ofd.read(maker.file()).warnings)


def test_a_document_without_content_is_empty() -> None:
    with pytest.raises(EmptyFile):
        ofd.read(OfdMaker().file())


def test_too_many_pages_are_refused() -> None:
    maker = OfdMaker()
    for _ in range(300):
        maker.new_page()
    with pytest.raises(OversizedFile):
        ofd.read(maker.file())


def test_a_package_that_is_no_document_is_damaged() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with pytest.raises(DamagedFile):
        ofd.read(file.getvalue())


def outcome(data: bytes) -> Document | ReportError:
    """Return what was read or the error that says why not; any other error fails the test."""
    try:
        return ofd.read(data)
    except ReportError as error:
        return error


@st.composite
def merged_tables(draw: st.DrawFn) -> Table:
    """Draw a table of random merged cells; its first row and column are left whole, so that every rule shows."""
    depth, width = draw(st.integers(2, 7)), draw(st.integers(2, 6))
    owner = {(r, c): (r, c) for r in range(depth) for c in range(width)}
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(1, depth - 1)), draw(st.integers(1, width - 1))
        bottom, right = draw(st.integers(top, depth - 1)), draw(st.integers(left, width - 1))
        area = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        if all(owner[place] == place for place in area) and not any(
            place in area for other, place in owner.items() if other != place
        ):
            owner |= dict.fromkeys(area, (top, left))
    table: Table = [[] for _ in range(depth)]
    for place in sorted(set(owner.values())):
        held = [other for other, home in owner.items() if home == place]
        rows, columns = {r for r, _ in held}, {c for _, c in held}
        text = draw(st.sampled_from(["", "0", "12", "3.5", "予以公开", "总计"])) if place != (0, 0) else "角"
        table[place[0]].append(Box(text or "空", place[1], len(columns), len(rows)))
    return table


@settings(max_examples=40, deadline=None)
@given(table=merged_tables(), ruling=st.sampled_from(["lines", "sides", "boxes", "filled"]), compressed=st.booleans())
def test_any_ruled_table_reads_cell_for_cell(table: Table, ruling: Ruling, compressed: bool) -> None:
    maker = OfdMaker(ruling=ruling, compressed=compressed)
    maker.table(table)
    assert spans(ofd.read(maker.file())) == [table]


def small_file() -> tuple[OfdMaker, bytes]:
    maker = OfdMaker(template=[OfdMaker().text_object(30, 20, "头", 4)])
    maker.paragraph(PROSE)
    maker.table(SMALL_TABLE)
    return maker, maker.file()


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused_in_words(at: float, byte: int, cut: bool) -> None:
    _, data = small_file()
    place = int(at * len(data))
    found = outcome(data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :])
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


@settings(max_examples=100, deadline=None)
@given(
    part=st.sampled_from(["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]),
    at=st.floats(0, 1, exclude_max=True),
    junk=st.text("<>/&\"' =0123456789.-eginfaMLC", max_size=8),
)
def test_a_damaged_part_is_read_or_refused_in_words(part: str, at: float, junk: str) -> None:
    maker, _ = small_file()
    content = maker.parts()[part]
    place = int(at * len(content))
    found = outcome(maker.file(**{part: content[:place] + junk + content[place:]}))
    assert isinstance(found, Document) or (found.problem.endswith("。") and found.remedy)


def test_a_drawing_of_countless_strokes_is_passed_over() -> None:
    maker = OfdMaker()
    maker.paragraph(PROSE)
    maker.path(" ".join(f"M {n % 200} {n % 290} L {n % 200 + 5} {n % 290}" for n in range(30_000)))
    assert texts(ofd.read(maker.file())) == [PROSE]
