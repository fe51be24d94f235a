"""Wordings of the form's labels: the official ones, those seen in published reports, and words of one row alone."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.core.report.form import COMMON, EDITIONS, Edition, Heading


class Label(NamedTuple):
    """What a text is of the form.

    `part`: "t2", "t3" for rows; "head" for column heads and captions (`id` tells which: "t2.head", "t4.col.upheld");
    "group" for group heads; "skip" for rows the form does not have. `number` is the numbering in front as printed,
    brackets included. `sure` is 3 for an official wording or one seen, 2 for words that belong to one row alone, 1 for
    likeness.
    """

    part: str
    id: str
    sure: int
    number: str = ""


NOTHING: Final = Label("", "", 0)

Wording = tuple[str, Label]


def wordings() -> Iterator[Wording]:
    """Yield every official label and wording seen, with what it is; the first of equal ones holds."""
    for form in EDITIONS.values():
        yield from _table2(form)
        yield from _rows(form)
    yield "信息内容", Label("head", "t2.head", 3)
    yield "其他主动公开文件", Label("skip", "t2.other_files", 3)
    yield from _table3_heads()
    yield from _table4_heads()


def _table2(form: Edition) -> Iterator[Wording]:
    for block in form.table2:
        yield block.caption, Label("head", "t2.caption", 3)
        for head in block.heads:
            yield head, Label("head", "t2.head", 3)
        for row in block.rows:
            for text in (row.label, *row.also):
                yield text, Label("t2", row.id.split(".", maxsplit=1)[1], 3)


def _rows(form: Edition) -> Iterator[Wording]:
    """Rows of table 3; the one-row （六）其他处理 of 2019 is told from the group of 2021 by the figures beside it."""
    for row in form.table3:
        if row.id != "t3.r6_other_2019":
            for text in (row.label, *row.also):
                yield text, Label("t3", row.id, 3)


def _table3_heads() -> Iterator[Wording]:
    for group in COMMON.t3_groups:
        yield group.label, Label("group", group.id, 3)
    for text in (COMMON.note, "申请人情况", "法人或其他组织"):
        yield text, Label("head", "t3.head", 3)
    yield from _columns(COMMON.t3_columns, "t3")


def _table4_heads() -> Iterator[Wording]:
    yield "行政诉讼", Label("head", "t4.suits", 3)
    for group in COMMON.t4_groups:
        yield group.label, Label("head", f"t4.group.{group.id}", 3)
    yield from _columns(COMMON.t4_columns, "t4")


def _columns(columns: tuple[Heading, ...], table: str) -> Iterator[Wording]:
    """Heads of columns; 总计 and 其他 are read by where they stand, for rows of table 3 are called so too."""
    for column in columns:
        if column.id not in {"total", "other_org"}:
            yield column.label, Label("head", f"{table}.col.{column.id}", 3)


# Words that belong to one row, group or head alone, whatever stands around them, tried in this order.
KEYS: Final[tuple[tuple[re.Pattern[str], Label], ...]] = tuple(
    (re.compile(pattern), Label(part, name, 2))
    for pattern, part, name in (
        (r"勾稽关系|第一项加第二项|等于第三项加", "head", "t3.head"),
        (r"^第?二十条第?\(?[一五六八九1-9]\)?项", "head", "t2.caption"),
        (
            r"^(?:本年)?度?(?:新?制作数量|新?公开数量|新?制发件?数?量?|废止件?数?|处理决定数量|处理绝对数量|增/?减?|收费金额)",
            "head",
            "t2.head",
        ),
        (
            r"^(?:现行有效件?数?|对外公开总?数量|上一年项目数量|处理(?:决定|绝对)数量|采购项目数量|采购总金额)",
            "head",
            "t2.head",
        ),
        (r"^本年新$", "head", "t2.head"),
        (r"国家秘密", "t3", "t3.r3_1_state_secret"),
        (r"其他法律|法规禁止|律行政法规|律法规禁", "t3", "t3.r3_2_law_forbids"),
        (r"三安全|一稳定", "t3", "t3.r3_3_security_stability"),
        (r"第三方合法|第三方权益", "t3", "t3.r3_4_third_party"),
        (r"内部事务", "t3", "t3.r3_5_internal_affairs"),
        (r"过程性信息|四类过程", "t3", "t3.r3_6_deliberative"),
        (r"执法案卷", "t3", "t3.r3_7_enforcement_file"),
        (r"行政查询", "t3", "t3.r3_8_admin_query"),
        (r"不掌握", "t3", "t3.r4_1_not_held"),
        (r"现成信息|另行制作", "t3", "t3.r4_2_needs_creation"),
        (r"仍不明确|补正后申请", "t3", "t3.r4_3_still_unclear"),
        (r"信访.{0,6}(?:类申请|$)|举报投诉类", "t3", "t3.r5_1_petition"),
        (r"^重复(?:性)?申请", "t3", "t3.r5_2_repeated"),
        (r"公开出版物", "t3", "t3.r5_3_publication"),
        (r"大量反[复覆]|反[复覆]申请", "t3", "t3.r5_4_excessive"),
        (r"确认或重新|重新出具|已获取信息", "t3", "t3.r5_5_confirm_again"),
        (r"逾期不补正|不补正", "t3", "t3.r6_1_no_supplement"),
        (r"收费通知|缴纳费用|逾期不缴费|逾期未缴|未按收费", "t3", "t3.r6_2_unpaid"),
        (r"新收.{0,12}申请|本年新收", "t3", "t3.new"),
        (r"上年(?:度)?结转|上一年(?:度)?结转", "t3", "t3.carried_in"),
        (r"结转下(?:一)?年|结转至?下年", "t3", "t3.carried_out"),
        (r"(?<!不)予以公开$", "t3", "t3.r1_granted"),
        (r"部分公开(?:\(|$)", "t3", "t3.r2_partial"),
        (r"本年度?办理结果|办理结果$", "group", "t3.results"),
        (r"^不予公开", "group", "t3.r3"),
        (r"^无法提供", "group", "t3.r4"),
        (r"^不予处理", "group", "t3.r5"),
        (r"^其他处理", "group", "t3.r6"),
        (r"^部分公开", "t3", "t3.r2_partial"),
        (r"区分处理的", "t3", "t3.r2_partial"),
        (r"^(?:予以|同意)公开", "t3", "t3.r1_granted"),
        (r"^(?:自然人)", "head", "t3.col.natural"),
        (r"^(?:行政)?规范性文件", "t2", "normdocs"),
        (r"^(?:政府)?规章(?:\(|$)", "t2", "rules"),
        (r"^行政许可", "t2", "permits"),
        (r"^其他对外管理", "t2", "other_services"),
        (r"^行政处罚", "t2", "penalties"),
        (r"^行政强制", "t2", "coercion"),
        (r"^行政事业性收费", "t2", "fees"),
        (r"^政府集中采购", "t2", "procurement"),
        (r"^其他主动公开文件", "skip", "t2.other_files"),
        (r"未经复议", "head", "t4.group.t4.suit_direct"),
        (r"复议后(?:再)?(?:起诉|提起)", "head", "t4.group.t4.suit_after_review"),
    )
)
