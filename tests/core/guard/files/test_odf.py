"""OpenDocument files, written part by part as LibreOffice writes them."""

import io
import zipfile

import pytest

from tests.core.guard.files.looking import MASKED, NUMBER, looked, of, one, told

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "presentation", "meta")
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
TYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def package(form: str, body: str, styles: str = "", *, meta: str = "", more: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{TYPES[form]}")
        made.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{TYPES[form]}>{body}</office:{TYPES[form]}></office:body></office:document-content>",
        )
        made.writestr(
            "meta.xml", f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        for name, data in (more or {}).items():
            made.writestr(name, data)
    return stream.getvalue()


def style(name: str, family: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


def sheet(rows: str, columns: str = "", name: str = "名单", of_style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{of_style}">{columns}{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    written = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row {more}>{written}</table:table-row>"


def test_a_plain_text_has_no_finding():
    assert looked(package("odt", "<text:h>公示</text:h><text:p>现予公示。</text:p>")).findings == ()


def test_personal_data_is_told_by_its_paragraph():
    assert told(package("odt", f"<text:p>公示</text:p><text:p>户主{NUMBER}</text:p>")) == [("PII-ID", "正文第2段")]


IN_STYLE = f'<text:p><text:span text:style-name="T1">户主{NUMBER}</text:span></text:p>'
IN_FIELD = f'<text:p><text:hidden-text text:string-value="户主{NUMBER}"/></text:p>'
IN_SECTION = f'<text:section text:display="none"><text:p>户主{NUMBER}</text:p></text:section>'


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        pytest.param(IN_STYLE, '<style:text-properties text:display="none"/>', id="hidden"),
        pytest.param(IN_STYLE, '<style:text-properties fo:color="#ffffff"/>', id="white"),
        pytest.param(IN_FIELD, "", id="field"),
        pytest.param(IN_SECTION, "", id="section"),
    ],
)
def test_text_that_nobody_sees_is_told(body, properties):
    assert MASKED in one(package("odt", body, style("T1", "text", properties)), "FILE-HIDDEN-TEXT").shown


def test_comments_and_changes_are_told_and_inspected_apart():
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>户主{NUMBER}</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        f"<text:p>公示<office:annotation><text:p>问{NUMBER}</text:p></office:annotation></text:p>"
    )
    data = package("odt", body)
    assert one(data, "FILE-CHANGE").shown == f"1 处，如“户主{MASKED}”"
    assert one(data, "FILE-COMMENT").shown == f"1 处，如“问{MASKED}”"
    assert sorted(str(finding.place) for finding in of(data, "PII-ID")) == ["修订", "批注"]


def test_cells_of_a_sheet_are_read_with_their_heads_and_told_by_address():
    data = package("ods", sheet(row("姓名", "电话") + row("王某某", "13900000001")))
    assert told(data) == [("PII-PHONE", "工作表“名单”B2")]


def test_hidden_rows_columns_and_sheets_are_told():
    hidden_column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = row("公示", "底数") + row("另", "记", more='table:visibility="filter"')
    other = sheet(row("户主"), name="底表", of_style="ta2")
    off = style("ta2", "table", '<style:table-properties table:display="false"/>')
    assert told(package("ods", sheet(rows, hidden_column) + other, off)) == [
        ("FILE-HIDDEN-ROWS", "工作表“名单”"),
        ("FILE-HIDDEN-COLUMNS", "工作表“名单”B列"),
        ("FILE-HIDDEN-SHEET", "工作表“底表”"),
    ]


def test_notes_and_hidden_slides_are_told():
    page = style("dp2", "drawing-page", '<style:drawing-page-properties presentation:visibility="hidden"/>')
    body = (
        '<draw:page draw:style-name="dp1"><draw:text-box><text:p>公示</text:p></draw:text-box>'
        f"<presentation:notes><text:p>户主{NUMBER}</text:p></presentation:notes></draw:page>"
        '<draw:page draw:style-name="dp2"><text:p>备用</text:p></draw:page>'
    )
    data = package("odp", body, page)
    assert one(data, "FILE-NOTES").shown.startswith("1 处，如“户主")
    assert str(one(data, "FILE-HIDDEN-SLIDE").place) == "第2页"


def test_properties_macros_objects_and_outside_content_are_told():
    data = package(
        "odt",
        '<text:p>公示<draw:image xlink:href="http://evil.example/p.png"/>'
        '<text:a xlink:href="http://evil.example/">链接</text:a></text:p>',
        meta="<meta:initial-creator>王小明</meta:initial-creator>",
        more={
            "Basic/Standard/Module1.xml": b"<a/>",
            "Object 1/content.xml": f"<office:a {SPACES}><text:p>户主{NUMBER}</text:p></office:a>".encode(),
        },
    )
    found = {one.kind.id: one for one in looked(data, hosts=frozenset({"gov.cn"})).findings}
    assert set(found) == {"FILE-PROPERTIES", "FILE-MACRO", "FILE-EMBEDDED", "FILE-EXTERNAL", "LINK-OFFLIST", "PII-ID"}
    assert found["FILE-PROPERTIES"].shown == "作者“王**”"


def test_a_password_is_told():
    data = package("odt", "<text:p/>", more={"META-INF/manifest.xml": b"<m><encryption-data/></m>"})
    assert (told(data), looked(data).readable) == ([("FILE-ENCRYPTED", "")], False)
