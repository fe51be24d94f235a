"""What an officer types about reconsideration and litigation."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import DateInput
from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.remedies.words import Kind, Procedure, Result


class NewRemedy(forms.Form):
    """A case to be registered."""

    kind = forms.TypedChoiceField(label=_("种类"), choices=Kind.choices(), coerce=Kind.read)
    application = forms.CharField(
        label=_("有关的申请"), max_length=20, required=False, help_text=_("登记编号，例如 2026-0012；与申请无关的不填")
    )
    subject = forms.CharField(label=_("被复议或者被诉的行为"), max_length=300)
    forum = forms.CharField(label=_("复议机关或者法院"), max_length=100)
    number = forms.CharField(label=_("案号"), max_length=60, required=False)
    came_on = DayField(label=_("受理或者立案日期"), widget=DateInput())
    copy_on = DayField(label=_("收到副本的日期"), widget=DateInput(), required=False)
    procedure = forms.TypedChoiceField(label=_("程序"), choices=Procedure.choices(), coerce=Procedure.read)

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body

    def clean_application(self) -> Application | None:
        """Return the application of a number."""
        typed = str(self.cleaned_data["application"]).strip()
        if not typed:
            return None
        match = re.fullmatch(r"(\d{4})-0*(\d{1,9})", typed)
        found = match and Application.objects.filter(body=self.body, year=int(match[1]), serial=int(match[2])).first()
        if not found:
            raise forms.ValidationError(_("本机关没有这个编号的申请，请核对。"))
        return found


class Answer(forms.Form):
    """The answer that went out."""

    copy_on = DayField(label=_("收到副本的日期"), widget=DateInput())
    procedure = forms.TypedChoiceField(label=_("程序"), choices=Procedure.choices(), coerce=Procedure.read)
    on = DayField(label=_("提交答复或者答辩的日期"), widget=DateInput())


class Hearing(forms.Form):
    """A hearing."""

    on = DayField(label=_("听证或者开庭日期"), widget=DateInput())


class Ending(forms.Form):
    """The result."""

    result = forms.TypedChoiceField(label=_("最终生效的结果"), choices=Result.choices(), coerce=Result.read)
    decided_on = DayField(label=_("决定或者裁判日期"), widget=DateInput())
    served_on = DayField(label=_("收到的日期"), widget=DateInput())
    duty_until = DayField(label=_("写明的履行期限"), widget=DateInput(), required=False)
    answer_anew = forms.BooleanField(label=_("重新办理有关的申请"), required=False)


class OpinionLetter(forms.Form):
    """An opinion letter and its report."""

    opinion_on = DayField(label=_("收到行政复议意见书的日期"), widget=DateInput())
    reported_on = DayField(
        label=_("反馈办理情况的日期"), widget=DateInput(), required=False, help_text=_("收到之日起 60 日内")
    )
