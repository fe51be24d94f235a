"""Telling people from programs without a picture: a question in words, a field nobody sees, and a moment of time.

The form carries one signed token: the key that makes a form sent twice one application, when the form was opened, and
the figures of the question. Nothing is kept on the server.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core import signing

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
