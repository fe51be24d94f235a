"""Which column of a sheet holds what: found by the words of its head, in one row or in two that belong together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gongkai.apps.ledgers.kinds import DOCUMENTS, WORDINGS, LedgerKind
from gongkai.apps.ledgers.sheets.errors import SheetError
from gongkai.core.sheets.cells import text_of

LOOKED_AT: Final = 20  # rows in which the head may stand
_PLAIN: Final = re.compile(r"[\s（）()：:*＊、/]|单位")

# What the heads of real sheets say, the longer ones first; the first word that a head holds decides.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "withheld_reason": ("不公开理由", "不公开的理由", "不公开依据", "不公开原因", "不公开的依据和理由"),
    "is_public": ("是否公开", "公开情况", "公开属性", "已公开"),
    "ended_on": ("废止日期", "失效日期", "废止时间", "失效时间", "废止或失效日期"),
    "ending": ("有效性", "废止或失效", "文件状态", "效力"),
    "amount": ("收费金额", "金额", "收费额"),
    "office": ("承办科室", "责任科室", "科室", "承办部门", "责任部门"),
    "number": ("文书号", "决定书文号", "发文字号", "文号", "票据号", "决定书编号"),
    "on": (
        "制发日期", "印发日期", "发文日期", "成文日期", "决定日期", "决定时间", "收费日期", "缴费日期", "日期", "时间",
    ),
    "title": (
        "文件名称", "标题", "许可事项", "处罚事项", "强制事项", "项目名称", "事项名称", "收费项目", "案由", "案件名称",
        "事项", "名称",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns by what they hold, the row below the head, and whether amounts are in 万元."""

    columns: Mapping[str, int]
    first: int
    in_wan: bool


def find_heads(rows: Sequence[Sequence[Any]], kind: LedgerKind) -> Heads:
    """Return the heads of a sheet. Raises SheetError when the columns that a ledger cannot do without are not there."""
    best: Heads | None = None
    for number in range(min(LOOKED_AT, len(rows))):
        for depth in (1, 2):
            found = _columns(_joined(rows[number : number + depth]))
            if best is None or len(found.columns) > len(best.columns):
                best = Heads(found.columns, number + depth, found.in_wan)
    needed = {"title": WORDINGS[kind].title, "on": WORDINGS[kind].on}
    if kind is LedgerKind.CHARGE:
        needed["amount"] = "金额（元）"
    missing = [label for name, label in needed.items() if best is None or name not in best.columns]
    if best is None or missing:
        raise SheetError(
            f"表格里没有找到“{'”“'.join(missing)}”这{'几' if len(missing) > 1 else '一'}列。",
            f"请在表头写上：{'、'.join(wanted(kind))}。",
        )
    return best


def wanted(kind: LedgerKind) -> list[str]:
    """Return the heads of the sheet that a ledger takes, for an empty one to fill in."""
    heads = [WORDINGS[kind].number, WORDINGS[kind].title, WORDINGS[kind].on]
    if kind in DOCUMENTS:
        heads += ["废止或失效日期", "有效性"]
    if kind is LedgerKind.CHARGE:
        heads.append("金额（元）")
    return [*heads, "是否公开", "不公开的依据和理由", "科室"]


def _joined(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return the heads of one row or two, one below the other; a merged head counts for the columns it covers."""
    width = max((len(row) for row in rows), default=0)
    heads = [""] * width
    for depth, row in enumerate(rows):
        last = ""
        for column in range(width):
            text = text_of(row[column]) if column < len(row) else ""
            last = text or (last if depth == 0 and len(rows) > 1 else "")
            heads[column] += last
    return heads


def _columns(heads: Sequence[str]) -> Heads:
    found: dict[str, int] = {}
    in_wan = False
    for column, head in enumerate(heads):
        plain = _PLAIN.sub("", head)
        name = next((name for name, words in _WORDS.items() if any(word in plain for word in words)), None)
        if name is not None and name not in found and len(plain) <= LONGEST:
            found[name] = column
            in_wan = in_wan or (name == "amount" and "万元" in plain)
    return Heads(found, 0, in_wan)


LONGEST: Final = 24  # characters of a head; a longer one is a sentence
