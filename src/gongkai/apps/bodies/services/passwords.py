"""A password that was forgotten (找回密码): a letter to the person's own address, with a link that holds shortly.

Whoever asks gets one answer, be the address known or not; the letter goes out beside the answer, so that its time tells
nothing either. The token is Django's: it is void once the password is changed or somebody has logged in.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import ResetRequest, User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import log
from gongkai.apps.bodies.services.sessions import end_sessions

WITHIN: Final = timedelta(hours=1)
MOST_TO_ONE: Final = 3  # letters to one address within that time
MOST_FROM_ONE: Final = 10  # requests from one place within that time
Posting = Callable[[], Future[None] | None]
_post: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


class TooManyRequests(RuleError):
    """Too many letters were asked for."""

    def __init__(self) -> None:
        super().__init__(_("找回密码的请求过多。"), _("请在 1 小时后再试，或联系平台管理员。"))


@transaction.atomic
def ask_reset(*, email: str, address: str, link: Callable[[str, str], str], now: datetime) -> Posting:
    """Count a request for a letter; return the function that posts it, if anybody is to get one.

    Raises TooManyRequests by what was asked before, never by whether the address is known.
    """
    digest = sha256(email.lower().encode()).hexdigest()
    ResetRequest.objects.filter(at__lte=now - WITHIN).delete()
    asked = ResetRequest.objects.all()
    to_one, from_one = asked.filter(email_digest=digest).count(), asked.filter(address=address).count()
    if to_one >= MOST_TO_ONE or from_one >= MOST_FROM_ONE:
        raise TooManyRequests
    ResetRequest.objects.create(email_digest=digest, address=address, at=now)
    user = User.objects.filter(email__iexact=email, is_active=True, is_demonstration=False).first()
    if user is None:
        return lambda: None
    place = urlsafe_base64_encode(str(user.pk).encode())
    letter = _letter(user, link(place, default_token_generator.make_token(user)))
    return lambda: _post.submit(_send, letter, user.email)


def open_reset(place: str, token: str) -> User:
    """Return whose password a link sets; raise RuleError for one that does not hold."""
    return _opened(User.objects.all(), place, token)


@transaction.atomic
def reset_password(*, place: str, token: str, password: str, now: datetime) -> User:
    """Set another password by the link of a letter; logins end. Raises RuleError, or ValidationError for a weak one."""
    user = _opened(User.objects.select_for_update(), place, token)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user, now)
    log(Act.RESET_PASSWORD, user, by=user, now=now, body=None, told=user.name, after={})
    return user


def _opened(rows: QuerySet[User], place: str, token: str) -> User:
    try:
        number = int(urlsafe_base64_decode(place))
    except ValueError:
        number = 0
    user = rows.filter(pk=number, is_active=True, is_demonstration=False).first()
    if user is None or not default_token_generator.check_token(user, token):
        raise RuleError(_("这个找回密码的链接已经失效。"), _("请重新申请，并使用最新一封信中的链接。"))
    return user


def _letter(user: User, address: str) -> str:
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    return (
        f"{user}：您好。\n\n"
        f"有人申请重设您在政府信息公开平台的密码，登录名是 {user.username}。\n"
        f"如果是您本人，请打开下面的链接设置新密码：\n\n{address}\n\n"
        f"链接在 {minutes} 分钟内有效，只能用一次，请勿转发。如果不是您本人，请不要理会，密码没有改变。\n"
    )


def _send(letter: str, email: str) -> None:
    try:
        send_mail("重设政府信息公开平台的密码", letter, settings.DEFAULT_FROM_EMAIL, [email])
    except OSError:  # SMTPException is one
        logging.getLogger(__name__).exception("a letter for a new password could not be sent")
