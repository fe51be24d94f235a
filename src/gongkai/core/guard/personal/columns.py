"""Columns of sensitive data beside names (病种, 残疾等级, 致贫原因 …) in a table written as lines of text.

A table counts that has a column of names; statistics of diseases have none. Cells are parted by tabs or bars.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SENSITIVE_SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

COLUMN: Final = kind(
    Kind(
        "PII-COLUMN", "敏感个人信息的栏目", Group.PERSONAL, Severity.BLOCK, SENSITIVE_SOURCE,
        "请删去这一列后再发布。", Action.REMOVE, rank=80,
    )
)  # fmt: skip
_NAMES: Final = re.compile(r"姓\s*名|户主(?:姓名)?|申请人(?:姓名)?|患者(?:姓名)?|学生姓名|救助对象|受助人")
_SENSITIVE: Final = re.compile(
    r"(?:所患)?(?:疾病|病)(?:名称?|种)|病情|病因|诊断(?:结果)?|患病(?:情况|种类)|残疾(?:类别|类型|等级|级别|程度"
    r"|证号?)|致贫(?:主要)?原因|致困原因|"
    r"困难原因|健康(?:状况|情况)|(?:身体状况)|宗教信仰|银行(?:卡|账)号?|(?:本人|银行)?账号|家庭(?:月"
    r"|年)?(?:人均)?收入|婚姻(?:状况|情况)|犯罪(?:记录|情况)|违法(?:犯罪)?记录|(?:家庭)?住址|家庭地址"
)
_CELL: Final = re.compile(r"[^\t|\n]+")


def is_of_names(head: str) -> bool:
    """Tell whether the head of a column says that names of persons stand below."""
    return _NAMES.fullmatch(head.strip()) is not None


def is_sensitive(head: str) -> bool:
    """Tell whether the head of a column says that sensitive data stands below."""
    return _SENSITIVE.fullmatch(head.strip()) is not None


@recogniser(COLUMN)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the heads of such columns, where at least one line with as many cells follows."""
    at = 0
    lines = reading.plain.splitlines(keepends=True)
    for line, following in pairwise([*lines, ""]):
        cells = list(_CELL.finditer(line))
        if len(cells) >= 2 and any(is_of_names(cell[0]) for cell in cells) and _parted(following):
            for cell in cells:
                if is_sensitive(cell[0]):
                    yield Hit(COLUMN, at + cell.start(), at + cell.end())
        at += len(line)


def _parted(line: str) -> bool:
    return len(_CELL.findall(line)) >= 2
