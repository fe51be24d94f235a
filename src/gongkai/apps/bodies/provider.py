"""The identity provider (统一身份认证) as the settings name it."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it is, who this site is there, and what stands on the button."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


def is_safe(address: str) -> bool:
    """Tell whether an address is one that secrets may be sent to: HTTPS, or this very machine."""
    parts = urlsplit(address)
    return (parts.scheme == "https" and bool(parts.hostname)) or (parts.scheme == "http" and parts.hostname in LOOPBACK)
