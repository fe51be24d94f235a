"""New accounts: an administrator invites, a letter with a token goes out, the person sets a password."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Invitation, PublicBody, Unit, User, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.bodies.services.roles import make_grant

VALID_FOR: Final = timedelta(days=7)
Link = Callable[[str], str]  # from a token to the address of the page where it is used


@dataclass(frozen=True, slots=True)
class Person:
    """Who is invited."""

    name: str
    username: str
    email: str


@transaction.atomic
def invite_user(
    *,
    by: By,
    body: PublicBody,
    person: Person,
    role: Role,
    link: Link,
    now: datetime,
    unit: Unit | None = None,
) -> Invitation:
    """Make an account that cannot log in yet, give it its first role, and send the letter after the commit."""
    body = lock_open(body, by, Act.INVITE_USER, now)
    if User.objects.filter(email__iexact=person.email).exists():
        raise RuleError(
            _("电子邮箱 {email} 已有账号。").format(email=person.email), _("请直接授予岗位，或换一个邮箱。")
        )
    if User.objects.filter(username__iexact=person.username).exists():
        raise RuleError(_("登录名“{login}”已经有人使用。").format(login=person.username), _("请换一个登录名。"))
    user = User(username=person.username, name=person.name, email=person.email.lower(), is_active=False)
    user.set_unusable_password()
    user.save()
    grant = make_grant(by, user, body, role, unit, now)
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(user=user, body=body, token_digest=_digest(token), expires_at=now + VALID_FOR)
    after = {**snapshot(user, "username", "name", "email"), "role": grant.role, "body": body.pk}
    told = f"{user}任{body}{grant.label}"
    transaction.on_commit(partial(_send, made, link(token)))
    log(Act.INVITE_USER, user, by=by, now=now, body=body, told=told, after=after)
    return made


@transaction.atomic
def renew_invitation(*, by: By, invitation: Invitation, link: Link, now: datetime) -> Invitation:
    """Send the letter again with a new token; the old one is void."""
    invitation = Invitation.objects.select_for_update().select_related("user", "body").get(pk=invitation.pk)
    lock_open(invitation.body, by, Act.INVITE_USER, now)
    if invitation.accepted_at is not None:
        raise RuleError(_("{person}已经接受邀请。").format(person=invitation.user), _("不必再发。"))
    before, token = snapshot(invitation, "expires_at"), secrets.token_urlsafe(32)
    invitation.token_digest, invitation.expires_at = _digest(token), now + VALID_FOR
    invitation.save(update_fields=["token_digest", "expires_at"])
    transaction.on_commit(partial(_send, invitation, link(token)))
    after, told = snapshot(invitation, "expires_at"), f"重发给{invitation.user}"
    log(Act.INVITE_USER, invitation, by=by, now=now, body=invitation.body, told=told, before=before, after=after)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, password: str, now: datetime) -> User:
    """Set the password of an invited account and let it log in.

    Raises RuleError for a token that is unknown, used or too old, and Django's ValidationError for a weak password.
    """
    invitation = open_invitation(token, now, lock=True)
    user = invitation.user
    validate_password(password, user)
    user.set_password(password)
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    before, after = {"is_active": False}, {"is_active": True}
    log(Act.ACCEPT_INVITATION, user, by=user, now=now, body=invitation.body, told=user.name, before=before, after=after)
    return user


def open_invitation(token: str, now: datetime, *, lock: bool = False) -> Invitation:
    """Return the invitation of a token; raise RuleError for one that is unknown, used or too old."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    found = rows.filter(token_digest=_digest(token)).first()
    if found is None or found.accepted_at is not None or found.expires_at <= now:
        raise RuleError(_("这个邀请链接已经失效。"), _("请直接登录，或请邀请您的管理员重新发送邀请。"))
    return found


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, address: str) -> None:
    until = timezone.localtime(invitation.expires_at)
    text = (
        f"{invitation.user}：您好。\n\n"
        f"{invitation.body}邀请您使用政府信息公开平台，登录名是 {invitation.user.username}。\n"
        f"请打开下面的链接设置密码：\n\n{address}\n\n"
        f"链接在 {until:%Y-%m-%d %H:%M} 前有效，只能用一次，请勿转发。如果您不知道此事，请不要理会。\n"
    )
    send_mail("邀请您使用政府信息公开平台", text, settings.DEFAULT_FROM_EMAIL, [invitation.user.email])
