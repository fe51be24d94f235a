"""Mail addresses, WeChat and QQ numbers of private persons; an office's mailbox is none."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.context import is_private
from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

EMAIL: Final = kind(
    Kind(
        "PII-EMAIL", "个人电子邮箱", Group.PERSONAL, Severity.WARN, SOURCE,
        "如果是私人邮箱，请只保留首字符和域名。", Action.MASK, rank=45,
    )
)  # fmt: skip
CHAT: Final = kind(
    Kind("PII-CHAT", "个人微信号或QQ号", Group.PERSONAL, Severity.WARN, SOURCE, "请遮盖或删去。", Action.MASK, rank=46)
)
_MAIL: Final = re.compile(
    r"(?<![\w.+-])(?P<name>[A-Za-z0-9_+-][\w.+-]{0,63})@(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10})(?![\w@])",
    re.ASCII,
)
_OFFICIAL: Final = re.compile(r"(?:^|\.)gov\.cn$", re.IGNORECASE)
_CHAT: Final = re.compile(
    r"(?:微信号?|QQ号?码?|qq号?码?)(?:为|是)?[: ]{0,3}(?P<number>[A-Za-z][A-Za-z0-9_-]{5,19}"
    r"|[1-9]\d{4,11})(?![0-9A-Za-z_@-])"
)


@recogniser(EMAIL, CHAT)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the addresses and numbers that the words before make a private person's."""
    for found in _MAIL.finditer(reading.plain):
        official = _OFFICIAL.search(found["host"]) or found[0] in reading.settings.office_mails
        if not official and is_private(reading.before(found.start())):
            yield Hit(EMAIL, *found.span("name"), keep=(1 if len(found["name"]) > 1 else 0, 0))
    for found in _CHAT.finditer(reading.plain):
        if is_private(reading.before(found.start())):
            yield Hit(CHAT, *found.span("number"), keep=(1, 0))
