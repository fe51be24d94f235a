"""Passkeys (通行密钥, WebAuthn): what is asked of a device, and how its answer is checked, by fido2."""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from gongkai.apps.bodies.code_apps import ISSUER
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import Passkey, User

UNREADABLE: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks of the device (JSON), and what the session keeps until the answer."""

    options: str
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Registered:
    """A new passkey as the device gave it."""

    credential: bytes
    digest: str
    uses: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey that was shown: which, how often the device says it was used, and whether it knew its owner."""

    digest: str
    uses: int
    knew_owner: bool  # by a PIN, a finger, a face: then the passkey is two factors by itself
    handle: bytes


class PasskeyRefused(RuleError):
    """The answer of the device does not hold."""

    def __init__(self) -> None:
        super().__init__(_("没有通过通行密钥验证。"), _("请再试一次，或改用其他方式。"))


def digest_of(credential_id: bytes) -> str:
    """Return by what a passkey is found."""
    return sha256(credential_id).hexdigest()


def ask_for_new(request: HttpRequest, user: User) -> Asked:
    """Ask the device for a passkey of a person, on a device that has none yet."""
    entity = PublicKeyCredentialUserEntity(id=str(user.pk).encode(), name=user.username, display_name=user.name)
    options, state = _server(request).register_begin(
        entity,
        _credentials(user.passkeys.all()),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(json.dumps(dict(options)), state)


def read_new(request: HttpRequest, state: dict[str, Any], answer: str) -> Registered:
    """Check a new passkey; raise PasskeyRefused."""
    try:
        data = _server(request).register_complete(state, json.loads(answer))
        made = data.credential_data
    except UNREADABLE:
        raise PasskeyRefused from None
    if made is None:
        raise PasskeyRefused
    return Registered(bytes(made), digest_of(made.credential_id), data.counter)


def ask_for_known(request: HttpRequest, user: User | None) -> Asked:
    """Ask the device for a passkey of a person; for None, for any of this site's that knows its owner."""
    options, state = _server(request).authenticate_begin(
        _credentials(user.passkeys.all()) if user else None,
        user_verification=UserVerificationRequirement.PREFERRED if user else UserVerificationRequirement.REQUIRED,
    )
    return Asked(json.dumps(dict(options)), state)


def read_known(request: HttpRequest, state: dict[str, Any], answer: str) -> Shown:
    """Check a passkey that was shown; raise PasskeyRefused. That its count went on is for the service to see."""
    try:
        read = AuthenticationResponse.from_dict(json.loads(answer))
        found = Passkey.objects.filter(credential_digest=digest_of(read.raw_id))
        _server(request).authenticate_complete(state, _credentials(found), read)
    except UNREADABLE:
        raise PasskeyRefused from None
    data = read.response.authenticator_data
    return Shown(digest_of(read.raw_id), data.counter, data.is_user_verified(), read.response.user_handle or b"")


def _credentials(passkeys: Iterable[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(one.credential)) for one in passkeys]


def _server(request: HttpRequest) -> Fido2Server:
    """Return the other side of the talk: this site by its host, and answers from its very address alone."""
    site = PublicKeyCredentialRpEntity(id=request.get_host().rpartition(":")[0] or request.get_host(), name=ISSUER)
    origin = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(site, verify_origin=lambda seen: seen == origin)
