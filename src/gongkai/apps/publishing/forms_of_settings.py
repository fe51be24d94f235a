"""What is typed on the desk about columns and about the guard's lists. The rules are in the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.day_field import DayField
from gongkai.apps.bodies.forms import DateInput
from gongkai.apps.publishing.models import Leader
from gongkai.apps.publishing.words import Section
from gongkai.core.guard import Word, WordKind, WrongList

LONGEST_LIMIT = 3650  # days


class ChangedColumn(forms.Form):
    """The name and the limit of a column."""

    name = forms.CharField(label=_("栏目名称"), max_length=60)
    update_days = forms.IntegerField(
        label=_("最长更新间隔（天）"),
        required=False,
        min_value=1,
        max_value=LONGEST_LIMIT,
        help_text=_("超过这些天没有新内容即提醒；空表示不要求"),
    )


class NewColumn(ChangedColumn):
    """A column to be opened."""

    section = forms.TypedChoiceField(label=_("所属板块"), choices=Section.choices(), coerce=Section.read)
    slug = forms.CharField(
        label=_("网址名"), max_length=50, help_text=_("用在网址里，由小写字母、数字和连字符组成，定下以后不能改")
    )
    field_order = ("section", "name", "slug", "update_days")


class Term(forms.ModelForm[Leader]):
    """A leader's term of office."""

    class Meta:
        """All that is known of it."""

        model = Leader
        fields = ("name", "title", "since_on", "until_on")
        widgets = {"since_on": DateInput(), "until_on": DateInput()}  # noqa: RUF012 Django's own form
        field_classes = {"since_on": DayField, "until_on": DayField}  # noqa: RUF012 Django's own form


class NewWord(forms.Form):
    """A word for the body's list."""

    text = forms.CharField(label=_("词语"), max_length=60, help_text=_("# 代表一个数字"))
    kind = forms.TypedChoiceField(
        label=_("类型"), choices=[(one.value, _(one.label)) for one in WordKind], coerce=WordKind
    )
    advice = forms.CharField(label=_("建议写法"), max_length=60, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
    unless = forms.CharField(
        label=_("例外"), max_length=300, required=False, help_text=_("含有它而不算错的较长的词，用空格隔开")
    )

    def clean(self) -> dict[str, Any]:
        """Make the word; what the guard could not look for is refused."""
        typed = self.cleaned_data
        if not self.errors:
            try:
                typed["word"] = Word(
                    typed["text"], typed["kind"], typed["advice"], typed["note"], tuple(typed["unless"].split())
                )
            except WrongList as error:
                self.add_error(None, f"{error}。")
        return typed
