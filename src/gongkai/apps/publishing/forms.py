"""What is typed on the desk about a disclosure. The rules are in the services."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.forms import DateInput
from gongkai.apps.publishing.models import Column, Disclosure, GuardList
from gongkai.apps.publishing.words import Secrecy, Section, Validity

FILES: Final = ".docx,.doc,.wps,.pdf,.odt,.ofd,.xlsx,.xls,.et,.ods,.pptx,.ppt,.txt,.csv,.zip,image/*"
HEADER: Final = (
    "title", "document_number", "issuing_body", "made_on", "theme", "form", "keywords", "source", "summary",
    "publicity", "withheld_article", "withheld_reason", "matter",
)  # fmt: skip


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = ManyFiles

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, allow_empty_file=True)  # `uploads` tells of an empty one by its name

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files as a list."""
        one = super().clean
        return (
            [one(item, initial) for item in data]
            if isinstance(data, list | tuple)
            else [one(data, initial)] * bool(data)
        )


Matters = Sequence[tuple[str, str]]


def choose_matter(form: forms.Form | forms.ModelForm[Any], matters: Matters) -> None:
    """Let a matter of the catalogue be chosen; a body without a catalogue is not asked for one."""
    if matters:
        form.fields["matter"].choices = matters  # type: ignore[attr-defined]
    else:
        del form.fields["matter"]


