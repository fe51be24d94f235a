"""Every error of the law library that a user can mend.

Each carries the Chinese sentence of what is wrong (`problem`) and of how to mend it (`remedy`). `str(error)` is both.
"""

from collections.abc import Iterable
from datetime import date

from gongkai.core.law.words import chinese_date


class RuleError(Exception):
    """A rule of the law stands against what was asked."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class CalendarGap(RuleError):
    """The holidays of a year (部分节假日安排) are not known, so that its working days cannot be told."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"还没有录入{year}年的放假安排，算不出期限。",
            f"请在依申请公开的“工作日”页面录入国务院办公厅关于{year}年部分节假日安排的通知。",
        )
        self.year = year


class WrongNotice(RuleError):
    """A notice on holidays, or a local day, is not written as it should be, or contradicts itself."""

    def __init__(self, what: str) -> None:
        super().__init__(f"放假安排录入有误：{what}。", "请对照通知原文逐项改正后重新录入。")


class ExtensionTooLong(RuleError):
    """An extension (延长答复期限) is not between 1 and 20 working days, 《条例》 art. 33 ¶2."""

    def __init__(self, days: int, longest: int) -> None:
        super().__init__(
            f"延长{days}个工作日不合规定。", f"延长答复的期限是1至{longest}个工作日（《条例》第三十三条第二款）。"
        )


class ExtensionTooLate(RuleError):
    """An extension was decided after the day on which the reply was due."""

    def __init__(self, due_on: date | None) -> None:
        super().__init__(
            f"答复期限已于{_day(due_on)}届满，不能再延长。",
            "请尽快答复；延期须在期限届满前经负责人同意并告知申请人（《条例》第三十三条第二款）。",
        )


class OnlyOnce(RuleError):
    """An act that the law allows once was done before: the supplement notice (补正告知) or the extension (延期)."""

    def __init__(self, act: str, basis: str) -> None:
        super().__init__(f"这件申请已经办理过一次“{act}”。", f"“{act}”只能办理一次（{basis}），请继续办理。")


class SupplementTooLate(RuleError):
    """The 7 working days for the supplement notice are over, 《条例》 art. 30."""

    def __init__(self, last_day: date | None) -> None:
        super().__init__(
            f"要求补正的最后一天是{_day(last_day)}，现在不能再要求补正。",
            "请按现有内容办理，或与申请人沟通后办理（《条例》第三十条）。",
        )


class SupplementPeriodUnreasonable(RuleError):
    """The period set for the supplement is outside the bounds of the body's settings."""

    def __init__(self, days: int, shortest: int, longest: int) -> None:
        super().__init__(f"补正期限{days}个工作日不在本机关规定的范围内。", f"请改为{shortest}至{longest}个工作日。")


class StillRunning(RuleError):
    """A case may not be closed as given up before the applicant's time is over."""

    def __init__(self, what: str, last_day: date | None) -> None:
        until = f"到{chinese_date(last_day)}才届满" if last_day else "还不能确定，因为送达日期没有登记"
        super().__init__(f"{what}的期限{until}，不能按放弃申请办结。", "请等期限届满，或先登记文书的送达日期。")


class FeeNoticeTooLate(RuleError):
    """The fee notice (收费通知) comes after the day on which the reply was due."""

    def __init__(self, due_on: date | None) -> None:
        super().__init__(f"答复期限已于{_day(due_on)}届满，不能再收取信息处理费。", "请不收费，直接作出答复。")


class DeferralTooShort(RuleError):
    """A deferral (延迟答复, art. 35) that is not told with a date after the present due date."""

    def __init__(self, due_on: date | None) -> None:
        super().__init__(
            f"延迟答复的日期应当晚于现在的答复期限{_day(due_on)}。",
            "请重新填写延迟答复的日期，并告知申请人（《条例》第三十五条）。",
        )


class ActNotAllowed(RuleError):
    """An act that the state of the case does not allow; names the acts allowed now."""

    def __init__(self, state: str, act: str, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)
        now = f"现在可以办理的是：{'、'.join(self.allowed)}。" if self.allowed else "这件申请已经没有可以办理的事项。"
        super().__init__(f"申请的状态是“{state}”，不能办理“{act}”。", now)


class WrongEntry(RuleError):
    """An entry of a case lacks a particular or names another entry that is not there."""


class WrongQuantity(RuleError):
    """A number of items, pages or days that cannot be."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}不能是负数。", "请改为0或大于0的整数。")


class UnknownCode(RuleError):
    """An outcome, a term or a channel that does not exist was asked for."""

    def __init__(self, what: str, code: str) -> None:
        super().__init__(f"没有“{code}”这一{what}。", f"请对照参考手册“法律规则”一页选择{what}。")


def _day(day: date | None) -> str:
    return chinese_date(day) if day else "尚未确定的日期"
