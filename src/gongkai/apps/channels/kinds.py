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
    PACKAGE = "package", "发布包"
    BY_HAND = "by_hand", "人工"


class Secret(Labelled):
    """A secret of an account."""

    APP_SECRET = "app_secret", "AppSecret"
    CALLBACK_TOKEN = "callback_token", "消息推送的 Token"
    ROBOT_KEY = "robot_key", "机器人的 key"


MODES: Final[Mapping[ChannelKind, tuple[Mode, ...]]] = {
    ChannelKind.WEBSITE: (Mode.API,),
    ChannelKind.WECHAT: (Mode.API, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.WECOM: (Mode.API, Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.DOUYIN: (Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.SUPERIOR: (Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.SCREEN: (Mode.BY_HAND,),
    ChannelKind.BOARD: (Mode.BY_HAND,),
    ChannelKind.GROUP: (Mode.PACKAGE, Mode.BY_HAND),
    ChannelKind.OTHER: (Mode.PACKAGE, Mode.BY_HAND),
}
SECRETS: Final[Mapping[ChannelKind, tuple[Secret, ...]]] = {
    ChannelKind.WECHAT: (Secret.APP_SECRET, Secret.CALLBACK_TOKEN),
    ChannelKind.WECOM: (Secret.ROBOT_KEY,),
}
# Without these nothing can be sent by the interface.
NEEDED: Final[Mapping[ChannelKind, tuple[Secret, ...]]] = {
    ChannelKind.WECHAT: (Secret.APP_SECRET,),
    ChannelKind.WECOM: (Secret.ROBOT_KEY,),
}
# New media (政务新媒体): silent for too long, they are closed in an inspection (国办秘函〔2019〕19号).
NEW_MEDIA: Final = frozenset({ChannelKind.WECHAT, ChannelKind.DOUYIN})
