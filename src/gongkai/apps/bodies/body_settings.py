"""The settings of a body (机关设置), each with its type. What a body has not set, its superior may have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.apps.bodies.roles import Labelled


class Key(Labelled):
    """A setting of a body."""

    PROACTIVE_TERM = "proactive_term", "主动公开时限（工作日）"
    SUPPLEMENT_TERM = "supplement_term", "补正期限（工作日）"
    REPLY_WORD = "reply_word", "答复书代字"
    NOTICE_WORD = "notice_word", "告知书代字"
    RECONSIDERATION_ORGAN = "reconsideration_organ", "行政复议机关"
    COURT = "court", "行政诉讼管辖法院"


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


KINDS: Final[Mapping[Key, ValueKind]] = {
    Key.PROACTIVE_TERM: _days(1, 20),  # Regulation art. 26: 20 working days at most
    Key.SUPPLEMENT_TERM: _days(1, 60),  # Regulation art. 30: a reasonable period
    Key.REPLY_WORD: _words(20),
    Key.NOTICE_WORD: _words(20),
    Key.RECONSIDERATION_ORGAN: _words(100),
    Key.COURT: _words(100),
}
