"""Renders an address as an anonymous visitor of the site would get it."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

EXPORTED: Final = "gongkai.exported"  # in the environment of a request; no visitor can set it
GONE: Final = frozenset({404, 410})


class NotBakeable(Exception):
    """A page that is not the same for every visitor, or that failed; it must not become a file."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"网页“{address}”不能生成文件：{why}。")


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, or None when nothing is public at its address."""

    content: bytes | None


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def render(address: str, *, exported: bool = False) -> Page:
    """Return the page at an address, for a folder without a server if `exported`. Raises NotBakeable."""
    response = _handler().get_response(WSGIRequest({**_environ(address), EXPORTED: exported}))
    if response.status_code in GONE:
        return Page(None)
    if response.status_code != 200:
        raise NotBakeable(address, f"网站答复了 {response.status_code}")
    if not isinstance(response, HttpResponse):
        raise NotBakeable(address, "内容是边做边发的")
    if response.cookies or "Cookie" in response.get("Vary", ""):
        raise NotBakeable(address, "各人看到的内容可能不同")
    return Page(response.content)  # not closed: that would tell Django that the request around this one is over


def _environ(address: str) -> dict[str, Any]:
    site = urlsplit(settings.SITE_ADDRESS)
    default = 443 if site.scheme == "https" else 80
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.partition("?")[0],
        "QUERY_STRING": address.partition("?")[2],
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or default),
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
