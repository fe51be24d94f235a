"""From the settings of the identity provider to its description, all of it or nothing."""

from typing import Any, Final

from gongkai.apps.bodies.provider import Provider, is_safe
from gongkai.site.environment import SettingsError

PARTS: Final = ("GONGKAI_OIDC_ISSUER", "GONGKAI_OIDC_CLIENT_ID", "GONGKAI_OIDC_CLIENT_SECRET")


def provider(settings: dict[str, Any]) -> Provider | None:
    """Return the identity provider; None where none is set. Raises SettingsError; the sentence never has the secret."""
    given = [name for name in PARTS if settings[name]]
    if not given:
        return None
    missing = [name for name in PARTS if name not in given]
    if missing:
        raise SettingsError(
            f"给出了 {'、'.join(given)}，还缺少 {'、'.join(missing)}。统一身份认证的三项设置要一起给出。"
        )
    issuer = settings["GONGKAI_OIDC_ISSUER"]
    if not is_safe(issuer):
        raise SettingsError(
            "环境变量 GONGKAI_OIDC_ISSUER 的值不能用。应以 https:// 开头；只有本机上的测试服务可以用 http://。"
        )
    client, secret = settings["GONGKAI_OIDC_CLIENT_ID"], settings["GONGKAI_OIDC_CLIENT_SECRET"]
    return Provider(issuer, client, secret, settings["GONGKAI_OIDC_NAME"])
