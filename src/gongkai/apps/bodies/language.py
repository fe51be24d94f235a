"""The language of the desk: Chinese, unless the person has switched to English in this browser."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongkai.apps.bodies.gate import DESK

COOKIE: Final = "desk_language"
KEPT_FOR: Final = 365 * 24 * 60 * 60  # seconds


class ChosenLanguage:
    """Speak the language chosen by the switch on the desk; the public pages are Chinese, whatever a browser prefers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language, and say which it is."""
        chosen = request.COOKIES.get(COOKIE) if request.path.startswith(DESK) else None
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
