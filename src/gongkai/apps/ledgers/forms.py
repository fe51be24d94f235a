"""What who keeps the ledgers types."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.forms import DateInput
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.ledgers.kinds import DOCUMENTS, WORDINGS, Ending, LedgerKind
from gongkai.apps.ledgers.services import Entry

LARGEST: Final = 20 * 1024 * 1024  # bytes of a sheet


class EntryForm(forms.Form):
    """One entry; which fields there are depends on the ledger."""

    number = forms.CharField(max_length=80, required=False)
    title = forms.CharField(max_length=200)
    on = DayField(widget=DateInput())
    ended_on = DayField(label=_("废止或失效日期"), widget=DateInput(), required=False)
    ending = forms.ChoiceField(label=_("废止或失效"), choices=[("", _("现行有效")), *Ending.choices()], required=False)
    amount = forms.DecimalField(label=_("金额（元）"), max_digits=15, decimal_places=2)
    is_public = forms.BooleanField(
        label=_("已公开"), required=False, initial=True, help_text=_("依法不公开的也要登记，同样计入年报")
    )
    withheld_reason = forms.CharField(
        label=_("不公开的依据和理由"), max_length=200, required=False, help_text=_("如：《条例》第十五条，涉及个人隐私")
    )
    office: Any = forms.ModelChoiceField(label=_("科室"), queryset=None, required=False, empty_label=_("不填"))

    def __init__(self, *args: Any, body: PublicBody, kind: LedgerKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = WORDINGS[kind]
        self.fields["number"].label, self.fields["title"].label, self.fields["on"].label = (
            words.number,
            words.title,
            words.on,
        )
        self.fields["office"].queryset = body.offices.all()  # type: ignore[attr-defined]
        if kind not in DOCUMENTS:
            del self.fields["ended_on"], self.fields["ending"]
        if kind is not LedgerKind.CHARGE:
            del self.fields["amount"]

    def entry(self) -> Entry:
        """Return what was typed."""
        return Entry(**{**self.cleaned_data, "number": self.cleaned_data["number"].strip()})


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class SheetForm(forms.Form):
    """A sheet."""

    sheet = forms.FileField(label=_("表格文件"), help_text=_("xlsx、xls 或 csv，先显示读到的内容，确认后才导入"))

    def clean_sheet(self) -> Any:
        """Refuse what is larger than any ledger."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST:
            raise forms.ValidationError(_("文件超过 20 MB。请删去无关的工作表和图片。"))
        return sheet


class SystemForm(forms.Form):
    """A business system."""

    name = forms.CharField(label=_("系统名称"), max_length=60)
