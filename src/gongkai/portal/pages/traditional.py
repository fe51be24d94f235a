"""The public pages in traditional script (繁體): the same pages below /hant/, turned when they are asked for."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

import opencc
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PREFIX: Final = "/hant"
_OUTSIDE: Final = "static|files|desk|check|feed|api|data|sitemap"  # what has no page in traditional script
_LINK: Final = re.compile(rf'( (?:href|action)=")(/(?!/|(?:{_OUTSIDE})\b)[^"]*")')


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def is_traditional(request: HttpRequest) -> bool:
    """Tell whether the page is asked for in traditional script."""
    return getattr(request, "traditional", False)


def other_script(request: HttpRequest) -> str:
    """Return the address of the page in the other script."""
    here = request.get_full_path()
    return here if is_traditional(request) else f"{PREFIX}{here}"


class TraditionalScript:
    """Answer /hant/… with the page at /…, in traditional script, its links leading to pages in traditional script."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take the prefix away, and put it into the links of the answer."""
        if not request.path_info.startswith(f"{PREFIX}/"):
            return self.get_response(request)
        request.path_info = request.path_info.removeprefix(PREFIX)
        request.path = request.path_info
        request.traditional = True  # type: ignore[attr-defined] # read by `is_traditional`
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            response.content = _turned(response.content.decode()).encode()
            if "Content-Length" in response:  # told of the page before; the links alone have made it longer
                response["Content-Length"] = str(len(response.content))
        if "Location" in response and response["Location"].startswith("/"):
            response["Location"] = f"{PREFIX}{response['Location']}"
        return response


def _turned(page: str) -> str:
    linked = _LINK.sub(rf"\1{PREFIX}\2", page.replace('lang="zh-CN"', 'lang="zh-Hant"', 1))
    # the link back to simplified script is the one that must not be turned
    back = re.sub(
        rf'href="{PREFIX}(/[^"]*)" hreflang="zh-Hant" lang="zh-Hant"',
        r'href="\1" hreflang="zh-Hans" lang="zh-Hans"',
        linked,
    )
    return str(_converter().convert(back)).replace('lang="zh-Hans">簡體', 'lang="zh-Hans">简体')
