"""The kinds of channels (渠道), and the ways in which each can be served."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.bodies.roles import Labelled


class ChannelKind(Labelled):
    """A kind of channel."""

    WEBSITE = "website", "本网站"
    WECHAT = "wechat", "微信公众号"
    WECOM = "wecom", "企业微信群"
    DOUYIN = "douyin", "抖音"
    SUPERIOR = "superior", "上级网站"
    SCREEN = "screen", "电子屏"
    BOARD = "board", "公示栏"
    GROUP = "group", "微信群"
    OTHER = "other", "其他渠道"


class Mode(Labelled):
    """How a channel is served."""

    API = "api", "接口"
    MAIL = "mail", "电子邮件"
    PACKAGE = "package", "发布包"
    BY_HAND = "by_hand", "人工"


class Secret(Labelled):
    """A secret of an account."""

    APP_SECRET = "app_secret", "AppSecret"
    CALLBACK_TOKEN = "callback_token", "消息推送的 Token"
    CALLBACK_KEY = "callback_key", "消息加解密密钥（EncodingAESKey）"
    ROBOT_KEY = "robot_key", "机器人的 key"
    CLIENT_KEY = "client_key", "应用的 client_key"
    REFRESH_TOKEN = "refresh_token", "授权的 refresh_token"
    SIGNING_KEY = "signing_key", "接口的签名密钥"


MODES: Final[Mapping[ChannelKind, tuple[Mode, ...]]] = {
    ChannelKind.WEBSITE: (Mode.API,),
    ChannelKind.WECHAT: (Mode.API, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.WECOM: (Mode.API, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.DOUYIN: (Mode.API, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.SUPERIOR: (Mode.API, Mode.MAIL, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.SCREEN: (Mode.API, Mode.BY_HAND),
    ChannelKind.BOARD: (Mode.BY_HAND,),
    ChannelKind.GROUP: (Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.OTHER: (Mode.PACKAGE, Mode.BY_HAND),
}
SECRETS: Final[Mapping[ChannelKind, tuple[Secret, ...]]] = {
    ChannelKind.WECHAT: (Secret.APP_SECRET, Secret.CALLBACK_TOKEN, Secret.CALLBACK_KEY),
    ChannelKind.WECOM: (Secret.ROBOT_KEY,),
    ChannelKind.DOUYIN: (Secret.CLIENT_KEY, Secret.REFRESH_TOKEN),
    ChannelKind.SUPERIOR: (Secret.SIGNING_KEY,),
}
# Without these nothing can be sent by the interface.
NEEDED: Final[Mapping[ChannelKind, tuple[Secret, ...]]] = {
    ChannelKind.WECHAT: (Secret.APP_SECRET,),
    ChannelKind.WECOM: (Secret.ROBOT_KEY,),
    ChannelKind.DOUYIN: (Secret.CLIENT_KEY, Secret.REFRESH_TOKEN),
    ChannelKind.SUPERIOR: (Secret.SIGNING_KEY,),
}
BY_WORKER: Final = frozenset({Mode.API, Mode.MAIL})  # the other ways are a person's
# What stands as the account where the worker sends by itself.
ADDRESS: Final[Mapping[tuple[ChannelKind, Mode], str]] = {
    (ChannelKind.WECHAT, Mode.API): "AppID",
    (ChannelKind.DOUYIN, Mode.API): "账号的 open_id",
    (ChannelKind.SUPERIOR, Mode.API): "接口的网址",
    (ChannelKind.SUPERIOR, Mode.MAIL): "收件的邮箱",
}
# New media (政务新媒体): silent for too long, they are closed in an inspection (国办秘函〔2019〕19号).
NEW_MEDIA: Final = frozenset({ChannelKind.WECHAT, ChannelKind.DOUYIN})
