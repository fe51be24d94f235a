"""The second factor of a login (二次验证): set up, used, removed by the person, reset by an administrator."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.apps.bodies.code_apps import step_of
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import CodeApp, Passkey, RecoveryCode, User, WrongCode, snapshot
from gongkai.apps.bodies.passkeys import PasskeyRefused, Registered, Shown
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act, Labelled
from gongkai.apps.bodies.sealing import SealBroken, seal, unseal
from gongkai.apps.bodies.selectors import bodies_of, second_factor_required, second_factors_of
from gongkai.apps.bodies.services.logged import day_of, log
from gongkai.apps.bodies.services.people import lock_person
from gongkai.apps.bodies.services.sessions import end_sessions

MOST_WRONG: Final = 5  # codes of one account, from wherever they come: whoever is here knows the password already
WITHIN: Final = timedelta(minutes=15)
CODES: Final = 10
CODE_BYTES: Final = 10  # 80 bits: nobody counts through them, so a plain digest keeps them


class Factor(Labelled):
    """A kind of second factor."""

    CODE_APP = "code_app", "动态口令"
    PASSKEY = "passkey", "通行密钥"
    RECOVERY_CODE = "recovery_code", "备用码"


class TooManyCodes(RuleError):
    """Too many wrong codes for one account."""

    def __init__(self) -> None:
        minutes = int(WITHIN.total_seconds() // 60)
        super().__init__(_("验证码连续输错的次数过多。"), _("请在 {minutes} 分钟后再试。").format(minutes=minutes))


@dataclass(frozen=True, slots=True)
class Added:
    """A factor that was added, with the recovery codes that are shown this once, where there were none."""

    factor: CodeApp | Passkey
    codes: list[str]


@transaction.atomic
def add_code_app(*, user: User, secret: bytes, code: str, now: datetime) -> Added:
    """Take an app into use once it has shown a right code."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if CodeApp.objects.filter(user=user).exists():
        raise RuleError(_("您已经启用动态口令。"), _("要换手机，请先停用再启用。"))
    step = step_of(secret, _plain(code), now)
    if step is None:
        raise RuleError(_("口令不对。"), _("请输入手机上现在显示的 6 位数字，并核对手机的时间。"))
    made = CodeApp.objects.create(
        user=user, sealed_secret=seal(secret, str(user.pk)), last_step=step, added_at=now, used_at=now
    )
    return _added(Act.ADD_CODE_APP, user, made, "", now)


@transaction.atomic
def add_passkey(*, user: User, name: str, registered: Registered, now: datetime) -> Added:
    """Take a passkey into use."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if Passkey.objects.filter(credential_digest=registered.digest).exists():
        raise RuleError(_("这把通行密钥已经添加过。"), _("不必重复添加。"))
    made = Passkey.objects.create(
        user=user,
        name=name,
        credential=registered.credential,
        credential_digest=registered.digest,
        uses=registered.uses,
        added_at=now,
    )
    return _added(Act.ADD_PASSKEY, user, made, name, now)


@transaction.atomic
def remove_factor(*, user: User, factor: CodeApp | Passkey, now: datetime) -> None:
    """Remove a factor of one's own; with the last one the recovery codes go. Refused where a role asks for one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    left = CodeApp.objects.filter(user=user).count() + Passkey.objects.filter(user=user).count() - 1
    if not left and second_factor_required(user, day_of(now)):
        raise RuleError(_("您的岗位要求二次验证，不能删除最后一种方式。"), _("请先添加另一种方式。"))
    act = Act.REMOVE_CODE_APP if isinstance(factor, CodeApp) else Act.REMOVE_PASSKEY
    before = snapshot(factor, "added_at", "used_at")
    log(act, factor, by=user, now=now, body=None, told=_told(user, factor), before=before, after={})
    factor.delete()
    if not left:
        RecoveryCode.objects.filter(user=user).delete()


