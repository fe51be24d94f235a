"""The words of remedies, and which column of table 4 a result counts in.

Sources: 《行政复议法》 (2023) arts. 30, 33, 41, 62 to 69, 73, 74; 《行政诉讼法》 arts. 69, 70, 72 to 77. That results
count in these columns is a convention: the form does not list them.
"""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.roles import Labelled


class Kind(Labelled):
    """Which remedy, as table 4 groups them."""

    REVIEW = "review", "行政复议"
    SUIT_DIRECT = "suit_direct", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "suit_after_review", "复议后起诉"

    @property
    def is_review(self) -> bool:
        """Whether it is before a reconsideration organ and not a court."""
        return self is Kind.REVIEW


class Procedure(Labelled):
    """Ordinary or simplified (普通程序、简易程序); disclosure cases may be heard in the latter."""

    ORDINARY = "ordinary", "普通程序"
    SIMPLIFIED = "simplified", "简易程序"


class Result(Labelled):
    """How a case ended."""

    UPHELD = "upheld", "维持"
    CLAIM_REJECTED = "claim_rejected", "驳回复议请求或者诉讼请求"
    CHANGED = "changed", "变更"
    REVOKED = "revoked", "撤销或者部分撤销"
    UNLAWFUL = "unlawful", "确认违法"
    VOID = "void", "确认无效"
    ORDERED = "ordered", "责令履行、判决履行或者给付"
    NOT_ACCEPTED = "not_accepted", "不予受理、不予立案"
    APPLICATION_REJECTED = "application_rejected", "驳回复议申请、驳回起诉"
    WITHDRAWN = "withdrawn", "撤回、撤诉、终止、终结"
    SETTLED = "settled", "调解、和解结案"
    OTHER = "other", "其他"


COLUMN: Final[Mapping[Result, str]] = {
    Result.UPHELD: "upheld",
    Result.CLAIM_REJECTED: "upheld",
    Result.CHANGED: "corrected",
    Result.REVOKED: "corrected",
    Result.UNLAWFUL: "corrected",
    Result.VOID: "corrected",
    Result.ORDERED: "corrected",
    Result.NOT_ACCEPTED: "other",
    Result.APPLICATION_REJECTED: "other",
    Result.WITHDRAWN: "other",
    Result.SETTLED: "other",
    Result.OTHER: "other",
}


class Deed(Labelled):
    """What is done to a remedy, by this name in the log."""

    ENTER_REMEDY = "enter_remedy", "登记复议或者诉讼"
    ENTER_ANSWER = "enter_remedy_answer", "登记答复或者答辩"
    ENTER_HEARING = "enter_hearing", "登记听证或者开庭"
    ENTER_RESULT = "enter_remedy_result", "登记复议或者诉讼结果"
    REPORT_CORRECTION = "report_correction", "反馈行政复议意见书的办理情况"
