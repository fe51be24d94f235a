"""The way into Wagtail's editor (/desk/editor/): a few of its addresses, each asked about by the table of roles.

Everything else that Wagtail's admin offers (its users, groups, workflows, settings, deletion, copying, reports) is not
there: those are acts of the desk, or none at all. Whatever is sent to the editor is one transaction.
"""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.permissions import policy_registry

from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.views.accounts import log_out
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.wagtail_policies import ENTER

PREFIX: Final = "/desk/editor/"
# Addresses of one disclosure: the person must be allowed to change it now.
OF_A_PAGE: Final = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_pages:preview_on_edit"})
# What the form of a page asks for: files and links are narrowed down by the policies and the hooks.
HELPING: Final = frozenset({
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:create",
})  # fmt: skip
# Where somebody ends up by a link of Wagtail's own: they are taken to the desk.
LEADING_BACK: Final = frozenset({
    "wagtailadmin_home",
    "wagtailadmin_explore",
    "wagtailadmin_explore_root",
    "wagtailadmin_account",
    "wagtailadmin_login",
    "wagtailadmin_pages:search",
})  # fmt: skip
# An image that was chosen is asked for by its number alone: it must be one that the person may choose.
CHOSEN: Final = "wagtailimages_chooser:chosen"
LEAVING: Final = "wagtailadmin_logout"
# Wagtail's editor writes styles into its pages and shows previews in a frame; scripts come from files alone.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class EditorGate:
    """Let through what is listed, as the person's roles of today allow; the rest of Wagtail's admin is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and give the editor's pages headers of their own."""
        answer = self.get_response(request)
        if request.path.startswith(PREFIX):
            answer.headers["Content-Security-Policy"] = POLICY
            answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Judge a request for the editor before its view is called."""
        if not request.path.startswith(PREFIX):
            return None
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path(), reverse("bodies:login"))
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in LEADING_BACK:
            return redirect("publishing:first-page")
        if name == LEAVING:
            return log_out(request)
        if name not in OF_A_PAGE | HELPING:
            raise Http404
        request.user.is_superuser = False  # on this request alone: it is no role
        if not request.user.has_perm(ENTER):
            raise PermissionDenied
        if name in OF_A_PAGE:
            page = get_object_or_404(Disclosure, pk=kwargs["page_id"])
            if not page.permissions_for_user(request.user).can_edit():
                raise PermissionDenied
        if name == CHOSEN:
            _own_image(request.user, str(kwargs["pk"]))
        with transaction.atomic():
            return view(request, *args, **kwargs)


def _own_image(user: User, number: str) -> None:
    """Raise Http404 unless an image is in a folder from which a person may choose."""
    offered = policy_registry.get_by_type(Image).instances_user_has_any_permission_for(user, ["choose"])
    if not (number.isascii() and number.isdigit() and offered.filter(pk=int(number)).exists()):
        raise Http404
