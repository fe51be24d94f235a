"""Forms about one row of a case: a reply, a delivery, an entry, a message, files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.forms.acts import SERVICE, Day, Sent, text_field
from gongkai.apps.applications.forms.fields import KINDS_OF_FILES, DateInput, FilesField
from gongkai.apps.applications.words import Opinion, PaperKind
from gongkai.apps.bodies.day_field import DayField
from gongkai.core.redaction.errors import WrongArea
from gongkai.core.redaction.model import Area


class Reply(Day):
    """What a party answered."""

    opinion = forms.ChoiceField(label=_("意见"), choices=Opinion.choices())
    said = text_field(_("意见的内容"))
    uploads = FilesField(label=_("回复的文件"), help_text=KINDS_OF_FILES)

    def given(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        found = super().given()
        return {**found, "opinion": Opinion(found["opinion"])}


class Signature(forms.Form):
    """A paper was signed for."""

    signed_on = DayField(label=_("签收日期"), widget=DateInput())
    signer = forms.CharField(label=_("签收人"), max_length=60)
    tracking = forms.CharField(label=_("邮件号码"), max_length=60, required=False)
    uploads = FilesField(label=_("送达凭证"), help_text=KINDS_OF_FILES)


class Returned(forms.Form):
    """A paper came back."""

    returned_on = DayField(label=_("退回日期"), widget=DateInput())
    reason = forms.CharField(label=_("退回的原因"), max_length=200)


class Again(Sent):
    """A paper goes out once more."""

    field_order = ("on", *SERVICE)


class Mistake(forms.Form):
    """Why an entry is wrong."""

    reason = text_field(_("更正的理由"), help_text=_("原来的记录保留可查"))


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

    phrases = text_field(_("要遮盖的词语，每行一个"), required=False)
    areas = text_field(
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

    text = text_field(_("回复"))
