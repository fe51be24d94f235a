"""Tables of files: each cell is read with the head of its column, and sensitive columns beside names are told."""

import re
from dataclasses import dataclass, field
from typing import Final

from gongkai.core.guard.files.look import Look
from gongkai.core.guard.model import Place
from gongkai.core.guard.personal.columns import COLUMN, is_of_names, is_sensitive

_HEAD: Final = re.compile(
    r"序号|编号|姓\s*名|户主|性\s*别|年\s*龄|电\s*话|手\s*机|联系|证件|身份证|号码?|地\s*址|住\s*址|社区|村|单位"
    r"|部门|科室|职务|金\s*额|标准|类\s*别|类型|"
    r"等级|原因|病|残疾|账号|卡号|开户|日期|时间|备\s*注|名\s*称|事项|内容|数量|人数|学校|班级|年级|家庭|情况|对象"
)
_LABEL: Final = re.compile(
    r".{0,8}(?:姓名|电话|手机|号码|住址|地址|账号|卡号|证号|邮箱|身份证|联系方式|微信"
    r"|患者|申请人|户主)[:：]?"
)
_LONGEST_HEAD: Final = 16
_MASKED: Final = re.compile(r"[*＊某×]")
_NUMBER: Final = re.compile(r"[\d.,%/ -]+")


@dataclass(slots=True)
class Table:
    """One table of a file, its cells taken in order, row by row."""

    look: Look
    _row: int | None = None
    _cells: list[tuple[int, str, Place]] = field(default_factory=list)  # of the row in hand
    _heads: dict[int, tuple[str, Place]] = field(default_factory=dict)
    _person: str = ""  # the head of the column of names
    _told: set[int] = field(default_factory=set)

    def take(self, row: int, column: int, text: str, place: Place) -> None:
        """Take the next cell; a row is handed on when another one begins, the last one by `finish`."""
        if row != self._row:
            self.finish()
            self._row = row
        if text.strip():
            self._cells.append((column, text, place))

    def finish(self) -> None:
        """Hand on the row in hand."""
        cells, self._cells = self._cells, []
        if not cells:
            return
        if _is_head([text for _, text, _ in cells]):
            self._heads = {column: (" ".join(text.split()), place) for column, text, place in cells}
            self._person = next((head for head, _ in self._heads.values() if is_of_names(head)), "")
            self._told = set()
            for _, text, place in cells:
                self.look.text(text, place)
        else:
            self._hand_on(cells)

    def _hand_on(self, cells: list[tuple[int, str, Place]]) -> None:
        before = ""
        for column, text, place in cells:
            label = before.rstrip("：:") if _LABEL.fullmatch(before) else ""
            head, head_place = self._heads.get(column, ("", place))
            person = self._person if head != self._person else ""
            lead = " ".join(filter(None, (person, head, label)))
            self.look.text(text, place, lead=lead, end="\n" if column == cells[-1][0] else "\t")
            before = text.strip()
            if self._person and is_sensitive(head) and column not in self._told:
                self._told.add(column)
                self.look.found(COLUMN, head_place, head)


def _is_head(cells: list[str]) -> bool:
    """Tell whether a row is one of heads: short words, at least two and half of them usual in heads, and no figures."""
    texts = [text.strip() for text in cells]
    known = sum(_HEAD.search(text) is not None for text in texts)
    short = all(len(text) <= _LONGEST_HEAD and not _NUMBER.fullmatch(text) for text in texts)
    return short and known >= 2 and 2 * known >= len(texts) and not any(_MASKED.search(text) for text in texts)
