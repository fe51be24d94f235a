"""Which column of a catalogue holds what: found by the words of its head, in one row or in two below each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.core.catalogue.words import Audience, Carrier, Manner
from gongkai.core.sheets.cells import text_of
from gongkai.core.sheets.errors import SheetError

LOOKED_AT: Final = 12  # rows in which the head may stand
LONGEST: Final = 40  # characters of a head; a longer one is a sentence
_PLAIN: Final = re.compile(r"[\s（）()：:*＊、/／]")
WANTED: Final = (
    "代码", "领域", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "责任科室",
    "公开渠道和载体", "公开对象", "公开方式", "公开层级",
)  # fmt: skip

# What the heads of real catalogues say; the first word that a head holds decides, so the narrower ones come first.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "second_level": ("二级事项", "二级目录", "子事项"),
    "first_level": ("一级事项", "一级目录", "公开事项", "事项名称"),
    "content": ("公开内容", "内容要素"),
    "basis": ("公开依据", "法律依据", "政策依据", "依据"),
    "limit": ("公开时限", "公开期限", "时限"),
    "unit": ("责任科室", "承办科室", "责任部门", "科室"),
    "owner": ("公开主体", "责任主体", "责任单位"),
    "code": ("事项代码", "事项编码", "代码", "编码"),
    "field": ("领域", "试点领域"),
    "level": ("公开层级", "层级"),
}
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "carriers": ("公开渠道", "公开载体", "渠道和载体"),
    "audience": ("公开对象",),
    "manner": ("公开方式",),
}


@dataclass(slots=True)
class Heads:
    """The columns by what they hold; columns of ticks by the word they tick; the row below the head."""

    columns: dict[str, int] = field(default_factory=dict)
    ticks: dict[str, dict[str, int]] = field(default_factory=dict)  # group -> code of the word -> column
    first: int = 0

    @property
    def weight(self) -> int:
        """How much was found."""
        return len(self.columns) + sum(len(one) for one in self.ticks.values())


def find_heads(rows: Sequence[Sequence[Any]], sheet: str) -> Heads:
    """Return the heads of a sheet. Raises SheetError where the first level or the content is not among them."""
    best = Heads()
    for number in range(min(LOOKED_AT, len(rows))):
        for depth in (1, 2):
            found = _heads(rows[number : number + depth])
            found.first = number + depth
            if found.weight > best.weight:
                best = found
    if "first_level" not in best.columns:
        where = f"工作表“{sheet}”里" if sheet else "表格里"
        raise SheetError(f"{where}没有找到“一级事项”或“公开事项”这一列。", f"请在表头写上：{'、'.join(WANTED)}。")
    return best


def _heads(rows: Sequence[Sequence[Any]]) -> Heads:
    width = max((len(row) for row in rows), default=0)
    found = Heads()
    for column in range(width):
        parts = [_PLAIN.sub("", text_of(row[column])) if column < len(row) else "" for row in rows]
        parts = list(dict.fromkeys(part for part in parts if part))
        if parts and all(len(part) <= LONGEST for part in parts):
            _take(found, parts, column)
    return found


def _take(found: Heads, parts: Sequence[str], column: int) -> None:
    """Sort a column in: by its own words, or as one of the columns of ticks below a common head."""
    own, above = parts[-1], parts[0]
    group = next((name for name, words in _GROUPS.items() if any(word in above for word in words)), None)
    if group is not None:
        word = _ticked(group, own) if own != above else None
        if word is None:
            found.columns.setdefault(group, column)
        else:
            found.ticks.setdefault(group, {}).setdefault(word, column)
        return
    name = next((name for name, words in _WORDS.items() if any(word in own for word in words)), None)
    if name is not None:
        found.columns.setdefault(name, column)


def _ticked(group: str, head: str) -> str | None:
    if group == "carriers":
        return next((one.value for one in Carrier if _PLAIN.sub("", one.label) in head), None)
    if group == "audience":
        if "特定" in head:
            return Audience.SOME.value
        return Audience.EVERYBODY.value if "全社会" in head else None
    if "依申请" in head:
        return Manner.ON_REQUEST.value
    return Manner.PROACTIVE.value if "主动" in head else None
