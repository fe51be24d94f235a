"""Public bodies, and what belongs to them: names, offices, communities, document words, settings."""

from typing import ClassVar, Final

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.roles import Labelled


class Kind(Labelled):
    """A kind of public body."""

    DISTRICT = "district", "区、县人民政府"
    SUBDISTRICT_OFFICE = "subdistrict_office", "街道办事处"
    TOWNSHIP = "township", "乡镇人民政府"
    BUREAU = "bureau", "政府部门"


class PublicBody(models.Model):  # type: ignore[django-manager-missing] # untyped pages
    """One public body (行政机关) in the tree of bodies. `path` holds the numbers from the top to itself: /1/5/."""

    parent = models.ForeignKey(
        "self", verbose_name=_("上级机关"), on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    path = models.CharField(max_length=200, db_index=True, editable=False)
    slug = models.SlugField(
        _("网址名"), max_length=40, unique=True, help_text=_("用在网址里，由小写字母、数字和连字符组成，定下后不再更改")
    )
    kind = models.CharField(_("类别"), max_length=30, choices=Kind.choices)
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

    class Meta:
        """As people call it."""

        verbose_name = _("曾用名")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """What offices and communities have in common."""

    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


OPEN: Final = Q(closed_on__isnull=True)


class Office(Unit):  # type: ignore[django-manager-missing] # untyped pages
    """An office of a body (科室)."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="offices")

    class Meta(Unit.Meta):
        """A name stands once among those of a body that are open."""

        verbose_name = _("科室")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "name"], condition=OPEN, name="bodies_office_once")
        ]


class Community(Unit):  # type: ignore[django-manager-missing] # untyped pages
    """A community under a body (社区)."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="communities")

    class Meta(Unit.Meta):
        """A name stands once among those of a body that are open."""

        verbose_name = _("社区")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "name"], condition=OPEN, name="bodies_community_once")
        ]


class DocumentWord(models.Model):
    """The word before the year and number of a document (机关代字), such as 某街办发."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="document_words")
    word = models.CharField(_("机关代字"), max_length=20, unique=True)

    class Meta:
        """As people call it."""

        verbose_name = _("机关代字")

    def __str__(self) -> str:
        return self.word


class BodySetting(models.Model):
    """The value of a setting of a body from a day on (机关设置); earlier rows stay, so that old days stay checkable."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="settings")
    key = models.CharField(_("设置"), max_length=40, choices=Key.choices)
    value = models.CharField(_("值"), max_length=200)
    from_on = models.DateField(_("自何日起"))

    class Meta:
        """One value a day."""

        verbose_name = _("设置")
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "key", "from_on"], name="bodies_setting_once")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"
