"""Login by the identity provider: there and back."""

import logging
from dataclasses import asdict
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.bodies import oidc
from gongkai.apps.bodies.accounts import StaffBackend
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.services import enter_from_outside
from gongkai.apps.bodies.services.outside import NotInvited
from gongkai.apps.bodies.views.entering import enter

ATTEMPT = "oidc_attempt"  # in the browser's session: the login that was begun


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider. A link, not a form: the policy of this site lets no form lead elsewhere."""
    _must_be_on()
    try:
        address, attempt = oidc.begin(_callback(request), request.GET.get("next", ""))
    except oidc.ProviderFailed as error:
        return _failed(request, error)
    request.session[ATTEMPT] = asdict(attempt)
    return redirect(address)


@require_safe
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Take the browser back from the provider, and let in who was invited."""
    _must_be_on()
    kept = request.session.pop(ATTEMPT, None)
    if kept is None:
        return redirect("bodies:login")
    attempt = oidc.Attempt(**kept)
    try:
        claims = oidc.finish(attempt, request.GET.dict(), _callback(request))
        user = enter_from_outside(claims=claims, now=timezone.now())
        if not StaffBackend().user_can_authenticate(user):
            raise NotInvited
    except RuleError as error:
        return _failed(request, error)
    return enter(request, user, attempt.onward)


def _must_be_on() -> None:
    if settings.OIDC is None:
        raise Http404


def _callback(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("bodies:oidc-back"))


def _failed(request: HttpRequest, error: RuleError) -> HttpResponse:
    status = HTTPStatus.FORBIDDEN
    if isinstance(error, oidc.ProviderFailed):
        logging.getLogger(__name__).warning("login by the identity provider failed: %s", error.why)
        status = HTTPStatus.BAD_GATEWAY
    context = {"problem": error.problem, "remedy": error.remedy, "status": status.value}
    return render(request, "site/error.html", context, status=status)
