"""What is typed about screens and what they play."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.apps.screens.models import Screen, Showing
from gongkai.apps.screens.services import Screening, Wanted
from gongkai.apps.screens.services.registry import FIELDS
from gongkai.apps.screens.states import Kind

_MINUTES: Final = "%Y-%m-%dT%H:%M"


def _instant(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTES)
    )


def _time(label: Any, help_text: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=help_text)


class ScreenForm(forms.ModelForm[Screen]):
    """Where a screen hangs and how it plays."""

    name = forms.CharField(label=_("名称"), max_length=60)

    class Meta:
        """The fields of a screen; the name belongs to its account."""

        model = Screen
        fields = ("name", *FIELDS)
        widgets: ClassVar = {
            "opens_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "numbers": forms.Textarea(attrs={"rows": 3}),
            "page_seconds": forms.NumberInput(attrs={"min": 5, "max": 120}),
            "most_pages": forms.NumberInput(attrs={"min": 1, "max": 50}),
            "record_days": forms.NumberInput(attrs={"min": 1, "max": 365}),
            "silent_minutes": forms.NumberInput(attrs={"min": 1, "max": 1440}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", *FIELDS])
        if self.instance.pk:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """Refuse figures with which nobody could read."""
        typed: dict[str, Any] = super().clean() or {}
        for name, low, high in (
            ("page_seconds", 5, 120), ("most_pages", 1, 50), ("record_days", 1, 365), ("silent_minutes", 1, 1440)
        ):  # fmt: skip
            if name in typed and not low <= typed[name] <= high:
                self.add_error(name, _("请填 {low} 到 {high} 之间的数。").format(low=low, high=high))
        return typed

    def screening(self) -> Screening:
        """Return what was typed."""
        return Screening(**{name: self.cleaned_data[name] for name in FIELDS})


class ArrangeForm(forms.Form):
    """When and in what place of the list something is played."""

    priority = forms.IntegerField(
        label=_("优先级"), min_value=0, max_value=9, initial=5, help_text=_("0 到 9，大的先播")
    )
    from_at = _instant(_("开始播放"))
    until_at = _instant(_("播放到"))
    from_time = _time(_("每天从"), _("不填就是整个播放时间"))
    until_time = _time(_("每天到"))

    def wanted(self, showing: Showing) -> Wanted:
        """Return what was typed about something that is there."""
        return Wanted(Kind(showing.kind), showing.title, showing.text, **self.cleaned_data)


class RequestForm(ArrangeForm):
    """A notice of the screen's own."""

    kind = forms.ChoiceField(label=_("种类"), help_text=_("紧急通知显示在最上面，写明播放到什么时候"))
    title = forms.CharField(label=_("标题"), max_length=60)
    text = forms.CharField(
        label=_("内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("不播广告，不写个人信息；公开信息请先在网站发布，再加投电子屏"),
    )  # fmt: skip
    field_order = ("kind", "title", "text", "from_at", "until_at", "from_time", "until_time", "priority")

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.value, one.shown) for one in (Kind.NOTICE, Kind.URGENT)
        ]
        local = timezone.localtime(now)
        self.fields["from_at"].initial = local.strftime(_MINUTES)
        self.fields["until_at"].initial = (local + timedelta(days=3)).strftime(_MINUTES)

    def typed(self) -> Wanted:
        """Return what was typed."""
        return Wanted(**{**self.cleaned_data, "kind": Kind(self.cleaned_data["kind"])})


class DecisionForm(forms.Form):
    """What is said about a request."""

    note = forms.CharField(
        label=_("意见"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不同意或者停止播放时必须写明原因"),
    )  # fmt: skip
