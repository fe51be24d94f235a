"""Calls to the servers of channels: to the hosts named here and no other, never redirected, secrets never repeated.

In the training world (setting STAND_INS) every call goes to the stand-ins on this machine instead.
"""

import ipaddress
import json
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from django.conf import settings

from gongkai.apps.channels.kinds import ChannelKind
from gongkai.apps.channels.secrets import masked

HOSTS: Final[Mapping[ChannelKind, str]] = {
    ChannelKind.WECHAT: "https://api.weixin.qq.com",
    ChannelKind.WECOM: "https://qyapi.weixin.qq.com",
}
PATIENCE: Final = (5, 20)  # seconds to connect, to answer
LONGEST: Final = 2_000_000  # bytes of an answer


class NotReached(Exception):
    """The server was not reached: nothing was asked of it."""


class AnswerLost(Exception):
    """The server was asked, and what it did is not known."""


class Forbidden(Exception):
    """The address must not be called."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: where, with what. `hidden` are the secrets in it, which no message repeats."""

    kind: ChannelKind
    path: str
    method: str = "POST"
    query: Mapping[str, str] | None = None
    data: Any = None
    files: Mapping[str, tuple[str, bytes, str]] | None = None
    hidden: tuple[str, ...] = ()


def training() -> bool:
    """Tell whether the channels are stand-ins for training."""
    return bool(settings.STAND_INS)


def ask(call: Call) -> dict[str, Any]:
    """Return the answer of a server as JSON. Raises NotReached, AnswerLost, Forbidden."""
    address = _address(call)
    body, headers = _body(call)
    try:
        answer = _session().request(
            call.method, address, params=dict(call.query or {}), data=body, files=call.files, headers=headers,
            timeout=PATIENCE, allow_redirects=False, stream=True,
        )  # fmt: skip
        with answer:
            content = answer.raw.read(LONGEST + 1, decode_content=True)
    except (requests.ConnectTimeout, requests.exceptions.SSLError):
        raise NotReached("连不上平台的服务器。") from None  # a cause would show the address, and with it the secret
    except requests.ConnectionError as error:
        if _never_connected(error):
            raise NotReached("连不上平台的服务器。") from None
        raise AnswerLost("平台没有答复，连接中断。") from None
    except (requests.RequestException, OSError):
        raise AnswerLost("平台没有在规定时间内答复。") from None
    except Exception:  # noqa: BLE001 what urllib3 raises while a body is read
        raise AnswerLost("平台的答复没有读完。") from None
    return _read(call, answer.status_code, content)


def _read(call: Call, status: int, content: bytes) -> dict[str, Any]:
    if 300 <= status < 400:
        raise Forbidden("平台要求转到别的地址，没有照办。")
    if status != 200:
        raise AnswerLost(f"平台答复了 HTTP {status}。")
    if len(content) > LONGEST:
        raise AnswerLost("平台的答复过大，没有读取。")
    try:
        read = json.loads(content)
    except ValueError:
        raise AnswerLost("平台的答复不是 JSON。") from None
    if not isinstance(read, dict):
        raise AnswerLost("平台的答复不是预期的格式。")
    if isinstance(read.get("errmsg"), str):
        read["errmsg"] = masked(read["errmsg"], call.hidden)
    return read


def _body(call: Call) -> tuple[bytes | None, dict[str, str]]:
    if call.data is None:
        return None, {}
    # raw UTF-8: with \u escapes the platforms count lengths wrongly and refuse some texts (45166, 40033)
    return json.dumps(call.data, ensure_ascii=False).encode(), {"Content-Type": "application/json; charset=utf-8"}


def _address(call: Call) -> str:
    if training():
        base = settings.STAND_INS
        if not is_loopback(base):
            raise Forbidden("训练用的服务器只能在本机上。")
        return f"{base}/{call.kind.value}{call.path}"
    base = HOSTS[call.kind]
    _must_be_public(urlsplit(base).hostname or "")
    return f"{base}{call.path}"


def is_loopback(address: str) -> bool:
    """Tell whether an address is of this machine, written as a number."""
    try:
        return ipaddress.ip_address(urlsplit(address).hostname or "").is_loopback
    except ValueError:
        return False


def _must_be_public(host: str) -> None:
    try:
        found: Iterable[Any] = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        raise NotReached("查不到平台服务器的地址。") from None
    if any(not ipaddress.ip_address(row[4][0]).is_global for row in found):
        raise Forbidden("平台服务器的域名指向内部地址，没有连接。请检查本机的域名解析。")


def _never_connected(error: requests.ConnectionError) -> bool:
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return type(reason).__name__ in {"NewConnectionError", "ConnectTimeoutError", "NameResolutionError"}


@cache
def _session() -> requests.Session:
    made = requests.Session()
    made.trust_env = False  # no proxy, no .netrc of whoever started the worker
    adapter = requests.adapters.HTTPAdapter(max_retries=0)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made
