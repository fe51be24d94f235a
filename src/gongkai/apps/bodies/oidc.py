"""Login by the district's own identity provider (统一身份认证, OpenID Connect): the code flow with PKCE and nonce.

What the provider says is believed only in a token that it has signed for this site and this very attempt. Who the
person is here, and whether they may come in, is decided by `services.outside`.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.provider import Provider, is_safe

PATIENCE: Final = (5, 10)  # seconds to connect, to answer
KNOWN_FOR: Final = 3600  # seconds for which the provider's addresses are kept
LEEWAY: Final = 60  # seconds by which two clocks may differ
SIGNATURES: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A login that was begun: what the session keeps of it until the provider sends the browser back."""

    state: str
    nonce: str
    verifier: str
    onward: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Who the provider says has logged in there; an address only where it has verified it."""

    issuer: str
    subject: str
    email: str


class ProviderFailed(RuleError):
    """The provider cannot be reached, or what it says does not hold."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("没有完成统一身份认证的登录。"),
            _("请再试一次，或用登录名和密码登录；如果仍然如此，请把时间告诉平台管理员。"),
        )
        self.why = why  # for the log of the site, not for the visitor


def begin(callback: str, onward: str) -> tuple[str, Attempt]:
    """Return the provider's address to send the browser to, and what to keep of the attempt."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _number in range(3))
    attempt = Attempt(state, nonce, verifier, onward)
    query = {
        "response_type": "code",
        "client_id": _provider().client_id,
        "redirect_uri": callback,
        "scope": "openid email",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    address = _described()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}", attempt


def finish(attempt: Attempt, answer: Mapping[str, str], callback: str) -> Claims:
    """Return who has logged in; raise ProviderFailed for an answer to another attempt, or one that does not hold."""
    if not secrets.compare_digest(answer.get("state", ""), attempt.state):
        raise ProviderFailed("state")
    if "code" not in answer:
        raise ProviderFailed(f"no code: {answer.get('error', '')[:60]}")
    tokens = _tokens(answer["code"], attempt.verifier, callback)
    claims = _read_token(str(tokens.get("id_token", "")), attempt.nonce)
    if "email" not in claims and "userinfo_endpoint" in _described():
        claims |= _userinfo(str(tokens.get("access_token", "")), claims["sub"])
    verified = str(claims.get("email_verified", "")).lower() == "true"
    return Claims(_provider().issuer, claims["sub"], str(claims.get("email", "")) if verified else "")


def _provider() -> Provider:
    found: Provider | None = settings.OIDC
    if found is None:
        raise ProviderFailed("none is set")
    return found


def _described() -> dict[str, Any]:
    """Return the provider's own description of itself."""
    key = f"oidc:{sha256(_provider().issuer.encode()).hexdigest()}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = _asked("GET", f"{_provider().issuer.rstrip('/')}/.well-known/openid-configuration")
        if kept.get("issuer") != _provider().issuer:
            raise ProviderFailed("another issuer")
        if not all(is_safe(str(kept.get(name, ""))) for name in NEEDED):
            raise ProviderFailed("an address is missing or not HTTPS")
        cache.set(key, kept, KNOWN_FOR)
    return kept


def _tokens(code: str, verifier: str, callback: str) -> dict[str, Any]:
    described, provider = _described(), _provider()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback, "code_verifier": verifier}
    by_form = "client_secret_basic" not in described.get(
        "token_endpoint_auth_methods_supported", ["client_secret_basic"]
    )
    secret = {"client_id": provider.client_id, "client_secret": provider.client_secret} if by_form else {}
    # RFC 6749 section 2.3.1: both are written as in a form before they are joined
    basic = None if by_form else (quote_plus(provider.client_id), quote_plus(provider.client_secret))
    return _asked("POST", described["token_endpoint"], data=form | secret, auth=basic)


def _read_token(token: str, nonce: str) -> dict[str, Any]:
    provider = _provider()
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(_asked("GET", _described()["jwks_uri"])).keys
        fitting = [key for key in keys if key.key_id == header.get("kid") or len(keys) == 1]
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=sorted(SIGNATURES),
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, IndexError) as error:
        raise ProviderFailed(f"token: {error}") from error
    if not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
        raise ProviderFailed("nonce")
    if claims.get("azp", provider.client_id) != provider.client_id or not claims["sub"]:
        raise ProviderFailed("made for another party")
    return claims


def _userinfo(access_token: str, subject: str) -> dict[str, Any]:
    address = str(_described()["userinfo_endpoint"])
    if not is_safe(address):
        raise ProviderFailed("an address is not HTTPS")
    found = _asked("GET", address, headers={"Authorization": f"Bearer {access_token}"})
    if found.get("sub") != subject:
        raise ProviderFailed("userinfo of somebody else")
    return {name: found[name] for name in ("email", "email_verified") if name in found}


def _asked(method: str, address: str, **sent: Any) -> dict[str, Any]:
    try:
        answer = requests.request(method, address, timeout=PATIENCE, allow_redirects=False, **sent)
        found = answer.json() if answer.status_code == requests.codes.ok else None
    except (requests.RequestException, ValueError) as error:
        raise ProviderFailed(f"{address}: {error}") from error
    if not isinstance(found, dict):
        raise ProviderFailed(f"{address}: {answer.status_code}")
    return found
