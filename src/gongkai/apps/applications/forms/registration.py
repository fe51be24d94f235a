"""What an officer types to register an application, and to ask for a list."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import ApplicationFields, DateInput
from gongkai.apps.applications.selectors.desk import BUCKETS, SORTS
from gongkai.apps.applications.words import ApplicantKind
from gongkai.apps.bodies.day_field import DayField
from gongkai.core.law.casework import State
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel


class Registration(ApplicationFields):
    """An application that came otherwise than on line."""

    key = forms.CharField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("申请渠道"), choices=[(each.value, each.label) for each in Channel if each is not Channel.INTERNET]
    )
    arrived_on = DayField(
        label=_("来件日期"), widget=DateInput(), help_text=_("当面提交之日、签收之日、来件之日，或者代填之日")
    )
    field_order = ("channel", "arrived_on", "kind", "name")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("arrived_on", today)
        self.fields["manner"].initial = "pick_up"


class Filter(forms.Form):
    """Which cases, in which order."""

    bucket = forms.ChoiceField(
        label=_("待办"), required=False, choices=[("", "全部"), *((b.id, b.label) for b in BUCKETS if not b.page)]
    )
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", "全部"), *State.choices()])
    outcome = forms.ChoiceField(
        label=_("结果"), required=False, choices=[("", "全部"), *((one.code, one.label) for one in outcomes().values())]
    )
    kind = forms.ChoiceField(label=_("申请人类别"), required=False, choices=[("", "全部"), *ApplicantKind.choices()])
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("", "全部"), *((each.value, each.label) for each in Channel)]
    )
    text = forms.CharField(
        label=_("查找"), required=False, max_length=100, help_text=_("登记编号、申请人全名，或者所需信息中的文字")
    )
    open_only = forms.BooleanField(label=_("只看未办结"), required=False)
    sort = forms.ChoiceField(
        label=_("排序"), required=False, choices=[(name, label) for name, (label, _c, _n) in SORTS.items()]
    )


class Span(forms.Form):
    """From a day to a day."""

    first = DayField(label=_("从"), widget=DateInput())
    last = DayField(label=_("到"), widget=DateInput())
