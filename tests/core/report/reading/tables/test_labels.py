import pytest

from gongkai.core.report.form import EDITIONS
from gongkai.core.report.reading.tables.labels import match


@pytest.mark.parametrize("row", [row for form in EDITIONS.values() for row in form.table3], ids=lambda row: row.id)
def test_every_official_label_of_table_3_is_known(row: object) -> None:
    found = match(row.label)  # type: ignore[attr-defined]

    expected = "t3.r6" if row.id == "t3.r6_other_2019" else row.id  # type: ignore[attr-defined]
    assert (found.id, found.sure) == (expected, 3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("2.其他法律法规禁止公开", "t3.r3_2_law_forbids", id="wording seen"),
        pytest.param(
            "１、申请人无正当理由逾期不补正，行政机关不再处理", "t3.r6_1_no_supplement", id="numbered otherwise"
        ),
        pytest.param("1.逾期不补正", "t3.r6_1_no_supplement", id="shortened"),
        pytest.param("求缴纳费用、行政机关不再处理", "t3.r6_2_unpaid", id="the middle of a label"),
        pytest.param("（二） 部分公开 (区分处理的, 只计这一情况, 不计其他情形)", "t3.r2_partial", id="half-width"),
        pytest.param("（三）不予公开1.属于国家秘密", "t3.r3_1_state_secret", id="group and row glued"),
        pytest.param("三、本年度办理结果（一）予以公开", "t3.r1_granted", id="two heads and a row glued"),
        pytest.param("4.無正當理由大量反覆申請", "t3.r5_4_excessive", id="traditional script"),
        pytest.param("行政規範性檔案", "normdocs", id="a mirror's word for document"),
        pytest.param("规章(设区的市、自治州某某娱乐应提供相关数据)", "rules", id="an explanation, and spam in it"),
        pytest.param("本年(2023)制发件数", "t2.head", id="a year in a head"),
        pytest.param("处理绝对数量", "t2.head", id="a slip of the pen"),
        pytest.param("（六）其他", "t3.r6", id="the group, by its number"),
        pytest.param("3.其他", "t3.r6_3_other", id="the row, by its number"),
    ],
)
def test_labels_are_known_however_cut_or_worded(text: str, name: str) -> None:
    assert match(text).id == name


@pytest.mark.parametrize(
    "text", ["未增未减", "本单位未制作规章", "2021", "行政机关不再处理其政府信息公", "三、本年", ""]
)
def test_words_of_no_row_alone_are_no_label(text: str) -> None:
    assert match(text).sure == 0


def test_publishing_is_not_refusing() -> None:
    assert match("（一）予以公开").id == "t3.r1_granted"
    assert match("（三）不予公开").id == "t3.r3"
