"""The search page, and what is already public on what somebody is typing."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.words import Section, Validity
from gongkai.core.search.answer import Answer
from gongkai.core.search.errors import QuestionTooLong, SearchDown
from gongkai.core.search.question import Order, Question
from gongkai.portal.search.services import store

SIZE: Final = 20
LAST_PAGE: Final = 50  # who has looked at a thousand hits needs other words
SUGGESTED: Final = 5
FILTERS: Final = ("body", "section", "column", "validity", "year", "theme")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over what is public; says so when the search is down."""
    typed = request.GET.get("q", "").strip()
    shown = {**_form(request.GET), "typed": typed, "size": SIZE}
    try:
        question = _question(request.GET, typed)
        page = _page(request.GET)
        answer = store().search(question, first=(page - 1) * SIZE, size=SIZE) if _is_asked(question) else None
    except (SearchDown, QuestionTooLong) as error:
        status = 503 if isinstance(error, SearchDown) else 400
        return render(request, "search/search.html", {**shown, "trouble": error}, status=status)
    return render(request, "search/search.html", {**shown, "answer": answer, **_turning(request.GET, answer, page)})


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return the few best hits for what is being typed, as data; an empty list with `down` when the search is down."""
    try:
        question = _question(request.GET, request.GET.get("q", "").strip())
        hits = store().search(question, size=SUGGESTED).hits if question.words else ()
    except SearchDown:
        return JsonResponse({"down": True, "hits": []}, status=503)
    except QuestionTooLong:
        return JsonResponse({"down": False, "hits": []})
    found = [
        {"title": hit.title.text, "address": hit.shown["address"], "published_on": hit.published_on.isoformat()}
        for hit in hits
    ]
    return JsonResponse({"down": False, "hits": found})


def _question(asked: Mapping[str, str], typed: str) -> Question:
    order = Order.NEWEST if asked.get("order") == Order.NEWEST else Order.BEST
    filters = {name: asked[name][:80] for name in FILTERS if asked.get(name)}
    return Question.read(typed, filters=filters, title_only=asked.get("in") == "title", order=order)


def _is_asked(question: Question) -> bool:
    return bool(question.words or question.without or question.filters)


def _page(asked: Mapping[str, str]) -> int:
    text = asked.get("page", "1")
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and text[:3] == text and int(text) else 1


def _form(asked: Mapping[str, str]) -> dict[str, object]:
    return {
        "bodies": PublicBody.objects.filter(home__isnull=False).order_by("path").values_list("slug", "short_name"),
        "sections": Section.choices(),
        "validities": Validity.choices(),
        "asked": {name: asked.get(name, "") for name in (*FILTERS, "order", "in")},
        "body_asked": PublicBody.objects.filter(slug=asked.get("body", ""), home__isnull=False).first(),
    }


def _turning(asked: Mapping[str, str], answer: Answer | None, page: int) -> dict[str, object]:
    """Return the page and the questions for the one before and the one after."""
    kept = {name: asked[name] for name in ("q", *FILTERS, "order", "in") if asked.get(name)}
    last = min(LAST_PAGE, -(-answer.count // SIZE)) if answer is not None else 1
    meant = urlencode({**kept, "q": answer.meant}) if answer is not None and answer.meant else ""
    return {
        "page": page,
        "last": last,
        "before": urlencode({**kept, "page": page - 1}) if page > 1 else "",
        "after": urlencode({**kept, "page": page + 1}) if page < last else "",
        "meant": meant,
    }
