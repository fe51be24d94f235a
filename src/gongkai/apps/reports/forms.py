"""What who works on reports types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.reports.assembling import PARTS

_ROWS = {"front": 2, "s1": 2, "s2": 2, "s3": 2, "s4": 2, "s6": 3}


class TextsForm(forms.Form):
    """The narrative, part by part; `seen` is when the version was last changed."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, texts: dict[str, str], seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"seen": seen, **texts}})
        for part in PARTS:
            widget = forms.Textarea({"rows": _ROWS.get(part.key, 5)})
            self.fields[part.key] = forms.CharField(label=part.label, required=False, widget=widget)

    def texts(self) -> dict[str, str]:
        """Return what was typed."""
        return {part.key: self.cleaned_data[part.key] for part in PARTS}


class OverrideForm(forms.Form):
    """A figure in the place of the counted one."""

    value = forms.DecimalField(label=_("改为"), max_digits=18, decimal_places=4, min_value=0)
    reason = forms.CharField(label=_("理由"), max_length=300, help_text=_("会一直显示在这个数据旁边"))


class ReasonForm(forms.Form):
    """Words with an act: asked for by some, open to others."""

    words = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, label: str, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = label, required


class FileForm(forms.Form):
    """A report as a file."""

    file = forms.FileField(
        label=_("年度报告文件"), help_text=_("网页、Word、WPS、Excel、PDF、OFD、JSON 等都可以，读出的内容会先显示")
    )
