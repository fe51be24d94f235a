"""Sheets as offices really keep them: read, shown, entered as a whole, undone as a whole."""

import io
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.errors import MonthIsClosed, WrongEntry
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.ledgers.selectors.cells import Period, table2
from gongkai.apps.ledgers.sheets.errors import SheetError
from gongkai.apps.ledgers.sheets.heads import wanted
from gongkai.apps.ledgers.sheets.reading import read_sheet
from tests.apps.bodies import factories

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
PENALTY, CHARGE, DOCUMENT = LedgerKind.PENALTY, LedgerKind.CHARGE, LedgerKind.NORMATIVE_DOCUMENT


def workbook(*rows, merged=(), hidden=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    if hidden:
        other = book.create_sheet("草稿")
        other.append(["别的"])
        other.sheet_state = hidden
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["序号", "决定书文号", "案由", "处罚决定日期", "是否公开", "不公开理由"]


def test_rows_are_read_whatever_the_days_look_like():
    data = workbook(
        ["某街道行政处罚台账"],
        HEAD,
        [1, "虚罚〔2026〕1号", "虚构甲", date(2026, 3, 2), "是", None],
        [2, "虚罚〔2026〕2号", "虚构乙", "2026年3月3日", "公开", None],
        [3, "虚罚〔2026〕3号", "虚构丙", "2026.3.4", "", None],
        [4, "虚罚〔2026〕4号", "虚构丁", "２０２６/3/5", "否", "涉及个人隐私"],
        [5, "虚罚〔2026〕5号", "虚构戊", 46087, None, None],
        [None, None, None, None, None, None],
        ["合计", None, None, 5, None, None],
    )

    found = read_sheet(data, "a.xlsx", PENALTY)

    assert [row.on for row in found.rows] == [date(2026, 3, day) for day in (2, 3, 4, 5, 6)]
    assert [row.is_public for row in found.rows] == [True, True, True, False, True]
    assert [row.reasons for row in found.rows] == [[]] * 5
    assert found.remarks == ["第 9 行是合计，没有读入。"]


def test_a_head_in_two_rows_with_merged_cells_is_understood():
    data = workbook(
        ["序号", "处罚决定", None, "公开", None],
        [None, "文号", "日期", "是否公开", "不公开理由"],
        [1, "1号", "2026-03-02", "是", None],
        merged=["B1:C1", "D1:E1", "A1:A2"],
    )

    with pytest.raises(SheetError, match="处罚事项"):
        read_sheet(data, "a.xlsx", PENALTY)

    data = workbook(
        ["序号", "处罚决定", None, None],
        [None, "文号", "日期", "案由"],
        [1, "1号", "2026-03-02", "虚构"],
        merged=["B1:D1", "A1:A2"],
    )
    row = read_sheet(data, "a.xlsx", PENALTY).rows[0]
    assert (row.number, row.on, row.title) == ("1号", date(2026, 3, 2), "虚构")


def test_amounts_are_taken_in_their_unit():
    data = workbook(
        ["收费项目", "收费日期", "金额（万元）"],
        ["虚构收费", "2026-03-02", 1.23],
        ["虚构收费", "2026-03-03", "5000元"],
        ["虚构收费", "2026-03-04", "1,000.5"],
        ["虚构收费", "2026-03-05", "很多"],
        ["虚构收费", "2026-03-06", 0.0000001],
    )

    found = read_sheet(data, "a.xlsx", CHARGE)

    assert [row.amount for row in found.rows[:3]] == [Decimal(12300), Decimal(5000), Decimal(10005000)]
    assert "不是金额" in found.rows[3].reasons[0]
    assert "小数太多" in found.rows[4].reasons[0]
    assert "表格中的金额以万元为单位，已经折合成元，请核对。" in found.remarks


def test_a_formula_that_failed_and_a_day_that_cannot_be_are_told_by_row():
    data = workbook(
        HEAD,
        [1, "1号", "虚构", "2026-02-30", None, None],
        [2, "2号", "#REF!", "2026-03-02", None, None],
        [3, "3号", "虚构", None, None, None],
        [4, "4号", "虚构", "上周", None, None],
    )

    told = [row.reasons[0] for row in read_sheet(data, "a.xlsx", PENALTY).rows]

    assert "不是日期" in told[0]
    assert "公式出错" in told[1]
    assert "没有日期" in told[2]
    assert "“上周”不是日期" in told[3]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_said(state):
    data = workbook(HEAD, [1, "1号", "虚构", "2026-03-02", None, None], hidden=state)

    assert read_sheet(data, "a.xlsx", PENALTY).remarks == ["隐藏的工作表“草稿”没有读入。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_usual_encodings(encoding):
    data = "文号,案由,决定日期\n1号,虚构,2026-03-02\n".encode(encoding)

    assert read_sheet(data, "a.csv", PENALTY).rows[0].title == "虚构"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b"PK\x03\x04broken", "损坏"),
        (b"\xd0\xcf\x11\xe0broken", "打不开"),
        (b"\x00\x01\x02", "不是表格"),
        (b"\xff\xfe\xfa\x80\xff", "编码"),
        ("甲,乙\n1,2\n".encode(), "没有找到"),
        ("文号,案由,决定日期\n".encode(), "没有内容"),
        ('文号,案由,决定日期\n"1,2,3\n'.encode(), "引号"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(data, said):
    with pytest.raises(SheetError, match=said):
        read_sheet(data, "a", PENALTY)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reading(data):
    for head in (b"", b"PK\x03\x04", "文号,案由,决定日期\n".encode()):
        with suppress(SheetError):
            read_sheet(head + data, "a", PENALTY)


@pytest.mark.parametrize("kind", LedgerKind)
def test_the_empty_sheet_we_give_is_one_we_read(kind):
    row = ["1号", "虚构", "2026-03-02"]
    data = workbook(wanted(kind), row + ([1] if kind is CHARGE else []))

    assert read_sheet(data, "a.xlsx", kind).rows[0].reasons == []


@pytest.fixture
def body(db):
    return factories.body(factories.body())


def preview(body, *rows, kind=PENALTY):
    data = workbook(HEAD, *rows)
    return services.preview(by=SERVER, body=body, kind=kind, name="台账.xlsx", data=data, now=NOW)


def test_a_sheet_is_shown_first_entered_as_a_whole_and_undone_as_a_whole(body):
    made = preview(
        body,
        [1, "1号", "虚构甲", "2026-03-02", "是", None],
        [2, "1号", "虚构乙", "2026-03-02", "是", None],
        [3, "3号", "虚构丙", "2026-03-02", "否", None],
        [4, "4号", "虚构丁", "2027-03-02", "是", None],
        [5, "5号", "虚构戊", "2026-03-02", "是", None],
    )
    assert not LedgerEntry.objects.exists()
    assert [row["line"] for row in made.rows] == [2, 6]
    assert [row["line"] for row in made.refused] == [3, 4, 5]
    assert "重复" in made.refused[0]["reasons"][0]

    assert services.carry_out(by=SERVER, made=made, now=NOW) == 2
    assert table2(body, Period.of_year(2026))["t2.penalties.decisions"] == 2
    with pytest.raises(WrongEntry, match="已导入"):
        services.carry_out(by=SERVER, made=made, now=NOW)

    assert services.undo(by=SERVER, made=made, reason="导错了表", now=NOW) == 2
    assert table2(body, Period.of_year(2026))["t2.penalties.decisions"] == 0
    assert LedgerEntry.objects.count() == 2, "they stay, voided"


def test_what_was_entered_meanwhile_or_closed_stops_the_whole_import(body):
    made = preview(body, [1, "1号", "虚构甲", "2026-03-02", "是", None], [2, "2号", "虚构乙", "2026-04-02", "是", None])
    entry = services.Entry("先登记的", date(2026, 3, 2), number="2号")
    one = services.enter(by=SERVER, body=body, kind=PENALTY, entry=entry, now=NOW)
    with pytest.raises(WrongEntry, match="2号已经登记"):
        services.carry_out(by=SERVER, made=made, now=NOW)

    services.void(by=SERVER, row=one, reason="x", now=NOW)
    services.close_month(by=SERVER, body=body, year=2026, month=4, now=NOW)
    with pytest.raises(MonthIsClosed):
        services.carry_out(by=SERVER, made=made, now=NOW)
    assert LedgerEntry.objects.filter(voided_at=None).count() == 0


def test_the_same_file_again_is_told(body):
    row = [1, "1号", "虚构甲", "2026-03-02", "是", None]
    data = workbook(HEAD, row)
    first = services.preview(by=SERVER, body=body, kind=PENALTY, name="a.xlsx", data=data, now=NOW)
    services.carry_out(by=SERVER, made=first, now=NOW)

    again = services.preview(by=SERVER, body=body, kind=PENALTY, name="a.xlsx", data=data, now=NOW)

    assert "已经导入过一次" in again.remarks[0]
    assert again.rows == []
