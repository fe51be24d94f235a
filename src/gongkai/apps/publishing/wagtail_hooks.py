"""What Wagtail's editor is told: its menu, which pages a link may name, and that a saved page is an act in the log."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.apps.bodies.models import User
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.writing import note_edit
from gongkai.apps.publishing.versions import content_of

BEFORE = "publishing_content_before"


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave one way out: back to the desk."""
    menu_items[:] = [MenuItem(_("返回工作台"), reverse("publishing:first-page"), icon_name="arrow-left", order=1)]


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]
def linked_pages(pages: Any, request: HttpRequest) -> Any:
    """Let a link name only what is public."""
    return pages.filter(live=True)


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]
def before_edit(request: HttpRequest, page: Any) -> None:
    """Remember the content as it was."""
    if isinstance(page.specific, Disclosure) and request.method == "POST":
        setattr(request, BEFORE, content_of(page.specific.get_latest_revision_as_object()))


@hooks.register("after_edit_page")  # type: ignore[untyped-decorator]
def after_edit(request: HttpRequest, page: Any) -> None:
    """Write the change into the log."""
    before = getattr(request, BEFORE, None)
    if before is not None:
        note_edit(by=cast("User", request.user), disclosure=page, before=before, now=timezone.now())
