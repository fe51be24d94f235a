"""The configuration of nginx for this site, with the very headers that the built-in server sends."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from gongkai.portal.bake.front import CACHING
from gongkai.site.headers import baked_headers

PATTERN: Final = Path(__file__).with_name("nginx.conf")
REDIRECT: Final = """server {
    listen 80;
    listen [::]:80;
    server_name @NAMES@;
    server_tokens off;
    return 301 https://$host$request_uri;
}

"""


@dataclass(frozen=True, slots=True)
class Front:
    """How nginx stands before the site: where it listens, where the site does, which of its modules it has."""

    upstream: str = "127.0.0.1:8000"
    listen: str = ""  # empty: the usual ports
    certificate: str = ""
    key: str = ""
    brotli: bool = False


def configuration(front: Front) -> str:
    """Return the configuration as text."""
    filled = PATTERN.read_text(encoding="utf-8")
    for name, value in _places(front).items():
        filled = filled.replace(f"@{name}@", value)
    return filled


def _places(front: Front) -> dict[str, str]:
    secure = settings.SECURE_SSL_REDIRECT
    return {
        "REDIRECT": REDIRECT if secure and not front.listen else "",
        "LISTEN": _listen(front, secure=secure),
        "NAMES": " ".join(name for name in dict.fromkeys(settings.ALLOWED_HOSTS) if name),
        "UPSTREAM": front.upstream,
        "UPLOAD": str(settings.UPLOAD_LIMIT_BYTES // 1024 // 1024 + 1),
        "FOLDER": str(settings.BAKED_DIR),
        "SENT": sent(front),
    }


def sent(front: Front) -> str:
    """Return how a baked page is sent: with its compressed twins and with the headers of the built-in server."""
    brotli = (
        "brotli_static on;"
        if front.brotli
        else "# brotli_static on; for a nginx with brotli: gongkai site nginx --brotli"
    )
    headers = {**baked_headers(settings.SECURE_HSTS_SECONDS), "Cache-Control": CACHING, "Vary": "Accept-Encoding"}
    lines = ["gzip_static on;", "gzip_proxied any;", brotli, "# no open_file_cache: what is withdrawn is gone at once"]
    lines += [f'add_header {name} "{value}";' for name, value in headers.items()]
    return "\n".join(f"        {line}" for line in lines)


def _listen(front: Front, *, secure: bool) -> str:
    if front.listen:
        lines = [f"listen {front.listen}{' ssl' if secure else ''};"]
    elif secure:
        lines = ["listen 443 ssl http2;", "listen [::]:443 ssl http2;"]
    else:
        lines = ["listen 80;", "listen [::]:80;"]
    if secure:
        lines += [f'ssl_certificate "{front.certificate}";', f'ssl_certificate_key "{front.key}";']
    return "\n    ".join(lines)
