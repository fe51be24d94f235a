"""One form an act of the desk. Days begin with today; an entry made too late needs its reason."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, DateInput, FilesField
from gongkai.apps.applications.models import Application
from gongkai.apps.applications.services import Service
from gongkai.apps.applications.words import Manner, Opinion, PaperKind, PartyKind, ServiceKind
from gongkai.apps.bodies.models import Office
from gongkai.core.law.deadlines import LONGEST_EXTENSION
from gongkai.core.law.fees import SCALES
from gongkai.core.law.outcomes import outcomes
from gongkai.core.redaction.errors import WrongArea
from gongkai.core.redaction.model import Area

SERVICE: Final = ("service", "carrier", "tracking", "address")
_BY_MANNER: Final = {
    Manner.ONLINE: ServiceKind.ELECTRONIC,
    Manner.EMAIL: ServiceKind.ELECTRONIC,
    Manner.POST: ServiceKind.POST,
    Manner.PICK_UP: ServiceKind.DIRECT,
}


def _text(label: Any, *, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
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

    on = forms.DateField(label=_("日期"), widget=DateInput())

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

    note = _text(_("备注"), required=False)


class Plain(Day):
    """A day and a remark, of acts that cannot come late."""

    note = _text(_("备注"), required=False)


class Reason(Day):
    """A day and an obligatory reason."""

    reason = _text(_("理由"))


class SupplementNotice(Sent, Late):
    """The supplement notice (补正告知)."""

    points = _text(_("需要补正的内容"), help_text=_("一次写全，以后不能再要求补正（《条例》第三十条）"))
    guidance = _text(_("怎样补正"), help_text=_("例如写明文件的名称、文号、大致时间"))
    days = forms.IntegerField(label=_("补正期限（工作日）"), min_value=1, max_value=60, initial=15)
    field_order = ("on", "points", "guidance", "days", *SERVICE, "why_late")


class Supplement(Day, Late):
    """The supplement that came."""

    text = _text(_("补正的内容"))


class Extension(Sent, Late):
    """An extension (延期)."""

    days = forms.IntegerField(
        label=_("延长的工作日"), min_value=1, max_value=LONGEST_EXTENSION, initial=LONGEST_EXTENSION
    )
    reason = _text(_("延期的理由"), help_text=_("写进延期答复告知书"))
    consented_by = forms.CharField(label=_("同意延期的工作机构负责人"), max_length=60)
    field_order = ("on", "days", "reason", "consented_by", *SERVICE, "why_late")


class AskReasons(Sent):
    """The letter asking for reasons (art. 35)."""

    figures = _text(_("申请的数量和频次"), help_text=_("例如“自2026年1月1日至3月1日共提出36件”"))
    period = forms.CharField(label=_("说明理由的期限"), max_length=60, initial="收到本告知书之日起7个工作日内")
    field_order = ("on", "figures", "period", *SERVICE)


class Reasons(Day):
    """The reasons that came."""

    text = _text(_("申请人说明的理由"))


class Deferral(Sent):
    """A later day (art. 35)."""

    until = forms.DateField(label=_("延迟到哪一天答复"), widget=DateInput())
    reason = _text(_("不能按期答复的原因"))
    field_order = ("on", "until", "reason", *SERVICE)


class Consulting(Day, Late, Served):
    """A party to be asked."""

    party = forms.ChoiceField(
        label=_("对象"), choices=[choice for choice in PartyKind.choices() if choice[0] != "office"]
    )
    name = forms.CharField(label=_("名称或者姓名"), max_length=100)
    matter = _text(_("涉及的信息"))
    right = forms.CharField(
        label=_("可能涉及的权益"), max_length=200, required=False, help_text=_("第三方：例如商业秘密、个人隐私")
    )
    field_order = ("on", "party", "name", "matter", "right", *SERVICE, "why_late")

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        found = super().given()
        return {**found, "party": PartyKind(found["party"])}


class Reply(Day):
    """What a party answered."""

    opinion = forms.ChoiceField(label=_("意见"), choices=Opinion.choices())
    said = _text(_("意见的内容"))
    uploads = FilesField(label=_("回复的文件"), help_text=KINDS_OF_FILES)

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        found = super().given()
        return {**found, "opinion": Opinion(found["opinion"])}


class ToOffice(Day):
    """An office responsible for the case."""

    office = forms.ModelChoiceField(label=_("承办科室"), queryset=Office.objects.none())
    note = _text(_("交办要求"), required=False)

    def offer(self) -> None:
        """Offer the offices of the body."""
        super().offer()
        self.fields["office"].queryset = self.application.body.offices.all()  # type: ignore[attr-defined]


class AskOffice(ToOffice):
    """An office asked for help by a day."""

    until = forms.DateField(label=_("请在哪一天以前回复"), widget=DateInput())
    matter = _text(_("需要协助的事项"))
    note = None  # type: ignore[assignment]
    field_order = ("on", "office", "until", "matter")


class FeeProposal(Day):
    """A fee on one of the scales."""

    scale = forms.ChoiceField(label=_("计收方式"), choices=list(SCALES.items()))
    matters = forms.IntegerField(label=_("按件：拆分为几件"), min_value=1, max_value=999, initial=1)
    pages = forms.IntegerField(label=_("按量：页数"), min_value=0, max_value=99999, initial=0)
    reason = _text(_("数量、频次明显超过合理范围的情况"), help_text=_("写进收费通知书（《条例》第四十二条）"))


class FeeDemand(Sent, Late):
    """The fee notice."""

    decided_by = forms.CharField(label=_("决定人"), max_length=60)
    way = _text(_("缴纳方式"), help_text=_("账户、地点、时间，开具财政票据"))
    field_order = ("on", "decided_by", "way", *SERVICE, "why_late")


class Payment(Day):
    """The fee is paid."""

    yuan = forms.IntegerField(label=_("实收（元）"), min_value=0)
    note = _text(_("备注"), required=False)


class Sending(Sent, Late):
    """The answer goes out."""

    field_order = ("on", *SERVICE, "why_late")


class Closing(Sent):
    """A letter that closes the case goes out."""

    note = _text(_("备注"), required=False)
    field_order = ("on", "note", *SERVICE)


class More(Sent):
    """A supplementary answer."""

    code = forms.ChoiceField(label=_("结果是否改变"), required=False)
    cause = _text(_("补充答复的原因"))
    content = _text(_("补充答复的内容"))
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

    until = forms.DateField(
        label=_("复议决定或者判决写明的期限"), widget=DateInput(), required=False, help_text=_("没有写明的不填")
    )


class Splitting(ActForm):
    """The matters of an application, one a line."""

    texts = _text(_("事项，每行一项"), rows=8)

    def offer(self) -> None:
        """Begin with what there is."""
        self.initial.setdefault(
            "texts", "\n".join(item.text.replace("\n", " ") for item in self.application.items.all())
        )

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {"texts": tuple(line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip())}


class Signature(forms.Form):
    """A paper was signed for."""

    signed_on = forms.DateField(label=_("签收日期"), widget=DateInput())
    signer = forms.CharField(label=_("签收人"), max_length=60)
    tracking = forms.CharField(label=_("邮件号码"), max_length=60, required=False)
    uploads = FilesField(label=_("送达凭证"), help_text=KINDS_OF_FILES)


class Returned(forms.Form):
    """A paper came back."""

    returned_on = forms.DateField(label=_("退回日期"), widget=DateInput())
    reason = forms.CharField(label=_("退回的原因"), max_length=200)


class Again(Sent):
    """A paper goes out once more."""

    field_order = ("on", *SERVICE)


class Mistake(forms.Form):
    """Why an entry is wrong."""

    reason = _text(_("更正的理由"), help_text=_("原来的记录保留可查"))


class NewPapers(forms.Form):
    """Files for the case."""

    kind = forms.TypedChoiceField(
        label=_("种类"),
        choices=[(each.value, each.label) for each in (PaperKind.REPLY_FILE, PaperKind.SEARCH, PaperKind.OTHER)],
        coerce=PaperKind.read,
        help_text=_("随答复提供的文件会列为答复书的附件"),
    )
    uploads = FilesField(label=_("文件"), help_text=KINDS_OF_FILES)


class Covering(forms.Form):
    """What is to be covered in a file."""

    phrases = _text(_("要遮盖的词语，每行一个"), required=False)
    areas = _text(
        _("要遮盖的区域（只用于 PDF），每行一个"),
        rows=3,
        required=False,
        help_text=_("页码,左边距,上边距,宽,高，以毫米计，例如 1,30,40,50,8"),
    )

    def clean_phrases(self) -> list[str]:
        """Return the phrases, one a line."""
        return [line.strip() for line in str(self.cleaned_data["phrases"]).splitlines() if line.strip()]

    def clean_areas(self) -> list[Area]:
        """Return the rectangles, one a line."""
        return [_area(line) for line in str(self.cleaned_data["areas"]).splitlines() if line.strip()]


def _area(line: str) -> Area:
    parts = line.replace("，", ",").split(",")
    try:
        page, x, y, width, height = int(parts[0]), *(float(part) for part in parts[1:])
        return Area(page=page, x=x, y=y, width=width, height=height)
    except (ValueError, WrongArea):
        raise forms.ValidationError(
            _("“%(line)s”不是区域。请写页码,左边距,上边距,宽,高。"), params={"line": line}
        ) from None


class MessageAnswer(forms.Form):
    """An answer to what the applicant wrote."""

    text = _text(_("回复"))
