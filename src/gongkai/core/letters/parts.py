"""The parts of a letter (文书的组成部分), in the order of a wording."""

from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """A part; `MANDATORY_PARTS` of core.law says which a final letter has."""

    FACTS = "facts"
    FINDING = "finding"
    BASIS = "basis"
    DECISION = "decision"
    REASONS = "reasons"
    CONTENT = "content"  # what an interim letter is about
    EFFECT = "effect"  # what follows if the addressee does nothing
    ANNEXES = "annexes"
    REMEDY = "remedy"
    CONTACT = "contact"
    CLOSING = "closing"

    @property
    def mark(self) -> str:
        """The word of the part in a wording: 【事实】."""
        return MARKS[self]


MARKS: Final = {
    Part.FACTS: "事实",
    Part.FINDING: "审查",
    Part.BASIS: "依据",
    Part.DECISION: "决定",
    Part.REASONS: "理由",
    Part.CONTENT: "事项",
    Part.EFFECT: "后果",
    Part.ANNEXES: "附件",
    Part.REMEDY: "救济",
    Part.CONTACT: "联系",
    Part.CLOSING: "结语",
}
BY_MARK: Final = {mark: part for part, mark in MARKS.items()}
LACKING: Final = {
    Part.FACTS: "事实（收到申请的日期、渠道、编号和申请的内容）",
    Part.FINDING: "检索和审查的结果",
    Part.BASIS: "依据的条款",
    Part.DECISION: "处理决定",
    Part.REASONS: "理由",
    Part.CONTENT: "告知的事项",
    Part.EFFECT: "逾期或者不办理的后果",
    Part.ANNEXES: "附件或者获取的方式",
    Part.REMEDY: "救济途径和期限",
    Part.CONTACT: "工作机构的联系方式",
    Part.CLOSING: "结语",
}
