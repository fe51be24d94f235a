"""What who oversees types."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.oversight.models import Indicator, Task

DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class IndicatorForm(forms.ModelForm[Indicator]):
    """An indicator, new or changed from a day on."""

    class Meta:
        """What an indicator says."""

        model = Indicator
        fields: ClassVar = ["name", "measure", "target", "points", "from_on", "source"]
        widgets: ClassVar = {"from_on": DATE}


class DayForm(forms.Form):
    """A day from which something holds."""

    from_on = DayField(label=_("自何日起"), widget=DATE)


class TaskForm(forms.ModelForm[Task]):
    """A task for a body of the district."""

    class Meta:
        """What a task says."""

        model = Task
        fields: ClassVar = ["public_body", "indicator", "title", "wanted", "due_on"]
        widgets: ClassVar = {"due_on": DATE, "wanted": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, district: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = PublicBody.objects.filter(path__startswith=district.path, closed_on=None).order_by("path")
        self.fields["public_body"].queryset = below  # type: ignore[attr-defined]
        self.fields["indicator"].queryset = Indicator.objects.filter(district=district, until_on=None)  # type: ignore[attr-defined]
        self.fields["indicator"].empty_label = _("不涉及指标")  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Words with an act, needed by some."""

    words = forms.CharField(widget=forms.Textarea({"rows": 4}), max_length=2000)

    def __init__(self, *args: Any, label: str, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = label, required


class AnswerForm(WordsForm):
    """What was done, with its evidence."""

    link = forms.URLField(label=_("佐证网址"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("佐证文件"), required=False, help_text=_("截图、照片、文件都可以；只有本机关和区里能看")
    )
