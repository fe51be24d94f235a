"""The settings of a body (机关设置), each with its type. What a body has not set, its superior may have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.bodies.roles import REVIEW_STEPS, Labelled, Role


class Key(Labelled):
    """A setting of a body."""

    PROACTIVE_TERM = "proactive_term", "主动公开时限（工作日）"
    SUPPLEMENT_TERM = "supplement_term", "补正期限（工作日）"
    REPLY_WORD = "reply_word", "答复书代字"
    NOTICE_WORD = "notice_word", "告知书代字"
    RECONSIDERATION_ORGAN = "reconsideration_organ", "行政复议机关"
    COURT = "court", "行政诉讼管辖法院"
    SECOND_FACTOR_ROLES = "second_factor_roles", "必须使用二次验证的岗位"
    INDEX_PATTERN = "index_pattern", "索引号格式"
    REVIEW_STEPS = "review_steps", "审核步骤"
    OWN_WORK = "own_work", "本人稿件可以由本人审核"
    CORRECTION_REVIEWED = "correction_reviewed", "更正也要审核"
    RECONSIDERATION_ADDRESS = "reconsideration_address", "行政复议机关的地址"
    RECONSIDERATION_WEBSITE = "reconsideration_website", "提出行政复议申请的网址"
    APPLICANT_RETENTION = "applicant_retention", "申请人信息保存期限（月）"
    EMAIL_ON_ARRIVAL = "email_on_arrival", "电子邮件申请以邮件系统收到之日为收到之日"
    CONSULTATION_STRICT = "consultation_strict", "征求意见结束当日计入答复期限"
    REPORT_DUE = "report_due", "年度报告公布期限"
    SEAL_NOTICES = "seal_notices", "告知类文书由经办人直接用印"
    REMIND_BEFORE = "remind_before", "到期前提醒（工作日）"
    ESCALATE_BEFORE = "escalate_before", "到期前报告分管领导（工作日）"
    DIGEST_HOUR = "digest_hour", "每日提醒的时刻（时）"
    REMINDER_GROUP = "reminder_group", "接收提醒的企业微信群"
    APPLICATIONS_ADDRESS = "applications_address", "接收申请的电子邮箱"


@dataclass(frozen=True, slots=True)
class ValueKind:
    """What a setting takes: how a person calls it, and the function that reads it (ValueError: not this)."""

    takes: str
    read: Callable[[str], int | str]


def _days(low: int, high: int) -> ValueKind:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else -1
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return ValueKind(f"{low} 到 {high} 之间的整数", read)


def _words(most: int) -> ValueKind:
    def read(text: str) -> str:
        if not 0 < len(text.strip()) <= most:
            raise ValueError(text)
        return text.strip()

    return ValueKind(f"不超过 {most} 个字的名称", read)


YES: Final = "是"
_NUMBER_AS_SEEN: Final = re.compile(r"([0-9A-Z]{8,18}|[0-9]{7}-[0-9X]|[a-z]{2,20})/(\d{4}|\d{6})-\d{5}")


def _index_pattern(text: str) -> str:
    """Read a pattern such as 000000000/{年}-{号}: the body's code, year (and month), a serial of five figures."""
    filled = text.strip().replace("{年}", "2026").replace("{月}", "01").replace("{号}", "00001")
    if "{年}" not in text or "{号}" not in text or not _NUMBER_AS_SEEN.fullmatch(filled):
        raise ValueError(text)
    return text.strip()


def _steps(text: str) -> str:
    """Read the steps in their order, by label or by the act's name, divided by any of “、，, →”."""
    known = {step.label: step.value for step in REVIEW_STEPS} | {step.value: step.value for step in REVIEW_STEPS}
    words = [word for word in re.split(r"[、，,→\s]+", text) if word]
    found = [known[word] for word in words if word in known]
    if not found or len(found) != len(words) or len(set(found)) != len(found):
        raise ValueError(text)
    return ",".join(found)


def _yes_or_no(text: str) -> str:
    if text.strip() not in {YES, "否"}:
        raise ValueError(text)
    return text.strip()


