"""What staff type into the forms of the desk. A label stands above each field; the rules are in the services."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.models import Community, Kind, Office, PublicBody, User
from gongkai.apps.bodies.models.bodies import OPEN
from gongkai.apps.bodies.permissions import By, grantable, may
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.services.tree import PROFILE, check_profile

OF_A_UNIT: Final = frozenset({Role.CONTRIBUTOR, Role.OFFICE_HEAD})  # roles held for an office or a community
UNITS: Final[Mapping[str, type[Office] | type[Community]]] = {"office": Office, "community": Community}


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


class Nothing(ActForm):
    """An act that needs nothing but a yes."""


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
    from_on = DayField(label=_("自何日起"), widget=DateInput())


class _WithRole(ActForm):
    role = forms.TypedChoiceField(label=_("岗位"), coerce=Role.read)
    unit = forms.ChoiceField(label=_("科室或社区"), required=False, help_text=_("供稿人和科室、社区负责人应当选择"))

    def offer(self) -> None:
        """Offer the roles the person may give, and the units of the body."""
        given = grantable(self.by, self.body, on=self.on)
        self.fields["role"].choices = [(role.value, role.shown) for role in Role if role in given]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "—"), *units_of(self.body)]  # type: ignore[attr-defined]

    def clean_unit(self) -> Office | Community | None:
        """Return the unit itself."""
        kind, _dash, number = str(self.cleaned_data["unit"]).partition("-")
        if not kind:
            return None
        return self.body.offices.get(pk=number) if kind == "office" else self.body.communities.get(pk=number)

    def clean(self) -> None:
        """A contributor writes for an office or a community, and its head reviews for it."""
        of_a_unit = self.cleaned_data.get("role") in OF_A_UNIT
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


class Code(forms.Form):
    """A code of six figures, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class PasskeyName(forms.Form):
    """What a person calls a passkey; a script adds what the device answers."""

    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("例如“办公室电脑”或“蓝色密钥”"))
    credential = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": _("设备没有给出通行密钥，请再试一次。")}
    )


class PersonsName(forms.Form):
    """A person's name."""

    name = forms.CharField(label=_("姓名"), max_length=60)


class MovePerson(forms.Form):
    """Where a person goes on in the same role."""

    place = forms.ChoiceField(label=_("新的机关、科室或社区"))

    def __init__(self, *args: Any, by: By, role: Role, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {
            body.pk: body
            for body in PublicBody.objects.filter(closed_on__isnull=True)
            if may(by, Act.MOVE_PERSON, body, on=on) and role in grantable(by, body, on=on)
        }
        of_a_unit = role in OF_A_UNIT
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (body.name, [*([] if of_a_unit else [(f"body-{body.pk}", body.name)]), *units_of(body)])
            for body in self.bodies.values()
        ]

    def clean_place(self) -> tuple[PublicBody, Office | Community | None]:
        """Return the body and the unit themselves."""
        kind, _dash, number = str(self.cleaned_data["place"]).partition("-")
        if kind == "body":
            return self.bodies[int(number)], None
        unit = UNITS[kind].objects.get(pk=number)
        return self.bodies[unit.body_id], unit


class Substitute(forms.Form):
    """Who acts while the holder of a role is away."""

    substitute = forms.CharField(label=_("代办人的登录名"), max_length=150)
    from_on = DayField(label=_("自何日起"), widget=DateInput())
    until_on = DayField(label=_("至何日止"), widget=DateInput())

    def clean_substitute(self) -> User:
        """Return the account."""
        return _account(str(self.cleaned_data["substitute"]))


def units_of(body: PublicBody) -> list[tuple[str, str]]:
    """Return the open offices and communities of a body, for a form."""
    found = [(kind, one) for kind, unit in UNITS.items() for one in unit.objects.filter(OPEN, body=body)]
    return [(f"{kind}-{one.pk}", one.name) for kind, one in found]


def _account(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise forms.ValidationError(_("没有这个登录名。请核对，或先邀请此人。"))
    return found


def _bodies_for(form: ActForm, act: Act) -> QuerySet[PublicBody]:
    others = PublicBody.objects.filter(closed_on__isnull=True).exclude(path__startswith=form.body.path)
    return others.filter(pk__in=[body.pk for body in others if may(form.by, act, body, on=form.on)])
