"""What staff type into the forms of the desk. A label stands above each field; the rules are in the services."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import Community, Kind, Office, PublicBody, User
from gongkai.apps.bodies.permissions import By, grantable, may
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.services.tree import PROFILE, check_profile


class DateInput(forms.DateInput):
    """A date picked in the browser's own way."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ActForm(forms.Form):
    """A form of one act on a body, by a person, on a day."""

    def __init__(self, *args: Any, by: By, body: PublicBody, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.body, self.on = by, body, on
        self.offer()

    def offer(self) -> None:
        """Fill the choices that depend on the body and the person."""


class Names(ActForm):
    """A body's names."""

    name = forms.CharField(label=_("全称"), max_length=100)
    short_name = forms.CharField(label=_("简称"), max_length=30)


class NewName(Names):
    """Another name for a body."""

    def offer(self) -> None:
        """Begin with the names it has."""
        self.initial.update(name=self.body.name, short_name=self.body.short_name)


class NewBody(Names):
    """A body below another."""

    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices())
    slug = forms.SlugField(
        label=_("网址名"), max_length=40, help_text=_("由小写字母、数字和连字符组成，定下后不再更改")
    )

    def clean_slug(self) -> str:
        """Keep addresses in small letters."""
        return str(self.cleaned_data["slug"]).lower()

    def clean_kind(self) -> Kind:
        """Return the kind itself."""
        return Kind(self.cleaned_data["kind"])


class Profile(ActForm):
    """Identity marks, address, contacts."""

    def offer(self) -> None:
        """Take the fields with their rules from the model."""
        self.fields.update(forms.fields_for_model(PublicBody, fields=PROFILE))
        self.initial.update({name: getattr(self.body, name) for name in PROFILE})

    def clean(self) -> None:
        """Ask the model, which knows how each mark is written."""
        typed = PublicBody(**{name: self.cleaned_data.get(name, "") for name in PROFILE})
        check_profile(typed)


class Move(ActForm):
    """Another superior."""

    parent = forms.ModelChoiceField(label=_("新的上级机关"), queryset=PublicBody.objects.none())

    def offer(self) -> None:
        """Offer the bodies where the person may do this too."""
        self.fields["parent"].queryset = _bodies_for(self, Act.MOVE_BODY)  # type: ignore[attr-defined]


class Close(ActForm):
    """The end of a body."""

    successor = forms.ModelChoiceField(label=_("承接机关"), queryset=PublicBody.objects.none(), required=False)

    def offer(self) -> None:
        """Offer the other open bodies."""
        others = PublicBody.objects.filter(closed_on__isnull=True).exclude(pk=self.body.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class NewUnit(ActForm):
    """An office or a community."""

    name = forms.CharField(label=_("名称"), max_length=60)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)


class NewWord(ActForm):
    """A document word."""

    word = forms.CharField(label=_("机关代字"), max_length=20)


class NewSetting(ActForm):
    """A setting from a day on."""

    key = forms.TypedChoiceField(label=_("设置"), choices=Key.choices(), coerce=Key.read)
    value = forms.CharField(label=_("值"), max_length=200)
    from_on = forms.DateField(label=_("自何日起"), widget=DateInput())


class _WithRole(ActForm):
    role = forms.TypedChoiceField(label=_("岗位"), coerce=Role.read)
    unit = forms.ChoiceField(label=_("科室或社区"), required=False, help_text=_("供稿人和科室、社区负责人应当选择"))

    def offer(self) -> None:
        """Offer the roles the person may give, and the units of the body."""
        given = grantable(self.by, self.body, on=self.on)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in given]  # type: ignore[attr-defined]
        offices = [(f"office-{one.pk}", one.name) for one in self.body.offices.all()]
        communities = [(f"community-{one.pk}", one.name) for one in self.body.communities.all()]
        self.fields["unit"].choices = [("", "—"), *offices, *communities]  # type: ignore[attr-defined]

    def clean_unit(self) -> Office | Community | None:
        """Return the unit itself."""
        kind, _dash, number = str(self.cleaned_data["unit"]).partition("-")
        if not kind:
            return None
        return self.body.offices.get(pk=number) if kind == "office" else self.body.communities.get(pk=number)

    def clean(self) -> None:
        """A contributor writes for an office or a community, and its head reviews for it."""
        of_a_unit = self.cleaned_data.get("role") in {Role.CONTRIBUTOR, Role.OFFICE_HEAD}
        if of_a_unit and self.cleaned_data.get("unit") is None:
            self.add_error("unit", _("请选择供稿人或负责人所在的科室或社区。"))


class Invite(_WithRole):
    """A person without an account."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(label=_("登录名"), max_length=150, validators=[UnicodeUsernameValidator()])
    email = forms.EmailField(label=_("电子邮箱"))
    field_order = ("name", "username", "email", "role", "unit")


class Grant(_WithRole):
    """A role for a person with an account."""

    username = forms.CharField(label=_("登录名"), max_length=150)
    field_order = ("username", "role", "unit")

    def clean_username(self) -> User:
        """Return the account."""
        return _account(str(self.cleaned_data["username"]))


class Substitute(forms.Form):
    """Who acts while the holder of a role is away."""

    substitute = forms.CharField(label=_("代办人的登录名"), max_length=150)
    from_on = forms.DateField(label=_("自何日起"), widget=DateInput())
    until_on = forms.DateField(label=_("至何日止"), widget=DateInput())

    def clean_substitute(self) -> User:
        """Return the account."""
        return _account(str(self.cleaned_data["substitute"]))


def _account(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise forms.ValidationError(_("没有这个登录名。请核对，或先邀请此人。"))
    return found


def _bodies_for(form: ActForm, act: Act) -> QuerySet[PublicBody]:
    others = PublicBody.objects.filter(closed_on__isnull=True).exclude(path__startswith=form.body.path)
    return others.filter(pk__in=[body.pk for body in others if may(form.by, act, body, on=form.on)])
