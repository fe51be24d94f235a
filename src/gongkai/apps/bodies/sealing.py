"""Secrets that the database holds sealed: with AES-GCM, by a key made of the site's own, which is not in the database.

Another GONGKAI_SECRET_KEY opens none of them: people log in with a recovery code or a passkey and begin anew.
"""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE: Final = 12  # bytes


class SealBroken(Exception):
    """What was sealed cannot be opened: it was sealed with another key, for somebody else, or altered."""


def seal(secret: bytes, of: str) -> bytes:
    """Seal a secret for its owner."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, secret, of.encode())


def unseal(sealed: bytes, of: str) -> bytes:
    """Open what was sealed for its owner; raise SealBroken."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(key)).decrypt(sealed[:NONCE], sealed[NONCE:], of.encode())
        except InvalidTag:
            continue
    raise SealBroken


def _key(of: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"gongkai: secrets of second factors").derive(of.encode())
