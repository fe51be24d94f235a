"""The page of a screen, what it plays, and what it reports."""

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.resources import files
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.screens.models import Screen
from gongkai.apps.screens.selectors import playlist
from gongkai.apps.screens.services import hear
from gongkai.portal.screen.reading import NoReport, read_report
from gongkai.portal.screen.shown import entry_data

POLL: Final = 2  # seconds between two questions for the list
BEAT: Final = 15  # seconds between two reports
LARGEST_REPORT: Final = 16_384  # bytes
PARTS: Final = ("screen.css", "screen.js")
FRESH: Final = "no-cache"


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The page: the first text stands in it, the rest comes with the list."""
    screen, now = _screen(key), timezone.now()
    entries = [one for one in playlist.entries(screen, now) if one.begins <= now.timestamp() * 1000]
    first = entry_data(entries[0]) if entries else None
    given = {"screen": screen, "body": screen.channel.public_body, "first": first, "code": _code(), "now": now}
    answer = render(request, "screen/page.html", given)
    answer["Cache-Control"] = FRESH
    return answer


@require_safe
def listing(request: HttpRequest, key: str) -> HttpResponse:
    """What is played, as JSON; 304 as long as nothing has changed."""
    screen, now = _screen(key), timezone.now()
    tag = f'"{playlist.mark(screen, now)}-{_code()}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = HttpResponse(json.dumps(_list(screen, now), ensure_ascii=False), content_type="application/json")
    answer["ETag"], answer["Cache-Control"] = tag, FRESH
    answer["X-Server-Time"] = str(int(now.timestamp() * 1000))
    return answer


@csrf_exempt
@require_POST
def beat(request: HttpRequest, key: str) -> HttpResponse:
    """What a screen reports. Without a browser's session there is nothing that a forged form could misuse."""
    screen = _screen(key)
    try:
        heard = read_report(request.body[: LARGEST_REPORT + 1], LARGEST_REPORT)
    except NoReport as fault:
        return HttpResponse(str(fault), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    hear(screen=screen, heard=heard, now=timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """The service worker: it stands below the page, and so may keep it."""
    _screen(key)
    answer = HttpResponse(_part("sw.js"), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = FRESH
    return answer


def _screen(key: str) -> Screen:
    found = Screen.objects.select_related("channel__public_body").filter(key=key, channel__closed_on=None).first()
    if found is None:
        raise Http404
    return found


def _list(screen: Screen, now: datetime) -> dict[str, Any]:
    return {
        "name": screen.channel.name,
        "body": screen.channel.public_body.name,
        "numbers": [line.strip() for line in screen.numbers.splitlines() if line.strip()],
        "open": [screen.opens_at.strftime("%H:%M"), screen.closes_at.strftime("%H:%M")],
        "pageSeconds": screen.page_seconds,
        "mostPages": screen.most_pages,
        "poll": POLL,
        "beat": BEAT,
        "code": _code(),
        "entries": [entry_data(one) for one in playlist.entries(screen, now)],
    }


def _part(name: str) -> bytes:
    return (files(__package__) / "static" / "screen" / name).read_bytes()


def _code() -> str:
    return _fresh_code() if settings.DEBUG else _kept_code()


def _fresh_code() -> str:
    """Return what changes with the page's own program: a screen that runs an older one loads itself anew."""
    template = (files(__package__) / "templates" / "screen" / "page.html").read_bytes()
    return sha256(b"".join([*(_part(name) for name in PARTS), template])).hexdigest()[:12]


_kept_code = cache(_fresh_code)
