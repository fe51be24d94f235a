"""What a letter leads to: confirming, and leaving. A look changes nothing, as mail systems look at every address."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.portal.subscriptions import services
from gongkai.portal.subscriptions.models import Interest, Subscriber


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be confirmed; confirm it by the button."""
    interest = services.waiting(token, timezone.now())
    if interest is None:
        return _page(request, "too_late", status=HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        services.confirm(interest, timezone.now())
        return _page(request, "confirmed", interest=interest)
    return _page(request, "confirmed" if interest.confirmed_at else "confirm", interest=interest)


@csrf_exempt  # a mail program posts it without a page of ours (RFC 8058); the token is what proves the right
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be left; leave it by the button, or by the one click of a mail program."""
    interest = Interest.objects.filter(token=token).select_related("public_body", "column").first()
    subscriber = Subscriber.objects.filter(token=token).first()
    if interest is None and subscriber is None:  # left already, or never there: the same page
        return _page(request, "left")
    if request.method != "POST":
        return _page(request, "leave", interest=interest)
    if interest is not None:
        services.leave(interest)
    elif subscriber is not None:
        services.leave_all(subscriber)
    return _page(request, "left")


def _page(
    request: HttpRequest, what: str, interest: Interest | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    return render(request, "subscriptions/answer.html", {"what": what, "interest": interest}, status=status)
