"""What a reader fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors.public import columns_of
from gongkai.portal.human_check import HumanFields


class Subscription(HumanFields):
    """To which address, and of what."""

    address = forms.EmailField(
        label=_("邮箱"), max_length=200, help_text=_("先寄一封确认信，确认以后才订阅"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    column: Any = forms.ModelChoiceField(
        label=_("栏目"), queryset=None, required=False, empty_label=_("全部栏目"), blank=True
    )
    word = forms.CharField(
        label=_("关键词（可选）"), required=False, max_length=30, help_text=_("只要标题或者正文里有这个词的信息")
    )
    field_order = ("address", "column", "word", "answer", "token", "website")

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = self.fields["column"]
        column.queryset = columns_of(body)
        column.label_from_instance = lambda one: one.name
