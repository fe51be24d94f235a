"""Applicants' data sealed for the database: SM4-GCM under keys that stand in the environment, and blind indexes.

A sealed text carries the number of its key, so that several keys may be in use while they are changed. It is bound to
what it is about (`about`): copied into another row it cannot be opened there. A blind index (HMAC) finds the same
person again without telling who it is.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gongkai.apps.applications.errors import NoKeys, UnknownKey

FORM: Final = b"\x01"  # SM4-GCM, number of the key (8 bytes), nonce (12), tag (16), text
NUMBER, NONCE, TAG = 8, 12, 16


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the environment, with what is derived from it."""

    number: bytes
    seal: bytes
    index: bytes


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=b"gongkai applications", info=purpose).derive(secret)


@cache
def _read(texts: tuple[str, ...]) -> tuple[Key, ...]:
    secrets = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in texts]
    return tuple(
        Key(_derived(each, b"number", 8), _derived(each, b"seal", 16), _derived(each, b"index", 32)) for each in secrets
    )


def keys() -> tuple[Key, ...]:
    """Return the keys in use, the one to seal with first. Raises NoKeys."""
    found = _read(tuple(settings.APPLICANT_KEYS))
    if not found:
        raise NoKeys
    return found


def have_keys() -> bool:
    """Whether anything can be sealed."""
    return bool(settings.APPLICANT_KEYS)


def seal(data: bytes, about: str) -> bytes:
    """Return data sealed with the first key."""
    key, nonce = keys()[0], os.urandom(NONCE)
    made = Cipher(algorithms.SM4(key.seal), modes.GCM(nonce)).encryptor()
    made.authenticate_additional_data(about.encode())
    text = made.update(data) + made.finalize()
    return FORM + key.number + nonce + made.tag + text


def opened(sealed: bytes | memoryview, about: str) -> bytes:
    """Return what was sealed. Raises UnknownKey where no key opens it, or where it was changed or moved."""
    held = bytes(sealed)
    number, rest = held[1 : 1 + NUMBER], held[1 + NUMBER :]
    key = next((each for each in keys() if each.number == number), None)
    if key is None or held[:1] != FORM:
        raise UnknownKey
    nonce, tag, text = rest[:NONCE], rest[NONCE : NONCE + TAG], rest[NONCE + TAG :]
    made = Cipher(algorithms.SM4(key.seal), modes.GCM(nonce, tag)).decryptor()
    made.authenticate_additional_data(about.encode())
    try:
        return made.update(text) + made.finalize()
    except InvalidTag:
        raise UnknownKey from None


def seal_text(text: str, about: str) -> bytes:
    """Return a text sealed; empty stays empty."""
    return seal(text.encode(), about) if text else b""


def opened_text(sealed: bytes | memoryview, about: str) -> str:
    """Return a sealed text; empty stays empty."""
    return opened(sealed, about).decode() if sealed else ""


def seal_data(data: Mapping[str, Any], about: str) -> bytes:
    """Return a mapping of plain values sealed."""
    return seal(json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), about)


def opened_data(sealed: bytes | memoryview, about: str) -> dict[str, Any]:
    """Return a sealed mapping; empty where nothing is left of it."""
    return dict(json.loads(opened(sealed, about))) if sealed else {}


def sealed_with_first(sealed: bytes | memoryview) -> bool:
    """Whether something is sealed with the key that new things are sealed with."""
    return not sealed or bytes(sealed[1 : 1 + NUMBER]) == keys()[0].number


def blind_index(purpose: str, text: str) -> str:
    """Return the index under which the same text is found again; empty for nothing."""
    plain = "".join(text.split()).casefold()
    if not plain:
        return ""
    return hmac.new(keys()[0].index, f"{purpose}:{plain}".encode(), hashlib.sha256).hexdigest()