@transaction.atomic
def make_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """Make new recovery codes; the old ones are void. The log never has them."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not second_factors_of(user):
        raise RuleError(_("您还没有启用二次验证。"), _("请先启用动态口令或添加通行密钥。"))
    codes = _new_codes(user)
    log(Act.MAKE_RECOVERY_CODES, user, by=user, now=now, body=None, told=user.name, after={"codes": CODES})
    return codes


@transaction.atomic
def use_code(*, user: User, code: str, now: datetime) -> Factor | None:
    """Check the code typed at the second step: of the app or a recovery code, each good once. None for a wrong one.

    Raises TooManyCodes after five wrong ones in a quarter of an hour, whatever the addresses they come from.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    WrongCode.objects.filter(at__lte=now - WITHIN).delete()
    if WrongCode.objects.filter(user=user).count() >= MOST_WRONG:
        raise TooManyCodes
    used = _use_app(user, _plain(code), now) or _use_recovery(user, _plain(code), now)
    if used is None:
        WrongCode.objects.create(user=user, at=now)
        return None
    WrongCode.objects.filter(user=user).delete()
    log(Act.USE_SECOND_FACTOR, user, by=user, now=now, body=None, told=_told(user, used), after={"factor": used})
    return used


@transaction.atomic
def use_passkey(*, shown: Shown, now: datetime, user: User | None = None) -> User:
    """Let a passkey count that was shown: one of that person, or for None of whoever it is for, if it knew its owner.

    A device that counts its uses and does not go on counting is perhaps a copy: it is refused.
    """
    found = Passkey.objects.select_for_update(of=("self",)).filter(credential_digest=shown.digest)
    passkey = found.select_related("user").first()
    if passkey is None or (user is not None and passkey.user_id != user.pk):
        raise PasskeyRefused
    if user is None and not (shown.knew_owner and shown.handle == str(passkey.user_id).encode()):
        raise PasskeyRefused
    if (shown.uses or passkey.uses) and shown.uses <= passkey.uses:
        raise RuleError(
            _("通行密钥“{name}”的使用次数不对，可能被复制过。").format(name=passkey.name),
            _("请改用其他方式登录，并删除这把通行密钥。"),
        )
    passkey.uses, passkey.used_at = shown.uses, now
    passkey.save(update_fields=["uses", "used_at"])
    owner = passkey.user
    after = {"factor": Factor.PASSKEY, "passkey": passkey.pk}
    log(Act.USE_SECOND_FACTOR, owner, by=owner, now=now, body=None, told=_told(owner, passkey), after=after)
    return owner


@transaction.atomic
def reset_second_factor(*, by: By, person: User, now: datetime) -> User:
    """Remove every factor of somebody who has lost them, and end their logins; the administrator knows the person."""
    person = lock_person(person, by, Act.RESET_SECOND_FACTOR, now)
    had = second_factors_of(person)
    if not had:
        raise RuleError(_("{person}没有启用二次验证。").format(person=person), _("不必重置。"))
    for rows in (CodeApp.objects, Passkey.objects, RecoveryCode.objects, WrongCode.objects):
        rows.filter(user=person).delete()
    end_sessions(person, now)
    body = next(iter(bodies_of(person)), None)
    before = {"factors": had}
    log(Act.RESET_SECOND_FACTOR, person, by=by, now=now, body=body, told=person.name, before=before, after={})
    return person


def _added(act: Act, user: User, made: CodeApp | Passkey, name: str, now: datetime) -> Added:
    first = not RecoveryCode.objects.filter(user=user, used_at__isnull=True).exists()
    codes = _new_codes(user) if first else []
    after = {"name": name, "codes": len(codes)}
    log(act, made, by=user, now=now, body=None, told=_told(user, made), after=after)
    return Added(made, codes)


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    texts = [b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _number in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(text)) for text in texts)
    return ["-".join(text[place : place + 4] for place in range(0, 16, 4)) for text in texts]


def _use_app(user: User, code: str, now: datetime) -> Factor | None:
    app = CodeApp.objects.filter(user=user).first()
    if app is None:
        return None
    try:
        secret = unseal(bytes(app.sealed_secret), str(user.pk))
    except SealBroken:
        return None  # the key of the site was changed: recovery codes and passkeys still serve
    step = step_of(secret, code, now)
    if step is None or step <= app.last_step:
        return None
    app.last_step, app.used_at = step, now
    app.save(update_fields=["last_step", "used_at"])
    return Factor.CODE_APP


def _use_recovery(user: User, code: str, now: datetime) -> Factor | None:
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(code), used_at__isnull=True)
    return Factor.RECOVERY_CODE if unused.update(used_at=now) else None


def _plain(code: str) -> str:
    return code.replace("-", "").replace(" ", "").strip().lower()


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _told(user: User, factor: CodeApp | Passkey | Factor) -> str:
    if isinstance(factor, Passkey):
        return f"{user}，{Factor.PASSKEY.label}“{factor.name}”"
    return f"{user}，{Factor.CODE_APP.label if isinstance(factor, CodeApp) else factor.label}"