_DAY_OF_YEAR: Final = re.compile(r"(\d{1,2})月(\d{1,2})日")


def month_and_day(text: str) -> tuple[int, int]:
    """Return month and day of a value such as 1月26日; ValueError for a day that no year has."""
    found = _DAY_OF_YEAR.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day = date(2023, int(found[1]), int(found[2]))  # no leap year
    return day.month, day.day


def _day_of_year(text: str) -> str:
    month, day = month_and_day(text)
    return f"{month}月{day}日"


def _address(text: str) -> str:
    found = text.strip().lower()
    if not re.fullmatch(r"[^@\s<>,;]{1,64}@[a-z0-9.-]{1,180}", found):
        raise ValueError(text)
    return found


ALL_ROLES: Final = "全部岗位"
NO_ROLE: Final = "无"


def roles_named(text: str) -> frozenset[Role]:
    """Return the roles of a value such as 信息专员、分管领导, 全部岗位 or 无; ValueError for a role nobody knows."""
    if text in {ALL_ROLES, NO_ROLE, ""}:
        return frozenset(Role) if text == ALL_ROLES else frozenset()
    known = {role.label: role for role in Role}
    # a label may hold the mark that divides them, so labels are taken out one by one
    found, rest = set(), text
    for label in sorted(known, key=len, reverse=True):
        if label in rest:
            found.add(known[label])
            rest = rest.replace(label, "")
    if rest.strip("、，, "):
        raise ValueError(text)
    return frozenset(found)


def _roles(text: str) -> str:
    found = roles_named(text.strip())
    if text.strip() in {ALL_ROLES, NO_ROLE}:
        return text.strip()
    if not found:
        raise ValueError(text)
    return "、".join(role.label for role in Role if role in found)


KINDS: Final[Mapping[Key, ValueKind]] = {
    Key.PROACTIVE_TERM: _days(1, 20),  # Regulation art. 26: 20 working days at most
    Key.SUPPLEMENT_TERM: _days(1, 60),  # Regulation art. 30: a reasonable period
    Key.REPLY_WORD: _words(20),
    Key.NOTICE_WORD: _words(20),
    Key.RECONSIDERATION_ORGAN: _words(100),
    Key.COURT: _words(100),
    Key.SECOND_FACTOR_ROLES: ValueKind(f"用顿号隔开的岗位、“{ALL_ROLES}”或“{NO_ROLE}”", _roles),
    Key.INDEX_PATTERN: ValueKind(
        "机构代码、年份（可带月份）和五位流水号，例如 000000000/{年}-{号} 或 000000000/{年}{月}-{号}", _index_pattern
    ),
    Key.REVIEW_STEPS: ValueKind("用顿号隔开的步骤，取自" + "、".join(step.label for step in REVIEW_STEPS), _steps),
    Key.OWN_WORK: ValueKind("是或否", _yes_or_no),
    Key.CORRECTION_REVIEWED: ValueKind("是或否", _yes_or_no),
    Key.RECONSIDERATION_ADDRESS: _words(150),
    Key.RECONSIDERATION_WEBSITE: _words(150),
    Key.APPLICANT_RETENTION: _days(12, 600),  # no law gives a number: set by the body
    Key.EMAIL_ON_ARRIVAL: ValueKind("是或否", _yes_or_no),
    Key.CONSULTATION_STRICT: ValueKind("是或否", _yes_or_no),
    Key.REPORT_DUE: ValueKind("报告年度下一年的某月某日，例如 1月26日", _day_of_year),
    Key.SEAL_NOTICES: ValueKind("是或否", _yes_or_no),
    # no law says when a body reminds its own people
    Key.REMIND_BEFORE: _days(1, 20),
    Key.ESCALATE_BEFORE: _days(0, 20),
    Key.DIGEST_HOUR: _days(0, 23),
    Key.REMINDER_GROUP: _words(60),
    Key.APPLICATIONS_ADDRESS: ValueKind("一个电子邮箱地址", _address),
}
