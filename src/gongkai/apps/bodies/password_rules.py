"""Django's rules for passwords in the words of the house (口令复杂度)."""

from django.contrib.auth import password_validation as of_django
from django.utils.translation import gettext as _


class LongEnough(of_django.MinimumLengthValidator):
    """A password has at least so many characters."""

    def get_error_message(self) -> str:
        """Return what is wrong and how to mend it."""
        return self.get_help_text()

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("密码至少 %(number)s 个字符。") % {"number": self.min_length}


class NotCommon(of_django.CommonPasswordValidator):
    """A password is none of those that many people use."""

    def get_error_message(self) -> str:
        """Return what is wrong and how to mend it."""
        return _("这个密码太常见，请换一个。")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("不要用常见的密码。")


class NotLikeTheName(of_django.UserAttributeSimilarityValidator):
    """A password is not like the login name, the name or the address of its owner."""

    def get_error_message(self) -> str:
        """Return what is wrong and how to mend it."""
        return _("密码和您的登录名、姓名或邮箱太像，请换一个。")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("密码不要和您的登录名、姓名或邮箱相似。")
