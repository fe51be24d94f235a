"""Looks whether a link can be opened from outside: public addresses alone, a few steps, a few seconds.

The name is looked up once, and the connection goes to the address that was judged: what the name becomes later is of no
use to anybody. Nothing of an answer is read but its head.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

PATIENCE: Final = 8.0  # seconds for one link, its steps together
MOST_STEPS: Final = 4  # redirections followed
ALIVE: Final = frozenset({401, 403, 407, 429})  # somebody answers, though not to a program
AGENT: Final = "gongkai-link-check"
_KEPT: Final = "%/:=&?~+!$,;'@()*[]"  # what an address keeps as it is written


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at a link: what is wrong, "" for nothing; whether any server was reached."""

    problem: str = ""
    is_reached: bool = True


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was judged, whatever the name says by now."""

    def __init__(self, host: str, port: int, place: str, *, secure: bool, patience: float) -> None:
        super().__init__(host, port, timeout=patience)
        self._place, self._secure = place, secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._place, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def look(address: str) -> Found:
    """Return what is found at a link."""
    until = time.monotonic() + PATIENCE
    try:
        for _ in range(MOST_STEPS + 1):
            status, further = _asked(address, until)
            if not further:
                return Found("" if status < 400 or status in ALIVE else f"打不开（HTTP {status}）")
            address = urljoin(address, further)
    except _Refused as refused:
        return Found(str(refused))
    except ssl.SSLError:
        return Found("证书有问题，浏览器会警告")
    except TimeoutError:
        return Found("没有在规定时间内答复", is_reached=False)
    except (OSError, http.client.HTTPException):
        return Found("连不上", is_reached=False)
    return Found("转来转去，没有到达")


class _Refused(Exception):
    """The address must not be asked."""


def _asked(address: str, until: float) -> tuple[int, str]:
    """Return the status, and where the server sends on to. What HEAD refuses is asked again with GET."""
    status, further = _answer(address, "HEAD", until)
    return (status, further) if status < 400 else _answer(address, "GET", until)


def _answer(address: str, method: str, until: float) -> tuple[int, str]:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise _Refused("不是合格的网址") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise _Refused("转到了不是网页的地址")
    port = port or (443 if parts.scheme == "https" else 80)
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = _Pinned(host, port, _place(host, port), secure=parts.scheme == "https", patience=left)
    try:
        path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, (answer.getheader("Location") or "") if 300 <= answer.status < 400 else ""
    finally:
        connection.close()


def _place(host: str, port: int) -> str:
    """Return the number that a name stands for; a name that stands for anything inside is refused."""
    places = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(is_public(one) for one in places):
        raise _Refused("指向内部网络，外人打不开")
    return places[0]


def is_public(place: str) -> bool:
    """Tell whether a numeric address is one of the public internet."""
    number = ipaddress.ip_address(place.partition("%")[0])
    return number.is_global and not number.is_multicast
