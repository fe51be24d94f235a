"""Calls to the servers of channels: to the hosts named here and those of registered superior sites, never redirected,
secrets never repeated.

In the training world (setting STAND_INS) every call goes to the stand-ins on this machine instead.
"""

import hashlib
import hmac
import ipaddress
import json
import socket
import time
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
    ChannelKind.DOUYIN: "https://open.douyin.com",
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
    """One call: where, with what. `hidden` are the secrets in it, which no message repeats.

    `base` is the address of a superior site's interface, as the registry has it; the platforms' own stand in HOSTS.
    `signed_with` is the key whose signature goes with the call.
    """

    kind: ChannelKind
    path: str
    method: str = "POST"
    query: Mapping[str, str] | None = None
    data: Any = None
    files: Mapping[str, tuple[str | None, bytes, str]] | None = None
    headers: Mapping[str, str] | None = None
    base: str = ""
    signed_with: str = ""
    hidden: tuple[str, ...] = ()


def training() -> bool:
    """Tell whether the channels are stand-ins for training."""
    return bool(settings.STAND_INS)


def ask(call: Call) -> dict[str, Any]:
    """Return the answer of a server as JSON. Raises NotReached, AnswerLost, Forbidden."""
    address = _address(call)
    body, headers = _body(call)
    headers |= {**(call.headers or {}), **_signature(call, body or b"")}
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
    return {name: _masked(value, call.hidden) for name, value in read.items()}


def _masked(value: Any, hidden: tuple[str, ...]) -> Any:
    """Return what an answer says without the secrets of the call, should it repeat them."""
    if isinstance(value, str):
        return masked(value, hidden)
    if isinstance(value, dict):
        return {name: _masked(one, hidden) for name, one in value.items()}
    return value


def _body(call: Call) -> tuple[bytes | None, dict[str, str]]:
    if call.data is None:
        return None, {}
    # raw UTF-8: with \u escapes the platforms count lengths wrongly and refuse some texts (45166, 40033)
    return json.dumps(call.data, ensure_ascii=False).encode(), {"Content-Type": "application/json; charset=utf-8"}


def _signature(call: Call, body: bytes) -> dict[str, str]:
    """Return the headers that prove who calls: HMAC-SHA256 over the time, the path and the body."""
    if not call.signed_with:
        return {}
    at = str(int(time.time()))
    return {"X-Gongkai-Time": at, "X-Gongkai-Signature": signature(call.signed_with, at, call.path, body)}


def signature(key: str, at: str, path: str, body: bytes) -> str:
    """Return the signature of a call to a superior site."""
    return hmac.new(key.encode(), f"{at}\n{path}\n".encode() + body, hashlib.sha256).hexdigest()


def _address(call: Call) -> str:
    if training():
        base = settings.STAND_INS
        if not is_loopback(base):
            raise Forbidden("训练用的服务器只能在本机上。")
        return f"{base}/{call.kind.value}{call.path}"
    base = HOSTS.get(call.kind) or call.base.rstrip("/")
    if not is_interface(base):
        raise Forbidden("接口的网址应以 https:// 开头，写明主机名。")
    _must_be_public(urlsplit(base).hostname or "")
    return f"{base}{call.path}"


def is_interface(address: str) -> bool:
    """Tell whether an address may be that of an interface: https, a name, no password, no query."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    bare = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme == "https" and bare and "." in (parts.hostname or "") and port != 0


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
