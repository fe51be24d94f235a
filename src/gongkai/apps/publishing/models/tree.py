"""The tree above the disclosures: the platform, a home for each body, its columns."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.words import Section


class Ours(Page):
    """What every page of ours has in common: the public site and its search read the database, not Wagtail's views."""

    search_auto_update = False
    wagtail_reference_index_ignore = True

    class Meta:
        """No table of its own."""

        abstract = True

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str]:
        """Return the address on the public site; Wagtail serves no page itself."""
        return (0, "", self.address)

    def permissions_for_user(self, user: Any) -> Any:
        """Return what a person may do with the page in the editor."""
        from gongkai.apps.publishing.wagtail_policies import tester_for

        return tester_for(user, self)

    @property
    def address(self) -> str:
        """The path of the page on the public site."""
        raise NotImplementedError


class Platform(Ours):
    """The disclosure platform (政府信息公开平台): one page above all bodies."""

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar = ["publishing.BodyHome"]
    max_count = 1

    class Meta:
        """Named."""

        verbose_name = _("公开平台")

    @property
    def address(self) -> str:
        """The home of the site."""
        return "/"


class BodyHome(Ours):
    """A body's part of the platform (机关公开专栏); its slug is the body's."""

    public_body = models.OneToOneField(PublicBody, on_delete=models.PROTECT, related_name="home", editable=False)

    parent_page_types: ClassVar = ["publishing.Platform"]
    subpage_types: ClassVar = ["publishing.Column"]

    class Meta:
        """Named."""

        verbose_name = _("机关专栏")

    @property
    def address(self) -> str:
        """/<body>/."""
        return f"/{self.slug}/"


class Column(Ours):
    """A column (栏目) of a body: its name is the page's title."""

    # Django's own name for the way down from Page would be "column", which a disclosure has as a field
    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )
    home = models.ForeignKey(BodyHome, on_delete=models.PROTECT, related_name="columns", editable=False)
    section = models.CharField(_("所属板块"), max_length=20, choices=Section.choices())
    update_days = models.PositiveSmallIntegerField(
        _("最长更新间隔（天）"), null=True, blank=True, help_text=_("超过这些天没有新内容即提醒；空表示不要求")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True, editable=False)

    parent_page_types: ClassVar = ["publishing.BodyHome"]
    subpage_types: ClassVar = ["publishing.Disclosure"]

    class Meta:
        """In the order of the layout."""

        verbose_name = _("栏目")
        ordering: ClassVar = ["position", "pk"]

    @property
    def name(self) -> str:
        """The name of the column."""
        return str(self.title)

    @property
    def is_fixed(self) -> bool:
        """Whether the unified layout itself has it, as the section's own column: it is always there."""
        return bool(self.slug == self.section)

    @property
    def address(self) -> str:
        """/<body>/<section>/<column>/, and /<body>/<section>/ where the column is the section itself."""
        own = "" if self.slug == self.section else f"{self.slug}/"
        return f"{self.home.address}{self.section}/{own}"
