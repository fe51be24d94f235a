"""Accounts as Django's authentication sees them: who may log in, which passwords serve, where visitors come from."""

from typing import Any, Final

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

KINDS_NEEDED: Final = 3  # of small letters, capitals, figures, other marks


class StaffBackend(ModelBackend):
    """Name and password; accounts whose password is printed on a page log in on a demonstration site only."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Tell whether an account may be used now; asked at login and at every page."""
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demonstration)


class ThreeKinds:
    """A password mixes at least three kinds of characters (口令复杂度)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password of one or two kinds."""
        others = any(not mark.isascii() or not mark.isalnum() for mark in password)
        ascii_marks = [mark for mark in password if mark.isascii()]
        kinds = [
            any(map(str.islower, ascii_marks)),
            any(map(str.isupper, ascii_marks)),
            any(map(str.isdigit, ascii_marks)),
        ]
        if sum([*kinds, others]) < KINDS_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("密码应当包含小写字母、大写字母、数字、其他符号中的至少三种。")


def client_address(request: HttpRequest) -> str:
    """Return the network address of a visitor; behind our own proxy, the last one it was told of."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
