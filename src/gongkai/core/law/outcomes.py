"""The outcomes of applications (办理结果): row of table 3, articles, letter, required content."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.law.errors import UnknownCode


class ReconsiderationFirst(StrEnum):
    """Whether reconsideration must come before a lawsuit (复议前置)."""

    YES = "yes"
    NO = "no"
    WITHHELD = "withheld"  # for what was withheld of a partial answer
    DISPUTED = "disputed"  # a setting of the body decides


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which an application ends. `row` is the row id of the annual report form."""

    code: str
    label: str
    row: str
    basis: tuple[str, ...]
    letter: str  # id of the letter; empty where the body writes freely
    title: str
    contains: tuple[str, ...]
    reconsideration_first: ReconsiderationFirst
    evidence: tuple[str, ...] = ()  # for the file, not for the letter


# What every final letter holds (答复书必备内容), outcomes.md part 4: id and label.
MANDATORY_PARTS: Final = {
    "title": "标题",
    "number": "文号",
    "addressee": "申请人姓名或者名称",
    "facts": "收到申请的日期、渠道、编号和申请的内容",
    "finding": "检索和审查的结果",
    "basis": "依据的条款",
    "decision": "处理决定",
    "reasons": "理由",
    "annexes": "附件、页数和形式",
    "remedy": "救济途径和期限",
    "contact": "工作机构的联系方式",
    "signature": "机关名称、日期和印章",
}


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Return every outcome by its code, in the order of the rules."""
    data = tomllib.loads((files(__package__) / "data" / "outcomes.toml").read_text(encoding="utf-8"))
    return {item["code"]: _outcome(item) for item in data["outcomes"]}


def _outcome(item: Mapping[str, Any]) -> Outcome:
    lists = {key: tuple(item.get(key, ())) for key in ("basis", "contains", "evidence")}
    first = ReconsiderationFirst(item["reconsideration_first"])
    return Outcome(**{**item, **lists, "reconsideration_first": first})


def outcome(code: str) -> Outcome:
    """Return the outcome of a code. Raises UnknownCode."""
    try:
        return outcomes()[code]
    except KeyError:
        raise UnknownCode("办理结果", code) from None


def missing_parts(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the labels of the mandatory parts of a final letter that are absent or blank in a draft."""
    return tuple(label for id_, label in MANDATORY_PARTS.items() if not given.get(id_, "").strip())
