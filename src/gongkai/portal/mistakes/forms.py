"""What a reader and an officer fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.portal.human_check import HumanFields


class Report(HumanFields):
    """What is wrong, and on which page."""

    page = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("哪里有错，应当是什么"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("最多 1000 字。请不要填写他人的个人信息。"),
    )
    contact = forms.CharField(
        label=_("电话或者邮箱（可选）"), required=False, max_length=100, help_text=_("只供工作人员答复您用，办结时清除")
    )


class Answer(forms.Form):
    """The answer that closes a report."""

    answer = forms.CharField(
        label=_("答复"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明核对的结果和改正的情况；留言的人凭网址看得到。"),
    )
