"""The codes of an app on a phone (动态口令, TOTP): RFC 6238 with six figures and half a minute, as all apps have it."""

import secrets
from base64 import b32encode
from datetime import datetime
from typing import Final

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD: Final = 30  # seconds of one code
SECRET: Final = 20  # bytes, RFC 4226 section 4
EARLIER, LATER = -1, 1  # a clock may be half a minute wrong
ISSUER: Final = "政府信息公开平台"


def new_secret() -> bytes:
    """Return a secret for another app."""
    return secrets.token_bytes(SECRET)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """Return the step of time a code is for, near the instant; None for a wrong one."""
    step = int(now.timestamp()) // PERIOD
    for near in range(step + EARLIER, step + LATER + 1):
        try:
            _totp(secret).verify(code.encode(), near * PERIOD)
        except InvalidToken:
            continue
        return near
    return None


def code_at(secret: bytes, now: datetime) -> str:
    """Return the code of an instant."""
    return _totp(secret).generate(int(now.timestamp())).decode()


def picture(secret: bytes, login: str) -> str:
    """Return the picture that an app takes, as a data address: nothing foreign is asked, and nothing is kept."""
    address = _totp(secret).get_provisioning_uri(login, ISSUER)
    return segno.make(address, error="l").svg_data_uri(scale=5, border=4, light="#fff", dark="#000")


def typed_by_hand(secret: bytes) -> str:
    """Return the secret as it is typed where no picture can be taken: groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), PERIOD)  # noqa: S303 what the apps know; HMAC does not rest on collisions
