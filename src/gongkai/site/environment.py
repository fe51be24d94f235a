"""The settings of a site: environment variables with a type, read once and loudly.

A variable nobody knows, or a value its variable cannot take, stops the start with a Chinese sentence that names what
is allowed. A secret may be given as a file: `GONGKAI_SECRET_KEY_FILE` names the file that holds `GONGKAI_SECRET_KEY`.
"""

import base64
import difflib
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

PREFIX: Final = "GONGKAI_"
TEST_PREFIX: Final = "GONGKAI_TEST_"  # what the tests say to each other; no setting
YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"0", "false", "no", "off"})


class SettingsError(Exception):
    """One or more settings are wrong; the text is one Chinese sentence a line."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of setting: how a person calls what it takes, and the function that reads it (ValueError: not this)."""

    takes: str  # Chinese, completes “应为……”
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. `default` is written as it would be typed; None means that it must be given."""

    name: str
    kind: Kind
    default: str | None
    meaning: str  # Chinese, what it sets and its unit
    secret: bool = False  # may be given through NAME_FILE


def _truth(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError(text)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in text.split(","))
    if not all(names) or any(" " in name or "/" in name for name in names):
        raise ValueError(text)
    return names


def _not_empty(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _without_spaces(text: str) -> str:
    if any(mark.isspace() for mark in text):
        raise ValueError(text)
    return text


def _short(text: str) -> str:
    if not 0 < len(text.strip()) <= 20:
        raise ValueError(text)
    return text.strip()


def _long_enough(text: str) -> str:
    if len(text) < 50 or len(set(text)) < 5:  # what Django itself demands of a key in its deployment check
        raise ValueError(text)
    return text


def _applicant_keys(text: str) -> tuple[str, ...]:
    keys = tuple(part.strip() for part in text.split(",") if part.strip())
    for key in keys:
        known = re.fullmatch(r"[A-Za-z0-9_-]+=*", key) is not None and len(set(key)) >= 8
        if not known or len(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))) < 32:  # may raise a ValueError
            raise ValueError(text)
    return keys


def _stand_ins(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text)
    host = parts.hostname or ""
    if parts.scheme != "http" or not ipaddress.ip_address(host).is_loopback or parts.path not in {"", "/"}:
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"


def _mailbox(text: str) -> str:
    name, _, host = text.partition("@")
    if not name or "." not in host or any(mark in text for mark in " \r\n"):
        raise ValueError(text)
    return text


def _site_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"


def whole_number(low: int, high: int) -> Kind:
    """A whole number from low to high, both included."""

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else -1
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return Kind(f"{low} 到 {high} 之间的整数", read)


def one_of(*choices: str) -> Kind:
    """One word of a few."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return Kind("、".join(choices) + "之一", read)


TRUTH: Final = Kind("true 或 false", _truth)
NAMES: Final = Kind("用英文逗号隔开的域名或地址，不带 http:// 和路径", _names)
FOLDER: Final = Kind("文件夹的路径", lambda text: Path(_not_empty(text)))
FOLDER_OR_NONE: Final = Kind("文件夹的路径，可以为空", lambda text: Path(text) if text.strip() else None)
KEY: Final = Kind("至少 50 个字符的随机文字", _long_enough)
MAIL: Final = Kind(
    "console:、smtp://主机:端口、smtp+starttls://用户:密码@主机:端口 或 smtps://用户:密码@主机:端口", _not_empty
)
LETTERS: Final = Kind("电子邮箱", _mailbox)
APPLICANT_KEYS: Final = Kind(
    "一把或几把密钥，用英文逗号隔开，每把是 32 个随机字节的 base64url 写法（43 个字符）", _applicant_keys
)
TEXT: Final = Kind("一段没有空格的文字，可以为空", _without_spaces)
NAME: Final = Kind("不超过 20 个字的名称", _short)
SITE_ADDRESS: Final = Kind("网站自己的网址，如 https://gongkai.example.gov.cn，不带路径", _site_address)
STAND_INS: Final = Kind("本机的网址，如 http://127.0.0.1:8010，可以为空", _stand_ins)
ADDRESS: Final = Kind("sqlite:///文件路径 或 postgresql://用户:密码@主机:端口/数据库", _not_empty)

SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "GONGKAI_SECRET_KEY",
        KEY,
        None,
        "签名和加密用的密钥。换掉它，未提交的表单会失效，动态口令要用备用码登录后重新启用，渠道的密钥要重新填写。",
        secret=True,
    ),
    Setting("GONGKAI_DEBUG", TRUTH, "false", "开发模式：出错时显示细节。对外的网站不得打开。"),
    Setting("GONGKAI_VAR_DIR", FOLDER, "var", "数据文件夹：默认的数据库文件放在这里。"),
    Setting(
        "GONGKAI_DATABASE_URL",
        ADDRESS,
        "sqlite:///gongkai.sqlite3",
        "数据库地址。SQLite 的相对路径从数据文件夹算起。",
        secret=True,
    ),
    Setting(
        "GONGKAI_ADDRESS",
        SITE_ADDRESS,
        "http://127.0.0.1:8000",
        "网站对外的网址，写在信件、回执、二维码、订阅和网站地图里；它的域名总是允许访问。",
    ),
    Setting("GONGKAI_ALLOWED_HOSTS", NAMES, "127.0.0.1,localhost,[::1]", "网站的域名；用其他域名来的请求会被拒绝。"),
    Setting("GONGKAI_HTTPS", TRUTH, "false", "网站是否只用 HTTPS 访问：打开后把 HTTP 转到 HTTPS，并要求浏览器记住。"),
    Setting(
        "GONGKAI_BEHIND_PROXY",
        TRUTH,
        "false",
        "网站前面是否有自己的反向代理，由它用 X-Forwarded-Proto 说明用户是否用 HTTPS。没有代理时不得打开。",
    ),
    Setting("GONGKAI_UPLOAD_LIMIT_MB", whole_number(1, 200), "20", "一次上传的上限，单位 MB。"),
    Setting(
        "GONGKAI_AUDIT_HASH",
        one_of("sm3", "sha256"),
        "sm3",
        "操作日志用的杂凑算法。换掉它只影响以后的记录，以前的仍按各自的算法核对。",
    ),
    Setting(
        "GONGKAI_MAIL_URL",
        MAIL,
        "console:",
        "寄信的服务器；console: 表示不寄出，把信写在运行网站的终端里。",
        secret=True,
    ),
    Setting("GONGKAI_MAIL_FROM", LETTERS, "noreply@gongkai.invalid", "信的寄件人。"),
    Setting(
        "GONGKAI_APPLICANT_KEYS",
        APPLICANT_KEYS,
        "",
        "加密申请人信息的密钥，只放在数据库之外；用第一把加密，其余只用来解密旧的资料。"
        "不给出时不能受理申请。换密钥：把新的写在最前面，运行 gongkai applications rotate-key，再去掉旧的。"
        "丢失密钥，资料无法恢复。",
        secret=True,
    ),
    Setting(
        "GONGKAI_MAILDIR",
        FOLDER_OR_NONE,
        "",
        "邮件系统投递申请邮件的 Maildir 文件夹，由后台进程读取；用管道（gongkai mail receive）接收的留空。",
    ),
    Setting(
        "GONGKAI_STAND_INS",
        STAND_INS,
        "",
        "训练用的渠道服务器：给出后，公众号、企业微信的投送都去这里，不去真的平台，工作台每一页都注明是训练。对外的网站留空。",
    ),
    Setting(
        "GONGKAI_OIDC_ISSUER",
        TEXT,
        "",
        "统一身份认证（OpenID Connect）的签发者网址，留空表示不用。只有受邀请的人员能用它登录。",
    ),
    Setting("GONGKAI_OIDC_CLIENT_ID", TEXT, "", "本网站在统一身份认证登记的客户端编号。"),
    Setting("GONGKAI_OIDC_CLIENT_SECRET", TEXT, "", "本网站在统一身份认证登记的客户端密钥。", secret=True),
    Setting("GONGKAI_OIDC_NAME", NAME, "统一身份认证", "登录页按钮上的名称。"),
    Setting(
        "GONGKAI_DATA_HOUR",
        whole_number(0, 23),
        "3",
        "每天从几点起写开放数据的成批文件（/data/），由后台进程写，北京时间。",
    ),
    Setting(
        "GONGKAI_LINK_DAYS",
        whole_number(0, 365),
        "7",
        "隔多少天检查一次已公开内容里的链接，由后台进程检查，只访问公开的网址；0 表示不检查。"
        "不能访问互联网的服务器请设 0。",
    ),
    Setting(
        "GONGKAI_MADE_ON_AHEAD_DAYS",
        whole_number(0, 365),
        "30",
        "稿件的成文日期最多可以晚于报送当天多少天；更晚的不予保存，免得把年份写错。",
    ),
    Setting("GONGKAI_DEMO", TRUTH, "false", "演示模式：登录页列出演示账号和密码。对外的网站不得打开。"),
    Setting("GONGKAI_LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "日志写到多细。"),
)


def read_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return setting name to typed value.

    Raises SettingsError with every fault found, not only the first.
    """
    faults = list(_unknown(environ))
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            values[setting.name] = _value(setting, environ)
        except SettingsError as error:
            faults.append(str(error))
    if faults:
        raise SettingsError("\n".join(faults))
    return values


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    text = _from_file(setting, environ) if setting.secret else None
    if text is None:
        text = environ.get(setting.name, setting.default)
    if text is None:
        raise SettingsError(f"缺少环境变量 {setting.name}。应为{setting.kind.takes}：{setting.meaning}")
    try:
        return setting.kind.read(text)
    except ValueError:
        shown = "" if setting.secret else f"“{text}”"  # a secret must not reach a log
        raise SettingsError(
            f"环境变量 {setting.name} 的值{shown}不能用。应为{setting.kind.takes}：{setting.meaning}"
        ) from None


def _from_file(setting: Setting, environ: Mapping[str, str]) -> str | None:
    path = environ.get(f"{setting.name}_FILE")
    if path is None:
        return None
    if setting.name in environ:
        raise SettingsError(f"环境变量 {setting.name} 和 {setting.name}_FILE 只能给出一个，请去掉其中一个。")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"读不出环境变量 {setting.name}_FILE 指向的文件“{path}”。"
            "请确认文件存在、是文本文件，并且运行网站的用户可以读取。"
        ) from None


def _unknown(environ: Mapping[str, str]) -> list[str]:
    known = [setting.name for setting in SETTINGS]
    known += [f"{setting.name}_FILE" for setting in SETTINGS if setting.secret]
    return [
        f"不认识环境变量 {name}。{_meant(name, known)}"
        for name in sorted(environ)
        if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX) and name not in known
    ]


def _meant(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"您想写的可能是 {near[0]}。" if near else "请删掉它，或对照设置说明改正名称。"
