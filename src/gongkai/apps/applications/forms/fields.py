"""Fields that the forms of applicants and of the desk share."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongkai.apps.applications.files import KINDS, Upload
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.words import ApplicantKind, Carrier, IdentityKind, Manner

ACCEPT: Final = ",".join(KINDS)
KINDS_OF_FILES: Final = "PDF、Word、Excel、WPS、OFD、图片或文本文件，最多 10 个"


class DateInput(forms.DateInput):
    """A date picked in the browser's own way."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, none of them obligatory; `clean` gives uploads."""

    def __init__(self, **kwargs: Any) -> None:
        widget = FilesInput(attrs={"accept": ACCEPT})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files read into memory, where the upload limit of the site keeps them small."""
        given: Sequence[UploadedFile[Any]] = data if isinstance(data, list | tuple) else [data] if data else []
        return tuple(Upload(each.name or "文件", each.read()) for each in given)


class Contact(forms.Form):
    """How an applicant can be reached."""

    contact_person = forms.CharField(
        label=_("联系人"), max_length=60, required=False, help_text=_("法人或其他组织可以填写")
    )
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("电子邮箱"), max_length=100, required=False, help_text=_("填写后，回执和答复的通知会寄到这里")
    )
    address = forms.CharField(label=_("通信地址"), max_length=200, required=False)
    postcode = forms.CharField(label=_("邮政编码"), max_length=6, required=False)

    def clean_postcode(self) -> str:
        """Six figures or nothing."""
        found = str(self.cleaned_data["postcode"]).strip()
        if found and not re.fullmatch(r"\d{6}", found):
            raise forms.ValidationError(_("邮政编码是 6 位数字。"))
        return found

    def clean(self) -> None:
        """One way to be reached is enough."""
        given = self.cleaned_data
        if not any(given.get(name) for name in ("phone", "email", "address")) and "email" not in self.errors:
            self.add_error("phone", _("请至少填写电话、电子邮箱、通信地址中的一项，以便与您联系。"))


class ApplicationFields(Contact):
    """What an application holds, whoever fills it in."""

    kind = forms.ChoiceField(
        label=_("申请人类别"), choices=ApplicantKind.choices(), widget=forms.RadioSelect, initial="natural"
    )
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=100)
    identity_kind = forms.ChoiceField(label=_("身份证明的种类"), choices=IdentityKind.choices())
    identity_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("只用于核对身份，加密保存。也可以不填号码，改为上传身份证明。"),
    )
    identity_file = FilesField(label=_("身份证明（可选）"), help_text=KINDS_OF_FILES)
    wanted = forms.CharField(
        label=_("您需要什么政府信息"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("请写明名称、文号，或者便于查询的其他特征，例如大致的时间和事项。不需要说明用途。"),
    )
    carrier = forms.ChoiceField(
        label=_("希望得到的形式"), choices=Carrier.choices(), widget=forms.RadioSelect, initial="electronic"
    )
    manner = forms.ChoiceField(
        label=_("希望怎样取得"), choices=Manner.choices(), widget=forms.RadioSelect, initial="online"
    )
    assistance = forms.CharField(
        label=_("需要的协助"),
        max_length=200,
        required=False,
        help_text=_("阅读困难或者视听有障碍的，请写明需要什么帮助（可选）"),
    )
    uploads = FilesField(label=_("附件（可选）"), help_text=KINDS_OF_FILES)

    def clean(self) -> None:
        """What depends on each other: who, proof of identity, how the answer is to come."""
        super().clean()
        given = self.cleaned_data
        if not given.get("identity_number") and not given.get("identity_file"):
            self.add_error("identity_number", _("请填写证件号码，或者上传身份证明（《条例》第二十九条）。"))
        number = str(given.get("identity_number") or "").upper()
        if (
            given.get("identity_kind") == IdentityKind.RESIDENT_ID
            and number
            and not re.fullmatch(r"\d{17}[\dX]", number)
        ):
            self.add_error("identity_number", _("居民身份证号码是 18 位，请核对。"))
        if given.get("manner") == Manner.EMAIL and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("您希望用电子邮件取得，请填写电子邮箱。"))
        if given.get("manner") == Manner.POST and not given.get("address"):
            self.add_error("address", _("您希望邮寄取得，请填写通信地址。"))

    def particulars(self) -> Particulars:
        """Return who applies."""
        names = ("name", "identity_kind", "identity_number", "contact_person", "phone", "email", "address", "postcode")
        given = {name: str(self.cleaned_data.get(name, "")).strip() for name in names}
        return Particulars(**{**given, "identity_number": given["identity_number"].upper()})
