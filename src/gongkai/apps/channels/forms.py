"""What is typed about accounts and deliveries."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.kinds import MODES, SECRETS, ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.secrets import hint
from gongkai.apps.channels.services import Account, Answer, Noted, Proof, answers_possible
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.selectors.public import columns_of

LARGEST: Final = 20 * 1024 * 1024  # bytes of a photo


class AccountForm(forms.Form):
    """What the registry keeps of an account."""

    name = forms.CharField(label=_("账号名称"), max_length=60)
    mode = forms.ChoiceField(label=_("投送方式"))
    account = forms.CharField(
        label=_("账号标识"),
        max_length=200,
        required=False,
        help_text=_("公众号填 AppID，抖音填 open_id，上级网站填邮箱或接口网址"),
    )
    owner = forms.CharField(label=_("运营主体"), max_length=100, required=False)
    filing_number = forms.CharField(label=_("备案号"), max_length=60, required=False)
    silence_days = forms.IntegerField(
        label=_("最长更新间隔（天）"), min_value=0, max_value=400, help_text=_("超过这些天没有更新即提醒，填 0 不提醒")
    )
    publishes = forms.BooleanField(
        label=_("由系统发布"), required=False, help_text=_("不勾选时只备好草稿，由人在平台上发布；群发总是由人办理")
    )

    with_files = forms.BooleanField(
        label=_("附件一并发送"), required=False, help_text=_("信息的附件跟在消息后面发到群里")
    )

    def __init__(self, *args: Any, kind: ChannelKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes = [(mode.value, mode.shown) for mode in MODES[kind]]
        self.fields["mode"].choices = modes  # type: ignore[attr-defined]
        if kind is not ChannelKind.WECHAT:
            del self.fields["publishes"]
        if kind is not ChannelKind.WECOM:
            del self.fields["with_files"]

    def account_typed(self) -> Account:
        """Return what was typed."""
        return Account(**{**self.cleaned_data, "mode": Mode(self.cleaned_data["mode"])})


class SecretsForm(forms.Form):
    """New secrets; what is there is never shown, only that it is."""

    def __init__(self, *args: Any, channel: Channel, held: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in SECRETS.get(ChannelKind(channel.kind), ()):
            told = _("现在是 {hint}，不换请留空").format(hint=hint(held[one])) if held.get(one) else _("还没有填写")
            self.fields[one.value] = forms.CharField(
                label=one.label, required=False, max_length=200, help_text=told,
                widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def typed(self) -> dict[Secret, str]:
        """Return what was typed."""
        return {Secret(name): text for name, text in self.cleaned_data.items()}


class RequiredForm(forms.Form):
    """Which columns and matters go to an account."""

    columns: Any = forms.ModelMultipleChoiceField(
        label=_("栏目"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    matters = forms.CharField(
        label=_("公开事项"), max_length=2000, required=False, help_text=_("公开事项目录中的代码，用空格隔开")
    )

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].queryset = columns_of(body)  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class ProofForm(forms.Form):
    """The proof of a delivery or a removal."""

    at = forms.DateTimeField(
        label=_("时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    link = forms.URLField(label=_("链接"), max_length=1000, required=False, assume_scheme="https")
    photo = forms.FileField(
        label=_("照片或截图"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"})
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = timezone.localtime

    def clean_photo(self) -> Any:
        """Refuse what is larger than a photo."""
        photo = self.cleaned_data["photo"]
        if photo is not None and photo.size > LARGEST:
            raise forms.ValidationError(_("照片超过 20 MB。请换一张较小的照片。"))
        return photo

    def proof(self) -> Proof:
        """Return what was typed."""
        typed = self.cleaned_data
        photo = typed["photo"].read() if typed["photo"] else b""
        return Proof(at=typed["at"], link=typed["link"], photo=photo, note=typed["note"])


class AnswerForm(ProofForm):
    """What a superior site did with a submission."""

    answer = forms.ChoiceField(label=_("报送结果"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("采用的标题"), max_length=255, required=False, help_text=_("上级网站没有改标题的，不用填")
    )
    field_order = ("answer", "at", "title", "link", "photo", "note")

    def __init__(self, *args: Any, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [(one.value, one.shown) for one in answers_possible(state)]
        self.fields["answer"].choices = possible  # type: ignore[attr-defined]
        self.fields["note"].help_text = _("不采用、撤下的，写明原因")

    def noted(self) -> Noted:
        """Return what was typed."""
        return Noted(Answer(self.cleaned_data["answer"]), self.proof(), self.cleaned_data["title"])
