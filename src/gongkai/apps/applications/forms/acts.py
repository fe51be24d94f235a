"""One form an act of the desk. Days begin with today; an entry made too late needs its reason."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, DateInput, FilesField
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.services import Service
from gongkai.apps.applications.words import Manner, PartyKind, ServiceKind
from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.models import Office
from gongkai.core.law.deadlines import LONGEST_EXTENSION
from gongkai.core.law.fees import SCALES
from gongkai.core.law.outcomes import outcomes

SERVICE: Final = ("service", "carrier", "tracking", "address")
_BY_MANNER: Final = {
    Manner.ONLINE: ServiceKind.ELECTRONIC,
    Manner.EMAIL: ServiceKind.ELECTRONIC,
    Manner.POST: ServiceKind.POST,
    Manner.PICK_UP: ServiceKind.DIRECT,
}


def text_field(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=4000, widget=widget, required=required, help_text=help_text)


class ActForm(forms.Form):
    """A form of one act on a case, on a day."""

    def __init__(self, *args: Any, application: Application, today: date, **kwargs: Any) -> None:
        self.application, self.today = application, today
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fill what depends on the case."""

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        found = dict(self.cleaned_data)
        if "service" in self.fields:
            parts = {name: found.pop(name) for name in SERVICE}
            found["service"] = Service(
                kind=ServiceKind(parts["service"]),
                carrier=parts["carrier"],
                tracking=parts["tracking"],
                address=parts["address"],
            )
        if "uploads" in found:
            found["files"] = found.pop("uploads")
        return found


class Day(ActForm):
    """On which day."""

    on = DayField(label=_("日期"), widget=DateInput())

    def offer(self) -> None:
        """Begin with today."""
        self.initial.setdefault("on", self.today)


class Late(forms.Form):
    """Why an entry comes late."""

    why_late = forms.CharField(
        label=_("补录的理由"), max_length=500, required=False, help_text=_("只在答复期限届满以后补录以前的记录时填写")
    )


class Served(forms.Form):
    """How the letter goes out."""

    service = forms.ChoiceField(label=_("送达方式"), choices=ServiceKind.choices())
    carrier = forms.CharField(
        label=_("承运机构"), max_length=60, required=False, help_text=_("邮寄送达只能交邮政企业，例如中国邮政")
    )
    tracking = forms.CharField(label=_("邮件号码"), max_length=60, required=False)
    address = forms.CharField(label=_("送达地址"), max_length=200, required=False)


class Sent(Day, Served):
    """A day on which a letter goes out to the applicant."""

    def offer(self) -> None:
        """Serve as the applicant wished."""
        super().offer()
        self.initial.setdefault("service", _BY_MANNER[Manner(self.application.manner)].value)


class Note(Day, Late):
    """A day and a remark."""

    note = text_field(_("备注"), required=False)


class Plain(Day):
    """A day and a remark, of acts that cannot come late."""

    note = text_field(_("备注"), required=False)


class Reason(Day):
    """A day and an obligatory reason."""

    reason = text_field(_("理由"))


class SupplementNotice(Sent, Late):
    """The supplement notice (补正告知)."""

    points = text_field(_("需要补正的内容"), help_text=_("一次写全，以后不能再要求补正（《条例》第三十条）"))
    guidance = text_field(_("怎样补正"), help_text=_("例如写明文件的名称、文号、大致时间"))
    days = forms.IntegerField(label=_("补正期限（工作日）"), min_value=1, max_value=60, initial=15)
    field_order = ("on", "points", "guidance", "days", *SERVICE, "why_late")


class Supplement(Day, Late):
    """The supplement that came."""

    text = text_field(_("补正的内容"))


class Extension(Sent, Late):
    """An extension (延期)."""

    days = forms.IntegerField(
        label=_("延长的工作日"), min_value=1, max_value=LONGEST_EXTENSION, initial=LONGEST_EXTENSION
    )
    reason = text_field(_("延期的理由"), help_text=_("写进延期答复告知书"))
    consented_by = forms.CharField(label=_("同意延期的工作机构负责人"), max_length=60)
    field_order = ("on", "days", "reason", "consented_by", *SERVICE, "why_late")


class AskReasons(Sent):
    """The letter asking for reasons (art. 35)."""

    figures = text_field(_("申请的数量和频次"), help_text=_("例如“自2026年1月1日至3月1日共提出36件”"))
    period = forms.CharField(label=_("说明理由的期限"), max_length=60, initial="收到本告知书之日起7个工作日内")
    field_order = ("on", "figures", "period", *SERVICE)


