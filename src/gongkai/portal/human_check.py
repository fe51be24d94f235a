"""Telling people from programs without a picture: a question in words, a field nobody sees, and a moment of time.

For every form that the public sends without an account. The form carries one signed token: the key that makes a form
sent twice one, when the form was opened, and the figures of the question. Nothing is kept on the server.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT: Final = "gongkai.portal.apply"
VALID_FOR: Final = timedelta(hours=24)
AT_LEAST: Final = timedelta(seconds=2)  # nobody fills the form in less
FIGURES: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Opened:
    """One form as it was opened."""

    key: str
    at: datetime
    one: int
    other: int

    @property
    def question(self) -> str:
        """The question, which a screen reader reads like any other text."""
        return f"{FIGURES[self.one]}加{FIGURES[self.other]}等于几？"

    def token(self) -> str:
        """Return what the form carries."""
        return signing.dumps([self.key, int(self.at.timestamp()), self.one, self.other], salt=SALT)

    def is_answer(self, typed: str) -> bool:
        """Whether an answer is right, in figures or in characters."""
        plain = unicodedata.normalize("NFKC", typed).strip().rstrip("。.")
        total = self.one + self.other
        return plain in {str(total), _in_characters(total)}

    def too_soon(self, now: datetime) -> bool:
        """Whether the form came back faster than anybody types."""
        return now - self.at < AT_LEAST


def _in_characters(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (FIGURES[ones] if ones or not tens else "")


def open_form(now: datetime) -> Opened:
    """Return a form opened now."""
    return Opened(secrets.token_urlsafe(24), now, secrets.randbelow(8) + 1, secrets.randbelow(8) + 1)


def opened_form(token: str, tz: datetime) -> Opened | None:
    """Return the form of a token; None for one that was not made here or is too old."""
    try:
        key, at, one, other = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return Opened(key, datetime.fromtimestamp(at, tz.tzinfo), one, other)


class HumanFields(forms.Form):
    """What such a form has beside its own fields; `judge` says what is against whoever sent it."""

    token = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(label=_("请回答"), max_length=10)
    website = forms.CharField(
        label=_("请不要填写这一项"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def judge(self, sent: Opened, now: datetime, button: str) -> bool:
        """Tell whether a person sent it; else say what to do, before the button is pressed once more."""
        if self.cleaned_data["website"]:
            self.add_error(None, "有一项不应填写的内容被填写了。请清空“请不要填写这一项”，再提交一次。")
        if not sent.is_answer(self.cleaned_data["answer"]):
            self.add_error("answer", "回答不对，请再算一次。")
        if sent.too_soon(now):
            self.add_error(None, f"提交得太快。请核对内容，再点一次“{button}”。")
        return not self.errors
