"""From a database address to Django's description of it."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from gongkai.site.environment import SettingsError

# A receipt that was shown must survive a power cut: FULL waits for the disk. WAL lets pages be read meanwhile.
SQLITE_START: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
POSTGRES_OPTIONS: Final = frozenset({"host", "sslmode", "sslrootcert", "connect_timeout", "application_name"})


def database(address: str, var_dir: Path) -> dict[str, Any]:
    """Return the entry of DATABASES for an address.

    `sqlite:///file.sqlite3` is relative to `var_dir`, `sqlite:////srv/file.sqlite3` is not. `postgresql://…/name` takes
    libpq's host (a socket folder), sslmode, sslrootcert, connect_timeout and application_name as query.
    Raises SettingsError; the sentence never repeats the address, which may hold a password.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path, var_dir)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(address)
    raise SettingsError("环境变量 GONGKAI_DATABASE_URL 的开头不能用。应为 sqlite:/// 或 postgresql://。")


def _sqlite(path: str, var_dir: Path) -> dict[str, Any]:
    name = unquote(path.removeprefix("/"))
    if not name:
        raise SettingsError("环境变量 GONGKAI_DATABASE_URL 没有写文件名。应为 sqlite:///文件路径。")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name if name == ":memory:" else var_dir / name,
        "OPTIONS": {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 20},
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(options) - POSTGRES_OPTIONS)
    if unknown:
        allowed = "、".join(sorted(POSTGRES_OPTIONS))
        raise SettingsError(
            f"环境变量 GONGKAI_DATABASE_URL 的参数 {'、'.join(unknown)} 不能用。可用的参数是 {allowed}。"
        )
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise SettingsError(
            "环境变量 GONGKAI_DATABASE_URL 没有写数据库名。应为 postgresql://用户:密码@主机:端口/数据库。"
        )
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": _port(address),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,  # seconds
    }


def _port(address: str) -> str:
    try:
        port = urlsplit(address).port
    except ValueError:
        raise SettingsError("环境变量 GONGKAI_DATABASE_URL 的端口不能用。应为 1 到 65535 之间的整数。") from None
    return "" if port is None else str(port)