class Reasons(Day):
    """The reasons that came."""

    text = text_field(_("申请人说明的理由"))


class Deferral(Sent):
    """A later day (art. 35)."""

    until = DayField(label=_("延迟到哪一天答复"), widget=DateInput())
    reason = text_field(_("不能按期答复的原因"))
    field_order = ("on", "until", "reason", *SERVICE)


class Consulting(Day, Late, Served):
    """A party to be asked."""

    party = forms.ChoiceField(
        label=_("对象"), choices=[choice for choice in PartyKind.choices() if choice[0] != "office"]
    )
    name = forms.CharField(label=_("名称或者姓名"), max_length=100)
    matter = text_field(_("涉及的信息"))
    right = forms.CharField(
        label=_("可能涉及的权益"), max_length=200, required=False, help_text=_("第三方：例如商业秘密、个人隐私")
    )
    field_order = ("on", "party", "name", "matter", "right", *SERVICE, "why_late")

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        found = super().given()
        return {**found, "party": PartyKind(found["party"])}


class ToOffice(Day):
    """An office responsible for the case."""

    office = forms.ModelChoiceField(label=_("承办科室"), queryset=Office.objects.none())
    note = text_field(_("交办要求"), required=False)

    def offer(self) -> None:
        """Offer the offices of the body."""
        super().offer()
        self.fields["office"].queryset = self.application.body.offices.all()  # type: ignore[attr-defined]


class AskOffice(ToOffice):
    """An office asked for help by a day."""

    until = DayField(label=_("请在哪一天以前回复"), widget=DateInput())
    matter = text_field(_("需要协助的事项"))
    note = None  # type: ignore[assignment]
    field_order = ("on", "office", "until", "matter")


class Settling(ActForm):
    """How the applicant was told what a letter that did not arrive had said."""

    how = forms.CharField(label=_("用什么方式告知的"), max_length=200, help_text=_("例如：今天上午电话告知本人"))


class FeeProposal(Day):
    """A fee on one of the scales."""

    scale = forms.ChoiceField(label=_("计收方式"), choices=list(SCALES.items()))
    matters = forms.IntegerField(label=_("按件：拆分为几件"), min_value=1, max_value=999, initial=1)
    pages = forms.IntegerField(label=_("按量：页数"), min_value=0, max_value=99999, initial=0)
    reason = text_field(_("数量、频次明显超过合理范围的情况"), help_text=_("写进收费通知书（《条例》第四十二条）"))


class FeeDemand(Sent, Late):
    """The fee notice."""

    decided_by = forms.CharField(label=_("决定人"), max_length=60)
    way = text_field(_("缴纳方式"), help_text=_("账户、地点、时间，开具财政票据"))
    field_order = ("on", "decided_by", "way", *SERVICE, "why_late")


class Payment(Day):
    """The fee is paid."""

    yuan = forms.IntegerField(label=_("实收（元）"), min_value=0)
    note = text_field(_("备注"), required=False)


class Sending(Sent, Late):
    """The answer goes out."""

    field_order = ("on", *SERVICE, "why_late")


class Closing(Sent):
    """A letter that closes the case goes out."""

    note = text_field(_("备注"), required=False)
    field_order = ("on", "note", *SERVICE)


class More(Sent):
    """A supplementary answer."""

    code = forms.ChoiceField(label=_("结果是否改变"), required=False)
    cause = text_field(_("补充答复的原因"))
    content = text_field(_("补充答复的内容"))
    basis = forms.CharField(label=_("依据"), max_length=200, initial="《条例》第三十六条")
    signed_by = forms.CharField(label=_("签发人"), max_length=60)
    uploads = FilesField(label=_("提供的文件"), help_text=KINDS_OF_FILES)
    field_order = ("on", "code", "cause", "content", "basis", "signed_by", "uploads", *SERVICE)

    def offer(self) -> None:
        """Offer the outcomes."""
        super().offer()
        choices = [("", "不改变"), *((one.code, one.label) for one in outcomes().values())]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]


class Reopening(Reason):
    """Anew after a remedy."""

    until = DayField(
        label=_("复议决定或者判决写明的期限"), widget=DateInput(), required=False, help_text=_("没有写明的不填")
    )


class Splitting(ActForm):
    """The matters of an application, one a line."""

    texts = text_field(_("事项，每行一项"), rows=8)

    def offer(self) -> None:
        """Begin with what there is."""
        self.initial.setdefault(
            "texts", "\n".join(item.text.replace("\n", " ") for item in self.application.items.all())
        )

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {"texts": tuple(line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip())}
