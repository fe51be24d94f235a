"""Forms for the wordings, the seal and the working days of a body."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import DateInput
from gongkai.apps.bodies.day_field import DayField
from gongkai.core.letters.wording import LIMIT

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Wording(forms.Form):
    """The wording of one letter."""

    text = forms.CharField(
        label=_("措辞"),
        max_length=LIMIT,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 24}),
        help_text=_("清空后保存，恢复系统自带的措辞。"),
    )


class SealUpload(forms.Form):
    """The picture of a seal."""

    picture = forms.FileField(
        label=_("印章图片"),
        widget=forms.FileInput({"accept": "image/png"}),
        help_text=_("背景透明的 PNG，边长 100 至 2000 像素，不超过 1 MB"),
    )


class LocalDayForm(forms.Form):
    """A day off, or worked, in one body."""

    on = DayField(label=_("日期"), widget=DateInput())
    working = forms.ChoiceField(label=_("这一天"), choices=[("", _("放假")), ("yes", _("上班"))], required=False)
    why = forms.CharField(label=_("原因"), max_length=60, help_text=_("例如：自治州成立纪念日；台风停工"))
    source = forms.CharField(label=_("依据"), max_length=100, help_text=_("文件的名称和文号"))

    def clean_working(self) -> bool:
        """Whether the day is worked."""
        return bool(self.cleaned_data["working"])


class NoticeForm(forms.Form):
    """The yearly notice on holidays, typed from the document."""

    year = forms.IntegerField(label=_("年份"), min_value=2019, max_value=2100)
    number = forms.CharField(label=_("文号"), max_length=60, help_text=_("例如：国办发明电〔2025〕7号"))
    title = forms.CharField(label=_("标题"), max_length=100)
    issued_on = DayField(label=_("发文日期"), widget=DateInput())
    spans = forms.CharField(
        label=_("放假日期"),
        widget=forms.Textarea({"rows": 8, "placeholder": "春节 2027-02-05 2027-02-11 2027-01-31 2027-02-20"}),
        help_text=_("每行一个节日：名称、放假首日、放假末日，后面依次写调休上班的日期，用空格隔开。七个节日都要写。"),
    )

    def clean_spans(self) -> list[dict[str, Any]]:
        """Read the lines."""
        found = []
        for line in str(self.cleaned_data["spans"]).splitlines():
            words = line.split()
            if not words:
                continue
            if len(words) < 3 or not all(_DAY.fullmatch(word) for word in words[1:]):
                raise forms.ValidationError(
                    _("“%(line)s”读不出来。请写成“节日 2027-01-01 2027-01-03”的样子。"), params={"line": line[:60]}
                )
            found.append({"name": words[0], "from": words[1], "to": words[2], "work": words[3:]})
        return found

    def given(self) -> dict[str, Any]:
        """Return what `core.law.notices.parse_notice` reads."""
        data = {name: self.cleaned_data[name] for name in ("year", "number", "title", "issued_on")}
        return {**data, "off": self.cleaned_data["spans"]}
