"""Secrets of accounts: sealed in the database, masked wherever they are shown."""

import json
from collections.abc import Iterable, Mapping

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.sealing import SealBroken, seal, unseal

MASK = "••••"


class SecretsLost(RuleError):
    """The secrets of an account were sealed with another key of the site."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}”的密钥读不出来，可能是换过网站的 GONGKAI_SECRET_KEY。", "请在渠道的账号资料中重新填写密钥。"
        )


def sealed(secrets: Mapping[str, str], about: str) -> bytes:
    """Return secrets sealed for one account."""
    return seal(json.dumps(dict(secrets), ensure_ascii=False, sort_keys=True).encode(), about) if secrets else b""


def opened(held: bytes | memoryview, about: str, name: str) -> dict[str, str]:
    """Return the secrets of an account. Raises SecretsLost."""
    if not held:
        return {}
    try:
        return dict(json.loads(unseal(bytes(held), about)))
    except SealBroken:
        raise SecretsLost(name) from None


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text in which no secret stands."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    return text


def hint(secret: str) -> str:
    """Return what may be shown of a secret: that it is there, and its last characters where it is long."""
    return f"{MASK}{secret[-4:]}" if len(secret) >= 16 else MASK
