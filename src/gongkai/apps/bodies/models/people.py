"""The accounts of people, the roles they hold, who acts in their place, and how they were invited."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from gongkai.apps.audit.services import Actor
from gongkai.apps.bodies.models.bodies import Community, Office, PublicBody
from gongkai.apps.bodies.roles import Role


class User(AbstractUser):
    """An account of one person (账号), with one name, as Chinese names are written, and an address of their own."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"))
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("演示账号"), default=False, help_text=_("只能在演示网站登录"))

    REQUIRED_FIELDS: ClassVar = ["name", "email"]

    class Meta(AbstractUser.Meta):
        """No two accounts with one address, however it is written."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="bodies_user_email_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the person's name."""
        return self.name

    def get_short_name(self) -> str:
        """Return the person's name; Chinese names are not shortened."""
        return self.name

    def clean(self) -> None:
        """Leave the name as it is; the parent would ask for a given name."""
        self.username = self.normalize_username(self.username)

    def as_actor(self) -> Actor:
        """Return who the log says acted."""
        return Actor(str(self.pk), self.name)


class RoleGrant(models.Model):
    """A role that a person holds in a body (岗位), from a day up to the day before `until_on`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants", verbose_name=_("人员"))
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="grants", verbose_name=_("机关"))
    role = models.CharField(_("岗位"), max_length=30, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("科室"))
    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("社区"))
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("自何日起不再担任"), null=True, blank=True)

    class Meta:
        """Asked for by person and by body."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("岗位")
        indexes: ClassVar = [models.Index(fields=["body", "role"], name="bodies_grant_of_body")]

    def __str__(self) -> str:
        return f"{self.user}：{self.label}"

    @property
    def label(self) -> str:
        """The role's Chinese label, with the office or community it is for."""
        return self._with_unit(Role(self.role).label)

    @property
    def shown(self) -> str:
        """Who holds what, in the language of the page."""
        return f"{self.user}：{self.shown_role}"

    @property
    def shown_role(self) -> str:
        """The role with its office or community, in the language of the page."""
        return self._with_unit(Role(self.role).shown)

    def _with_unit(self, label: str) -> str:
        unit = self.office or self.community
        return f"{label}（{unit}）" if unit else label

    def is_held(self, on: date) -> bool:
        """Tell whether the role is held on a day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


class Substitution(models.Model):
    """Somebody who acts in a role while its holder is away (代办), both days included."""

    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions")
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("至何日止"))
    ended_on = models.DateField(_("自何日起提前结束"), null=True, blank=True)

    class Meta:
        """The days in their order."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="bodies_substitution_days")
        ]

    def __str__(self) -> str:
        return f"{self.substitute}代{self.grant}"


class Invitation(models.Model):
    """A letter that lets a person set the password of a new account (邀请). Only the digest of its token is kept."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="invitation")
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("有效至"))
    accepted_at = models.DateTimeField(_("接受时间"), null=True, blank=True)

    class Meta:
        """As people call it."""

        verbose_name = _("邀请")

    def __str__(self) -> str:
        return str(self.user)
