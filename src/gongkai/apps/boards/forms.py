"""What is typed about boards, postings and objections; the forms of a phone ask for little."""

from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongkai.apps.boards.models import Board, BoardMatter, Posting, Way
from gongkai.apps.boards.services import Boarding, Proof
from gongkai.apps.boards.services.registry import FIELDS
from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.models import PublicBody

LARGEST: Final = 20 * 1024 * 1024  # bytes of a photo
_MINUTES: Final = "%Y-%m-%dT%H:%M"


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, widget=widget, required=required, help_text=help_text)


def _photo(*, required: bool, help_text: Any = "") -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    return forms.FileField(label=_("照片"), widget=widget, required=required, help_text=help_text)


class BoardForm(forms.ModelForm[Board]):
    """Where a board hangs and whose it is."""

    name = forms.CharField(label=_("名称"), max_length=60)

    class Meta:
        """The fields of a board; the name belongs to its account."""

        model = Board
        fields: ClassVar = ["name", *FIELDS]

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", *FIELDS])
        communities = body.communities.filter(closed_on=None)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["name"]

    def boarding(self) -> Boarding:
        """Return what was typed."""
        return Boarding(**{name: self.cleaned_data[name] for name in FIELDS})


class MatterForm(forms.Form):
    """A matter that hangs on boards."""

    name = forms.CharField(label=_("公示事项"), max_length=60)
    days = forms.IntegerField(label=_("一般公示几天"), min_value=1, max_value=366, required=False)


class ProofForm(forms.Form):
    """A photo, when it was taken, a word."""

    photo = _photo(required=False)
    at = forms.DateTimeField(
        label=_("时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTES)
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = lambda: timezone.localtime().strftime(_MINUTES)

    def clean_photo(self) -> Any:
        """Refuse what is larger than a photo."""
        photo = self.cleaned_data["photo"]
        if photo is not None and photo.size > LARGEST:
            raise forms.ValidationError(_("照片超过 20 MB。请换一张较小的照片。"))
        return photo

    def proof(self) -> Proof:
        """Return what was typed."""
        photo = self.cleaned_data["photo"]
        return Proof(self.cleaned_data["at"], photo.read() if photo else b"", self.cleaned_data["note"])


class PeriodForm(forms.Form):
    """How long something hangs."""

    from_on = _day(_("公示期自"))
    until_on = _day(_("公示期至"), required=False, help_text=_("当天仍在公示；不填就是不定期限"))


class PostForm(PeriodForm):
    """A matter posted: which, the photo, how long."""

    matter: Any = forms.ModelChoiceField(label=_("公示事项"), queryset=None, empty_label=_("请选择"))
    photo = _photo(required=False, help_text=_("现在就贴好了的，拍一张；以后再贴的先不拍，列入计划"))
    title = forms.CharField(
        label=_("标题"), max_length=100, required=False, help_text=_("可以不填，例如：二季度财务收支")
    )
    field_order = ("matter", "photo", "from_on", "until_on", "title")

    def __init__(self, *args: Any, board: Board, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        matters = BoardMatter.objects.filter(public_body=board.channel.public_body, closed_on=None)
        self.fields["matter"].queryset = matters  # type: ignore[attr-defined]
        self.fields["from_on"].initial = on.isoformat()
        if board.days:
            self.fields["until_on"].initial = (on + timedelta(days=board.days)).isoformat()

    def proof(self) -> Proof | None:
        """Return the photo as proof; None where there is none yet."""
        photo = self.cleaned_data["photo"]
        return Proof(timezone.now(), photo.read()) if photo else None


class ObjectionForm(forms.Form):
    """An objection that came."""

    received_on = _day(_("收到日期"))
    way = forms.ChoiceField(label=_("方式"), choices=Way.choices())
    text = forms.CharField(
        label=_("内容"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明对什么有异议、理由是什么；姓名、电话等不写在这里，另行保存"),
    )  # fmt: skip

    def __init__(self, *args: Any, posting: Posting, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = on.isoformat()


class AnswerForm(forms.Form):
    """What is answered."""

    answer = forms.CharField(label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
