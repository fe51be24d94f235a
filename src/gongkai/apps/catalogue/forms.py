"""What who keeps the catalogue types."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.forms import DateInput
from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.catalogue.services import Said
from gongkai.apps.catalogue.words import Level
from gongkai.core.catalogue.fields import names
from gongkai.core.catalogue.limits import MOST
from gongkai.core.catalogue.words import Audience, Carrier, Manner, Rhythm

LARGEST: Final = 20 * 1024 * 1024  # bytes of a sheet


class MatterForm(forms.Form):
    """One matter, in the order of the standard catalogues."""

    TEXTS: ClassVar = (
        "field", "first_level", "second_level", "content", "basis", "limit", "rhythm", "owner", "carriers", "audience",
        "audience_note", "manner", "level",
    )  # fmt: skip

    code = forms.CharField(
        label=_("代码"), max_length=60, required=False, help_text=_("不填就按领域自动编号；定下后不再更改")
    )
    field = forms.CharField(label=_("领域"), max_length=40, help_text=_("从26个领域中选，都不是的可以自己写"))
    first_level = forms.CharField(label=_("一级事项"), max_length=200)
    second_level = forms.CharField(label=_("二级事项"), max_length=200, required=False)
    content = forms.CharField(label=_("公开内容（要素）"), required=False, widget=forms.Textarea({"rows": 3}))
    basis = forms.CharField(label=_("公开依据"), required=False, widget=forms.Textarea({"rows": 2}))
    limit = forms.CharField(
        label=_("公开时限"), max_length=300, required=False, help_text=_("照目录写，如：信息形成之日起20个工作日内")
    )
    days = forms.IntegerField(
        label=_("时限天数"), min_value=1, max_value=MOST, required=False, help_text=_("不填就从公开时限里读")
    )
    working = forms.BooleanField(label=_("按工作日计算"), required=False, initial=True)
    rhythm = forms.ChoiceField(
        label=_("公开频次"), choices=[("", _("从公开时限里读")), *Rhythm.choices()], required=False
    )
    owner = forms.CharField(label=_("公开主体"), max_length=100, required=False)
    unit = forms.ChoiceField(label=_("责任科室或社区"), required=False)
    carriers = forms.MultipleChoiceField(
        label=_("公开渠道和载体"), choices=Carrier.choices(), widget=forms.CheckboxSelectMultiple, required=False,
        initial=[Carrier.WEBSITE.value],
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("公开对象"), choices=Audience.choices(), initial=Audience.EVERYBODY.value)
    audience_note = forms.CharField(label=_("特定群众是哪些人"), max_length=100, required=False)
    manner = forms.ChoiceField(label=_("公开方式"), choices=Manner.choices(), initial=Manner.PROACTIVE.value)
    level = forms.ChoiceField(label=_("公开层级"), choices=[("", _("不填")), *Level.choices()], required=False)
    from_on = DayField(label=_("自何日起"), widget=DateInput())

    def __init__(self, *args: Any, body: PublicBody, with_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units_of(body)
        self.fields["unit"].choices = [("", _("不填")), *((key, str(one)) for key, one in self.units.items())]  # type: ignore[attr-defined]
        self.fields["field"].widget = forms.TextInput({"list": "fields"})
        self.fields["from_on"].initial = timezone.localdate()
        self.known_fields = names()
        if not with_code:
            del self.fields["code"]

    def said(self) -> Said:
        """Return what was typed."""
        given = self.cleaned_data
        said = {name: given[name] for name in self.TEXTS}
        return Said(**said, days=given["days"], working=given["working"], unit=self.units.get(given["unit"]))


class EndForm(forms.Form):
    """The end of a matter."""

    until_on = DayField(label=_("自何日起停用"), widget=DateInput())
    reason = forms.CharField(label=_("原因"), max_length=200, help_text=_("如：区里调整了标准目录"))


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class SheetForm(forms.Form):
    """A catalogue as a sheet."""

    sheet = forms.FileField(
        label=_("目录文件"), help_text=_("xlsx、xls 或 csv，各领域可以各占一张工作表；先显示读到的内容，确认后才导入")
    )
    from_on = DayField(label=_("自何日起施行"), widget=DateInput())

    def clean_sheet(self) -> Any:
        """Refuse what is larger than any catalogue."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST:
            raise forms.ValidationError(_("文件超过 20 MB。请删去无关的工作表和图片。"))
        return sheet


class PlanForm(forms.Form):
    """The plan of a year."""

    basis = forms.CharField(
        label=_("依据"), max_length=300, required=False, help_text=_("如：区里印发的当年政务公开工作要点")
    )


class UnitForm(forms.Form):
    """What is given to an office or a community, with a term."""

    unit_name = forms.ChoiceField(label=_("责任科室或社区"), required=False)
    due_on = DayField(label=_("完成期限"), widget=DateInput())

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units_of(body)
        self.fields["unit_name"].choices = [("", _("不填")), *((key, str(one)) for key, one in self.units.items())]  # type: ignore[attr-defined]

    def unit(self) -> Office | Community | None:
        """Return who answers for it."""
        return self.units.get(self.cleaned_data["unit_name"])


class TaskForm(UnitForm):
    """A task."""

    title = forms.CharField(label=_("任务"), max_length=300, widget=forms.Textarea({"rows": 2}))
    field_order = ("title", "unit_name", "due_on")


class ProblemsForm(UnitForm):
    """Last year's problems, to choose from."""

    pieces = forms.MultipleChoiceField(label=_("问题"), widget=forms.CheckboxSelectMultiple)
    field_order = ("pieces", "unit_name", "due_on")

    def __init__(self, *args: Any, pieces: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = pieces
        self.fields["pieces"].choices = [(str(place), piece) for place, piece in enumerate(pieces)]  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        """Return the problems that were chosen."""
        return [self.offered[int(place)] for place in self.cleaned_data["pieces"]]


class ProgressForm(forms.Form):
    """A report on a task."""

    words = forms.CharField(label=_("进展"), max_length=500, widget=forms.Textarea({"rows": 3}))
    percent = forms.IntegerField(label=_("进度（%）"), min_value=0, max_value=100)
    disclosure = forms.CharField(
        label=_("佐证的信息"), max_length=60, required=False, help_text=_("本机关信息的公开编号或索引号")
    )
    link = forms.URLField(label=_("佐证的链接"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(label=_("佐证的文件"), required=False, allow_empty_file=True)


class CloseForm(forms.Form):
    """The end of a task."""

    how = forms.ChoiceField(
        label=_("结果"), choices=[("done", _("已完成")), ("dropped", _("不再办理"))], widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("完成情况或理由"), max_length=300, help_text=_("年度报告第五部分的“改进情况”会提供这句话")
    )


def units_of(body: PublicBody) -> dict[str, Office | Community]:
    """Return the open offices and communities of a body by the names of a form."""
    return {
        **{f"office-{one.pk}": one for one in body.offices.filter(closed_on=None)},
        **{f"community-{one.pk}": one for one in body.communities.filter(closed_on=None)},
    }
