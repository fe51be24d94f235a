"""Headers that keep a page to itself: nothing foreign is loaded, nothing inline is run, nobody frames it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


SAFE_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "X-Frame-Options": "DENY",
}
# What a baked page is sent with; Django's own middleware adds the rest to the others.
BAKED_HEADERS: Final = {
    **SAFE_HEADERS,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def baked_headers(https_seconds: int) -> dict[str, str]:
    """Return what a baked page is sent with; with HTTPS, how long a browser is to ask by nothing else."""
    strict = {"Strict-Transport-Security": f"max-age={https_seconds}"} if https_seconds else {}
    return {**BAKED_HEADERS, **strict}


class SafetyHeaders:
    """Add the headers to every answer that does not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and add what the answer lacks."""
        response = self.get_response(request)
        for name, value in SAFE_HEADERS.items():
            response.headers.setdefault(name, value)
        return response
