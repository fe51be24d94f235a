"""Catalogues as districts really send them: read, shown, taken over as a whole, undone as a whole."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import add_office
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.errors import WrongMatter
from gongkai.apps.catalogue.models import Matter
from gongkai.apps.catalogue.selectors import matters
from gongkai.apps.catalogue.sheets.marks import carriers_of
from gongkai.apps.catalogue.sheets.reading import read_catalogue
from gongkai.core.catalogue.words import Audience, Carrier, Manner, Rhythm
from gongkai.core.sheets.errors import SheetError
from tests.apps.bodies import factories as people
from tests.apps.catalogue.factories import NOW, START, TODAY, matter, workbook

HEAD = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
# The form of the standard catalogues: a title, heads in two rows with merged cells, ticks, a first level merged down.
STANDARD = workbook(
    ["虚构街道社会救助领域政务公开标准目录"] + [None] * 11,
    ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象",
     None, "公开方式", None],
    [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群众（请写明）", "主动", "依申请公开"],
    ["1", "虚构救助", "办事指南", "条件、材料", "虚构法规", "制定后10个工作日内", "虚构街道",
     "■政府网站 □两微一端\n■社区/企事业单位/村公示栏（电子屏）", "√", None, "√", None],
    ["2", None, "审核信息", "名单", "虚构法规", 20, "虚构街道", "■政府网站\n■精准推送 虚构对象", None, "申请人", None,
     "√"],
    merged=["A1:L1", "B2:C2", "I2:J2", "K2:L2", "A2:A3", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "B4:B5"],
)  # fmt: skip


def test_the_form_of_the_standard_catalogues_is_read_with_its_merged_cells_and_ticks():
    (first, second), _remarks = read_catalogue(STANDARD)

    assert (first.first_level, first.second_level, first.limit) == ("虚构救助", "办事指南", "制定后10个工作日内")
    assert first.carriers == [Carrier.WEBSITE, Carrier.BOARD]
    assert (second.first_level, second.second_level) == ("虚构救助", "审核信息")
    assert (second.audience, second.audience_note) == (Audience.SOME, "申请人")
    assert second.manner is Manner.ON_REQUEST
    assert (second.limit, second.remarks) == ("20个工作日", ["时限只有数字，按工作日读。"])
    assert second.carriers == [Carrier.WEBSITE, Carrier.TARGETED]


def test_each_visible_sheet_is_read_under_the_field_it_is_named_for_and_a_hidden_one_is_told():
    rows = [HEAD, [1, "虚构甲", None, None, None, "及时"]]
    data = workbook(
        *rows, name="养老服务", hidden=["旧稿"], more={"19社会救助": [HEAD, [1, "虚构乙", "", "", "", "每年"]]}
    )

    found, remarks = read_catalogue(data)

    assert [(row.field, row.first_level) for row in found] == [("养老服务", "虚构甲"), ("社会救助", "虚构乙")]
    assert remarks == ["隐藏的工作表“旧稿”没有读入。"]


def test_a_heading_gives_its_field_to_the_rows_below_and_a_note_is_told():
    data = workbook(HEAD, ["二、养老服务"], [1, "虚构甲", None, "要素"], ["注：本表由虚构科填写"])

    found, remarks = read_catalogue(data)

    assert [row.field for row in found] == ["养老服务"]
    assert remarks == ["第 4 行只有“注：本表由虚构科填写”，当作标题或备注，没有读入。"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"\x89PNG\0", "不是表格", id="a-picture"),
        pytest.param(b"PK\x03\x04broken", "损坏", id="a-broken-workbook"),
        pytest.param(workbook(), "空的", id="an-empty-workbook"),
        pytest.param(workbook(["姓名", "电话"], ["某某", "无"]), "一级事项", id="another-table"),
        pytest.param(workbook(HEAD), "没有内容", id="heads-alone"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_a_sentence(data, told):
    with pytest.raises(SheetError, match=told):
        read_catalogue(data)


@pytest.mark.parametrize(
    ("cell", "carriers", "unknown"),
    [
        pytest.param("☑政府网站 ☐政府公报 ☑两微一端", [Carrier.WEBSITE, Carrier.MEDIA], [], id="boxes"),
        pytest.param("政府网站、公示栏", [Carrier.WEBSITE, Carrier.BOARD], [], id="a-list"),
        pytest.param("■其他 虚构载体", [Carrier.OTHER], [], id="other"),
        pytest.param("政府公报", [], ["政府公报"], id="unknown"),
        pytest.param("□政府网站", [], [], id="nothing-ticked"),
        pytest.param(None, [], [], id="blank"),
    ],
)
def test_carriers_of_a_cell(cell, carriers, unknown):
    assert carriers_of(cell) == (carriers, unknown)


@given(st.lists(st.lists(st.none() | st.text(max_size=12) | st.integers() | st.dates(), max_size=8), max_size=8))
def test_any_rows_are_read_or_refused_in_words(rows):
    lines = [",".join(f'"{str(cell or "").replace(chr(34), "")}"' for cell in row) for row in [HEAD, *rows]]
    found = []
    with suppress(SheetError):
        found, _remarks = read_catalogue("\n".join(lines).encode("utf-8", "ignore"))
    assert all(row.reasons or row.first_level for row in found)


@pytest.fixture
def body():
    return people.body(people.body(), slug="jia", name="甲街道办事处")


def preview(body, data, from_on=TODAY):
    return services.preview(by=SERVER, body=body, name="目录.xlsx", data=data, from_on=from_on, now=NOW)


@pytest.mark.django_db
def test_every_row_that_cannot_go_in_says_why(body):
    add_office(by=SERVER, body=body, name="虚构科", now=NOW)
    matter(body, "虚构现行", limit="及时", carriers=(Carrier.WEBSITE,))
    web = "政府网站"
    data = workbook(
        ["代码", "领域", "一级事项", "公开时限", "责任科室", "公开渠道和载体"],
        ["A1", "社会救助", "虚构甲", "每月", "虚构科", web],
        ["A1", "社会救助", "虚构乙", "每月", "", web],
        ["", "社会救助", "虚构甲", "每月", "", web],
        ["", "养老服务", "虚构丙", "每月", "没有的科", web],
        ["", "养老服务", "虚构丁", "#REF!", "", web],
        ["", "养老服务", "", "每月", "", ""],
        ["", "社会救助", "虚构现行", "及时", "", web],
        ["", "养老服务", "虚构戊", "按规定", "", web],
        ["", "养老服务", "虚构己" * 80, date(2026, 3, 1), "", web],
    )

    made = preview(body, data)

    reasons = {row["line"]: "".join(row["reasons"]) for row in made.refused}
    words = {3: "重复", 4: "重复", 5: "没有科室", 6: "公式出错", 8: "不需要导入", 10: "超过 200 个字"}
    assert {line: word for line, word in words.items() if word in reasons.get(line, "")} == words
    assert [row["code"] for row in made.rows] == ["A1", "20-001"]
    assert "没有看懂" in "".join(made.rows[1]["remarks"])
    assert Matter.objects.filter(public_body=body).count() == 1


@pytest.mark.django_db
def test_an_import_replaces_from_its_day_on_and_is_undone_as_a_whole(body):
    old = matter(body, "虚构救助", second_level="办事指南", carriers=(Carrier.WEBSITE,))
    made = preview(body, STANDARD)

    assert services.carry_out(by=SERVER, made=made, now=NOW) == 2
    now_in_force = {one.second_level: one for one in matters.in_force(body, TODAY)}
    assert (now_in_force["办事指南"].code, now_in_force["办事指南"].limit_days) == (old.code, 10)
    assert [one.pk for one in matters.in_force(body, START)] == [old.pk]
    with pytest.raises(WrongMatter, match="已导入"):
        services.carry_out(by=SERVER, made=made, now=NOW)
    assert any("已经导入过" in remark for remark in preview(body, STANDARD).remarks)

    assert services.undo(by=SERVER, made=made, reason="传错了", now=NOW) == 2
    assert [one.pk for one in matters.in_force(body, TODAY)] == [old.pk]


@pytest.mark.django_db
def test_what_changed_meanwhile_stops_the_import_and_what_changed_afterwards_its_undoing(body):
    made = preview(body, STANDARD)
    stranger = matter(body, "别的一项")
    with pytest.raises(WrongMatter, match="有了变动"):
        services.carry_out(by=SERVER, made=made, now=NOW)
    assert stranger.code == "19-001"

    again = preview(body, STANDARD)
    services.carry_out(by=SERVER, made=again, now=NOW)
    guide = matters.in_force(body, TODAY).get(second_level="办事指南")
    services.end_matter(by=SERVER, matter=guide, until_on=date(2026, 7, 1), reason="目录调整", now=NOW)
    with pytest.raises(WrongMatter, match="后来又改过"):
        services.undo(by=SERVER, made=again, reason="传错了", now=NOW)
    assert guide.rhythm == Rhythm.AS_FORMED
