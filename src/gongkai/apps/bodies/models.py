"""Public bodies, what belongs to them, and the accounts and roles of the people who work there."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from gongkai.apps.audit.services import Actor
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.roles import Labelled, Role


class Kind(Labelled):
    """A kind of public body."""

    DISTRICT = "district", "区、县人民政府"
    SUBDISTRICT_OFFICE = "subdistrict_office", "街道办事处"
    TOWNSHIP = "township", "乡镇人民政府"
    BUREAU = "bureau", "政府部门"


class PublicBody(models.Model):
    """One public body (行政机关) in the tree of bodies. `path` holds the numbers from the top to itself: /1/5/."""

    parent = models.ForeignKey(
        "self", verbose_name=_("上级机关"), on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    path = models.CharField(max_length=200, db_index=True, editable=False)
    slug = models.SlugField(
        _("网址名"), max_length=40, unique=True, help_text=_("用在网址里，由小写字母、数字和连字符组成，定下后不再更改")
    )
    kind = models.CharField(_("类别"), max_length=30, choices=Kind.choices())
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=30)
    site_code = models.CharField(
        _("网站标识码"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}\Z", _("网站标识码是 10 位数字。"))],
    )
    icp = models.CharField(
        _("ICP 备案号"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[一-龥]ICP备\d{6,12}号(-\d+)?\Z", _("ICP 备案号的写法如“某ICP备00000000号-1”。"))
        ],
    )
    police_record = models.CharField(
        _("公安备案号"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[一-龥]公网安备 ?\d{14}号\Z", _("公安备案号的写法如“某公网安备 00000000000000号”。"))
        ],
    )
    address = models.CharField(_("办公地址"), max_length=200, blank=True)
    postcode = models.CharField(
        _("邮政编码"), max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}\Z", _("邮政编码是 6 位数字。"))]
    )
    hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    fax = models.CharField(_("传真"), max_length=40, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("承接机关"), on_delete=models.PROTECT, null=True, blank=True, related_name="succeeded"
    )

    class Meta:
        """In the order of their making."""

        ordering: ClassVar = ["pk"]
        verbose_name = _("机关")

    def __str__(self) -> str:
        return self.name

    def above(self) -> list[int]:
        """Return the numbers of the bodies above this one, from the top."""
        return [int(number) for number in self.path.strip("/").split("/")[:-1]]


class FormerName(models.Model):
    """A name the body had (曾用名), up to the day before `until_on`."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(_("全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=30)
    until_on = models.DateField(_("改名日期"))

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """What offices and communities have in common."""

    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Office(Unit):
    """An office of a body (科室)."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="offices")

    class Meta(Unit.Meta):
        """A name stands once in a body."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "name"], name="bodies_office_once")]


class Community(Unit):
    """A community under a body (社区)."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="communities")

    class Meta(Unit.Meta):
        """A name stands once in a body."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "name"], name="bodies_community_once")]


class DocumentWord(models.Model):
    """The word before the year and number of a document (机关代字), such as 某街办发."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="document_words")
    word = models.CharField(_("机关代字"), max_length=20, unique=True)

    def __str__(self) -> str:
        return self.word


class BodySetting(models.Model):
    """The value of a setting of a body from a day on (机关设置); earlier rows stay, so that old days stay checkable."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="settings")
    key = models.CharField(_("设置"), max_length=40, choices=Key.choices())
    value = models.CharField(_("值"), max_length=200)
    from_on = models.DateField(_("自何日起"))

    class Meta:
        """One value a day."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "key", "from_on"], name="bodies_setting_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


class User(AbstractUser):
    """An account of one person (账号), with one name, as Chinese names are written, and an address of their own."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"))
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
    role = models.CharField(_("岗位"), max_length=30, choices=Role.choices())
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("科室"))
    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("社区"))
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("自何日起不再担任"), null=True, blank=True)

    class Meta:
        """Asked for by person and by body."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["body", "role"], name="bodies_grant_of_body")]

    def __str__(self) -> str:
        return f"{self.user}：{self.label}"

    @property
    def label(self) -> str:
        """The role's Chinese label, with the office or community it is for."""
        unit = self.office or self.community
        return f"{Role(self.role).label}（{unit}）" if unit else Role(self.role).label

    def is_held(self, on: date) -> bool:
        """Tell whether the role is held on a day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


class Substitution(models.Model):
    """Somebody who acts in a role while its holder is away (代办), both days included."""

    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(User, on_delete=models.PROTECT, related_name="substitutions")
    from_on = models.DateField(_("自何日起"))
    until_on = models.DateField(_("至何日止"))

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

    def __str__(self) -> str:
        return str(self.user)


class StaffSession(models.Model):
    """One login of a person (登录会话): when, from where, until when. Rows stay after the end."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_sessions")
    session_key = models.CharField(max_length=40, db_index=True)
    started_at = models.DateTimeField(_("登录时间"))
    address = models.CharField(_("网络地址"), max_length=45)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at}"


def kind_and_number(thing: models.Model) -> str:
    """Return how the log names a row: app.model:number."""
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001 Django's own documented name


def labels(model: type[models.Model], names: tuple[str, ...]) -> dict[str, str]:
    """Return the Chinese labels of a model's columns."""
    fields = {field.name: field for field in model._meta.fields}  # noqa: SLF001 Django's own documented name
    return {name: str(fields[name].verbose_name) for name in names}


def columns(model: type[models.Model]) -> set[str]:
    """Return the names of a model's columns."""
    return {field.name for field in model._meta.fields}  # noqa: SLF001 Django's own documented name


def snapshot(thing: models.Model, *names: str) -> dict[str, Any]:
    """Return fields of a row as the log keeps them: related rows by their numbers."""
    return {name: thing.serializable_value(name) for name in names}
