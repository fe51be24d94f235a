"""What an applicant fills in: the fields of art. 29 and no others. Nobody is asked for a purpose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, ApplicationFields, Contact, FilesField
from gongkai.portal.human_check import HumanFields

__all__ = ["Apply", "Complaint", "Contact", "Lost", "Track", "Withdraw", "Words"]


class Apply(HumanFields, ApplicationFields):
    """The form of the web page: with a question that tells people from programs."""


class Track(forms.Form):
    """Number and check word."""

    number = forms.CharField(label=_("登记编号"), max_length=20, help_text=_("例如 2026-0012"))
    word = forms.CharField(
        label=_("查询码"),
        max_length=20,
        help_text=_("回执上的 10 位字母和数字，不分大小写"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Lost(forms.Form):
    """Number and the e-mail address of the application."""

    number = forms.CharField(label=_("登记编号"), max_length=20)
    email = forms.EmailField(label=_("申请时填写的电子邮箱"), max_length=100)


class Words(forms.Form):
    """Something written, with files."""

    text = forms.CharField(label=_("内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    uploads = FilesField(label=_("附件（可选）"), help_text=KINDS_OF_FILES)


class Complaint(forms.Form):
    """A complaint or a question."""

    kind = forms.ChoiceField(
        label=_("性质"),
        choices=[("question", _("咨询")), ("complaint", _("投诉"))],
        widget=forms.RadioSelect,
        initial="question",
    )
    text = forms.CharField(label=_("内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


class Withdraw(forms.Form):
    """The applicant's own will to withdraw."""

    sure = forms.BooleanField(label=_("我自愿撤回这件申请，知道撤回后不再办理"))
    text = forms.CharField(label=_("原因（可选）"), max_length=500, required=False)
