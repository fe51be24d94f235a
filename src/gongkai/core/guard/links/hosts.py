"""Links to hosts that are not on the body's list (名单以外的链接), inside networks, or with a password in them.

Whether a link is alive is looked at elsewhere: here nothing is fetched.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from gongkai.core.guard.model import Group, Hit, Kind, Severity
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

OFFLIST: Final = kind(
    Kind(
        "LINK-OFFLIST", "名单以外的链接", Group.LINKS, Severity.WARN,
        "《政府网站发展指引》（国办发〔2017〕47号）；名单由本单位设置", "请确认链接可靠，或请管理员把网站加入名单。",
    )
)  # fmt: skip
UNSAFE: Final = kind(
    Kind(
        "LINK-UNSAFE", "外人打不开或不安全的链接", Group.LINKS, Severity.BLOCK,
        "《政府网站发展指引》（国办发〔2017〕47号）", "请删去这个链接，或改为可以公开访问的网址。", rank=40,
    )
)  # fmt: skip
_LINK: Final = re.compile(
    r"(?:https?|ftp|file)://[^\s<>\"'“”‘’（）()，。；、\u4e00-\u9fff]+|javascript:[^\s]+|\\\\[\w.-]+\\[\w.$-]+"
)
_BARE: Final = re.compile(
    r"(?<![\w@./-])www\.(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}(?![\w.])(?:/[^\s<>\"'“”（）()，。；、\u4e00-\u9fff]*)?",
    re.IGNORECASE | re.ASCII,
)
_INNER: Final = re.compile(r"(?:^|\.)(?:localhost|local|lan|intranet|internal)$", re.IGNORECASE)


@recogniser(OFFLIST, UNSAFE)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the links."""
    for pattern in (_LINK, _BARE):
        for found in pattern.finditer(reading.plain):
            link = found[0].rstrip(".,;:!?")
            host = host_of(link)
            if is_unsafe(link, host):
                yield Hit(UNSAFE, found.start(), found.start() + len(link))
            elif reading.settings.hosts is not None and not is_listed(host, reading.settings.hosts):
                yield Hit(OFFLIST, found.start(), found.start() + len(link))


def host_of(link: str) -> str:
    """Return the host of a link in small letters, "" where it has none."""
    address = link if "://" in link else f"//{link}"
    try:
        return (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def is_unsafe(link: str, host: str) -> bool:
    """Tell whether nobody outside can open a link, or nobody should."""
    if link.lower().startswith(("javascript:", "file:", "\\\\")) or not host or _INNER.search(host):
        return True
    if "@" in link.split("://", 1)[-1].split("/", 1)[0]:
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host
    return not address.is_global


def is_listed(host: str, hosts: frozenset[str]) -> bool:
    """Tell whether a host or one above it is on the list."""
    return any(host == one or host.endswith(f".{one}") for one in (name.lower().lstrip("*.") for name in hosts))
