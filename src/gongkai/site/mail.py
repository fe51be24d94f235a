"""From a mail address to Django's settings for letters."""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

from gongkai.site.environment import SettingsError

PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE: Final = 15  # seconds until a mail server counts as silent


def mail(address: str) -> dict[str, Any]:
    """Return the EMAIL_ settings for an address; raises SettingsError, which never repeats it."""
    if address == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise SettingsError(
            "环境变量 GONGKAI_MAIL_URL 不能用。应以 console:、smtp://、smtp+starttls:// 或 smtps:// 开头，端口是整数。"
        ) from None
    if not parts.hostname:
        raise SettingsError("环境变量 GONGKAI_MAIL_URL 没有写主机。应为 smtps://用户:密码@主机:端口。")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": PATIENCE,
    }
