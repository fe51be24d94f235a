"""An identity provider on loopback: OpenID Connect with the code flow, PKCE and signed tokens, and ways to be wrong.

Whoever is sent to its login is logged in as `person` at once. It refuses what a real one refuses: an unknown client, a
wrong secret, a code used twice, a verifier that does not fit.
"""

import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "gongkai", "stand-in-secret:with+marks%"


class IdentityProvider:
    """The provider: its address, who is logged in there, and what it does wrong."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.address = ""
        self.reset()

    def reset(self) -> None:
        """Be as a provider should be."""
        self.person: dict[str, Any] = {"sub": "p-1", "email": "mou@demo.invalid", "email_verified": True}
        self.in_token = True  # whether the address stands in the token or is told to who asks
        self.secret_by = "client_secret_basic"
        self.twist: Callable[[dict[str, Any]], dict[str, Any]] = dict  # what is changed in the claims
        self.signing_key: Any = self.key
        self.signature = "RS256"
        self.denies = False
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": [self.secret_by],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Log the visitor in and return where the browser is sent back to."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert "openid" in query["scope"].split()
        if self.denies:
            answer = {"error": "access_denied", "state": query["state"]}
        else:
            code = secrets.token_urlsafe(8)
            self.codes[code] = query
            answer = {"code": code, "state": query["state"]}
        return f"{query['redirect_uri']}?{urlencode(answer)}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Give tokens for a code; None where a real provider refuses."""
        if self.secret_by == "client_secret_basic":
            given = unquote_plus(b64decode(authorization.removeprefix("Basic ") or b"").decode())
        else:
            given = f"{form.get('client_id')}:{form.get('client_secret')}"
        asked = self.codes.pop(form["code"], None)
        fits = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if given != f"{CLIENT}:{SECRET}" or asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        if fits != asked["code_challenge"]:
            return None
        access = secrets.token_urlsafe(8)
        self.tokens[access] = self.person
        person = self.person if self.in_token else {"sub": self.person["sub"]}
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **person}
        signed = jwt.encode(self.twist(claims), self.signing_key, self.signature, headers={"kid": "one"})
        return {"access_token": access, "token_type": "Bearer", "id_token": signed}


def _handler(provider: IdentityProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def say(self, found: Any, status: int = 200) -> None:
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif parts.path == "/userinfo":
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                self.say(provider.tokens.get(token, {}), 200 if token in provider.tokens else 401)
            elif parts.path in {"/.well-known/openid-configuration", "/keys"}:
                self.say(provider.keys() if parts.path == "/keys" else provider.description())
            else:
                self.say({}, 404)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            found = provider.token(form, self.headers.get("Authorization", ""))
            self.say(found or {"error": "invalid_grant"}, 200 if found else 400)

    return Handler


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """Run a provider as long as one needs it."""
    provider = IdentityProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