def columns(of: QuerySet[Column]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return columns as choices, under the headings of their sections."""
    rows = list(of)
    return [
        (section.label, [(row.pk, row.name) for row in rows if row.section == section])
        for section in Section
        if any(row.section == section for row in rows)
    ]


class HandIn(forms.Form):
    """A new disclosure, from a phone in under a minute: a title, a text or files."""

    title = forms.CharField(
        label=_("标题"), max_length=200, required=False, help_text=_("用 Word 文件报送时可以不填，取文件里的标题")
    )
    column = forms.TypedChoiceField(label=_("栏目"), coerce=int)
    text = forms.CharField(
        label=_("正文"), required=False, widget=forms.Textarea({"rows": 8}), help_text=_("空一行表示另起一段")
    )
    chosen = FilesField(
        label=_("文件和照片"),
        required=False,
        widget=ManyFiles({"accept": FILES}),
        help_text=_("一个 Word 文件（.docx）会转成正文，原件留存；其他文件作为附件，照片放进正文"),
    )
    attach = forms.BooleanField(label=_("Word 原文件也作为附件公开"), required=False)
    made_on = DayField(label=_("成文日期"), widget=DateInput(), required=False)
    matter = forms.ChoiceField(
        label=_("公开事项"), required=False, help_text=_("属于公开事项目录中哪一项；填了才计入这一项的公开任务")
    )
    unit = forms.ChoiceField(label=_("来稿科室或社区"), required=False)

    def __init__(
        self,
        *args: Any,
        of: QuerySet[Column],
        units: list[tuple[str, str]],
        today: date,
        matters: Matters = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_matter(self, matters)
        self.fields["column"].choices = [("", "—"), *columns(of)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.initial.setdefault("made_on", today)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.initial.setdefault("unit", units[0][0])

    def clean(self) -> None:
        """Something must be there to be handed in."""
        typed = self.cleaned_data
        if not typed.get("chosen") and not str(typed.get("text", "")).strip() and not self.errors:
            self.add_error("text", _("请写正文，或选择文件。"))
        words = [
            one
            for one in typed.get("chosen") or []
            if str(one.name).lower().endswith((".docx", ".doc", ".wps", ".odt"))
        ]
        if not str(typed.get("title", "")).strip() and len(words) != 1 and not self.errors:
            self.add_error("title", _("请填写标题。"))


class Edit(forms.ModelForm[Disclosure]):
    """The header of a disclosure, its body where it is plain text, more attachments."""

    text = forms.CharField(label=_("正文"), required=False, widget=forms.Textarea({"rows": 14}))
    chosen = FilesField(label=_("再加附件"), required=False, widget=ManyFiles({"accept": FILES}))
    keep = forms.MultipleChoiceField(
        label=_("保留的附件"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("去掉勾选即移除")
    )
    explains = forms.CharField(
        label=_("解读的文件"), required=False, max_length=400, help_text=_("填被解读文件的索引号或公开编号，用空格隔开")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    class Meta:
        """The fields of the header in their usual order."""

        model = Disclosure
        fields = HEADER
        widgets = {  # noqa: RUF012 Django's own form
            "made_on": DateInput(),
            "summary": forms.Textarea({"rows": 3}),
            "withheld_reason": forms.Textarea({"rows": 2}),
        }
        help_texts = {"title": _("公众看到的标题")}  # noqa: RUF012 Django's own form
        field_classes = {"made_on": DayField}  # noqa: RUF012 Django's own form

    def __init__(self, *args: Any, plain: str | None, matters: Matters = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if matters:
            self.fields["matter"] = forms.ChoiceField(label=_("公开事项"), required=False)
            choose_matter(self, matters)
        attachments = list(self.instance.attachments.all())
        self.fields["keep"].choices = [(str(one.document_id), one.title) for one in attachments]  # type: ignore[attr-defined]
        self.initial.setdefault("keep", [str(one.document_id) for one in attachments])
        self.initial.setdefault("seen", self.instance.latest_revision_id)
        self.initial.setdefault(
            "explains",
            " ".join(one.explained.index_number or one.explained.public_id for one in self.instance.explains.all()),
        )
        if not attachments:
            del self.fields["keep"]
        if plain is None:
            del self.fields["text"]
        else:
            self.initial.setdefault("text", plain)

    def _post_clean(self) -> None:
        """Leave the page itself alone: the service writes, and checks, a version of it."""


class Note(forms.Form):
    """A note with a step."""

    note = forms.CharField(label=_("审核意见"), required=False, widget=forms.Textarea({"rows": 3}), max_length=1000)
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    override = forms.CharField(
        label=_("放行理由"),
        required=False,
        max_length=500,
        help_text=_("检查发现问题而仍需办理时填写，会记入日志"),
    )


class SecrecyNote(Note):
    """A note with the step of the secrecy review."""

    secrecy = forms.TypedChoiceField(
        label=_("保密审查结论"),
        choices=Secrecy.choices(),
        coerce=Secrecy.read,
        widget=forms.RadioSelect,
        help_text=_(
            "可以公开的进入下一步；不能确定的停在本步骤等候结论；不予公开的到此办结。后两种请在意见中写明理由。"
        ),
    )
    field_order = ("secrecy", "note")


class Send(forms.Form):
    """Sending in for review."""

    override = forms.CharField(
        label=_("放行理由"),
        required=False,
        max_length=500,
        help_text=_("检查发现问题而仍需送审时填写，会记入日志；供稿人请先遮盖或改正"),
    )


class Reason(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("原因"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class When(forms.Form):
    """A time to come."""

    at = forms.DateTimeField(
        label=_("发布时间"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )


class Nothing(forms.Form):
    """An act that needs no more than its button."""


class Correction(forms.Form):
    """The beginning of a correction."""

    note = forms.CharField(
        label=_("更正说明"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=_("写明更正了什么；更正公开后显示在页面上"),
    )
    title = forms.CharField(label=_("标题"), max_length=200)


class InForce(forms.Form):
    """Whether it is in force."""

    validity = forms.TypedChoiceField(label=_("有效性"), choices=Validity.choices(), coerce=Validity.read)
    effective_on = DayField(label=_("施行日期"), widget=DateInput(), required=False)
    expires_on = DayField(label=_("有效期至"), widget=DateInput(), required=False)
    ended_on = DayField(label=_("废止、失效或修改日期"), widget=DateInput(), required=False)
    successor = forms.CharField(
        label=_("替代文件"), required=False, max_length=60, help_text=_("填替代文件的索引号或公开编号")
    )


class Place(forms.Form):
    """Another column."""

    column = forms.TypedChoiceField(label=_("新的栏目"), coerce=int)


class Lists(forms.ModelForm[GuardList]):
    """A body's own lists for the guard."""

    class Meta:
        """All of them."""

        model = GuardList
        fields = ("phones", "names", "hosts", "words")


class Filter(forms.Form):
    """What of a body's list is shown."""

    q = forms.CharField(label=_("标题或索引号"), required=False, max_length=100)
    stage = forms.ChoiceField(label=_("阶段"), required=False)
    column = forms.ChoiceField(label=_("栏目"), required=False)
