"""People who log in by the identity provider (统一身份认证): only who was invited, with the rights held here."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import OutsideAccount, User, snapshot
from gongkai.apps.bodies.oidc import Claims
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.selectors import bodies_of
from gongkai.apps.bodies.services.logged import log
from gongkai.apps.bodies.services.people import lock_person


class NotInvited(RuleError):
    """Nobody here is who the provider says has logged in."""

    def __init__(self) -> None:
        super().__init__(
            _("统一身份认证的这个账号在本平台没有可用的账号。"),
            _("请平台管理员用您在统一身份认证中验证过的邮箱邀请您；邀请过期的，请重新发送。"),
        )


@transaction.atomic
def enter_from_outside(*, claims: Claims, now: datetime) -> User:
    """Return the account of whoever has logged in at the provider; never makes an account or a role.

    Known is who came before, by issuer and subject. Who comes first is known by the address that the provider has
    verified and to which the invitation went; that link is then kept, and an open invitation counts as taken up.
    """
    known = OutsideAccount.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("user").first()
    if known is not None:
        if not known.user.is_active:
            raise NotInvited
        return known.user
    if not claims.email:
        raise NotInvited
    user = User.objects.select_for_update().filter(email__iexact=claims.email, closed_on__isnull=True).first()
    if user is None or not (user.is_active or _is_invited(user, now)):
        raise NotInvited
    if OutsideAccount.objects.filter(user=user).exists():
        raise RuleError(
            _("{person}的账号已经关联统一身份认证的另一个账号。").format(person=user),
            _("请平台管理员核对后解除原来的关联。"),
        )
    return _link(user, claims, now)


@transaction.atomic
def unlink_account(*, by: By, person: User, now: datetime) -> User:
    """Forget who a person is at the provider; the next one who comes with the address is linked anew."""
    person = lock_person(person, by, Act.UNLINK_ACCOUNT, now)
    link = OutsideAccount.objects.filter(user=person).first()
    if link is None:
        raise RuleError(_("{person}没有关联统一身份认证。").format(person=person), _("不必解除。"))
    before = snapshot(link, "issuer", "subject", "linked_at")
    link.delete()
    body = next(iter(bodies_of(person)), None)
    log(Act.UNLINK_ACCOUNT, person, by=by, now=now, body=body, told=person.name, before=before, after={})
    return person


def _is_invited(user: User, now: datetime) -> bool:
    invitation = getattr(user, "invitation", None)
    return invitation is not None and invitation.accepted_at is None and invitation.expires_at > now


def _link(user: User, claims: Claims, now: datetime) -> User:
    before = snapshot(user, "is_active")
    made = OutsideAccount.objects.create(user=user, issuer=claims.issuer, subject=claims.subject, linked_at=now)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        user.invitation.accepted_at = now
        user.invitation.save(update_fields=["accepted_at"])
    after = {**snapshot(user, "is_active"), **snapshot(made, "issuer", "subject")}
    log(Act.LINK_ACCOUNT, user, by=user, now=now, body=None, told=user.name, before=before, after=after)
    return user
