"""Wagtail's permissions, answered by the table of roles: no group holds anything, so nothing can fall out of step.

Wagtail asks a policy for rows of GroupPagePermission and GroupCollectionPermission. Ours answers with what stands for
such rows, made out of the roles that a person holds today.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.models import BodyHome, Disclosure, MediaFolder
from gongkai.apps.publishing.permissions import bodies_where, may_do, may_see
from gongkai.apps.publishing.stages import EDITABLE, Stage

ENTER: Final = "wagtailadmin.access_admin"


def register() -> None:
    """Put our policies before Wagtail's own."""
    register_permission_policy(Page, RolePages(Page))
    for kind in (get_image_model(), get_document_model()):
        policy = RoleMedia(kind, auth_model=kind, owner_field_name="uploaded_by_user")
        register_permission_policy(kind, policy, exact_class=True)  # before Wagtail's own, which is not for one class


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """A permission of today, which Wagtail reads as if it were a row of a group's permissions."""

    permission: Permission
    page: Page | None = None
    collection: Any = None

    @property
    def page_id(self) -> int | None:
        """The number of the page."""
        return self.page.pk if self.page else None

    @property
    def collection_id(self) -> int | None:
        """The number of the collection."""
        return self.collection.pk if self.collection else None


class EditorBackend:
    """An authentication backend that lets nobody log in and answers one question: who may open the editor."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Know nobody."""

    def get_user(self, user_id: int) -> None:
        """Know nobody."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Tell whether a person edits for any body today."""
        return perm == ENTER and isinstance(user_obj, User) and user_obj.is_active and bool(_edits(user_obj, _today()))


class RolePages(PagePermissionPolicy):
    """Who may see a body's pages in the editor; what may be done with one of them, `Tester` says."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        """Return the permissions of today: the pages of the bodies for which the person edits."""
        if not isinstance(user, User) or not user.is_active:
            return []
        change = Permission(codename="change_page")
        homes = BodyHome.objects.filter(public_body__in=_edits(user, _today()))
        return [Held(change, page=home.page_ptr) for home in homes]

    def _base_user_has_permission(self, user: Any) -> bool | None:
        return None if user.is_active else False  # a superuser holds no role by that

    def _base_queryset_for_user(self, user: Any) -> Any:
        return None if user.is_active else Page.objects.none()

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        """Return the homes of the bodies for which the person edits."""
        return [row.page for row in self.get_cached_permissions_for_user(user)]


class RoleMedia(CollectionOwnershipPermissionPolicy):
    """Who may choose, add and change images and documents: those who edit for the body whose collection it is."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        """Return the permissions of today in the collections of the person's bodies."""
        if not isinstance(user, User) or not user.is_active:
            return []
        folders = MediaFolder.objects.filter(public_body__in=_edits(user, _today())).select_related("collection")
        named = self.auth_model._meta.model_name  # noqa: SLF001 Django's own documented name
        acts = [Permission(codename=f"{act}_{named}") for act in ("add", "choose")]
        return [Held(act, collection=one.collection) for one in folders for act in acts]


class Tester(PagePermissionTester):
    """What a person may do with a page in the editor: see and edit drafts. All else is an act of the desk."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.permissions: set[str] = set()

    def can_edit(self) -> bool:
        """Tell whether the page is a disclosure whose content may be changed now by this person."""
        page, user = self.page.specific, self.user
        if not isinstance(page, Disclosure) or not isinstance(user, User):
            return False
        return Stage(page.stage) in EDITABLE and _may_edit(user, page, _today())

    def can_lock(self) -> bool:
        """Tell whether the person may keep others from editing for a while."""
        return self.can_edit()

    def _no(self, *args: Any, **kwargs: Any) -> bool:
        return False

    can_add_subpage = can_delete = can_unpublish = can_publish = can_submit_for_moderation = _no
    can_set_view_restrictions = can_unschedule = can_publish_subpage = can_reorder_children = _no
    can_move = can_copy = can_move_to = can_copy_to = can_view_revisions = _no

    def can_unlock(self) -> bool:
        """Tell whether the person locked it."""
        return bool(self.user_has_lock())


def tester_for(user: Any, page: Any) -> Tester:
    """Return what a person may do with a page."""
    return Tester(user, page)


def _may_edit(user: User, page: Disclosure, on: date) -> bool:
    return may_see(user, page, on=on) and may_do(user, Act.EDIT_DRAFT, page, on=on)


def _edits(user: User, on: date) -> list[Any]:
    return bodies_where(user, Act.EDIT_DRAFT, on)


def _today() -> date:
    return timezone.localdate()
