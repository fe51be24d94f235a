"""How each kind of channel is served by its interface. A kind that is not named here is served by people."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.channels.adapters.contract import Adapter
from gongkai.apps.channels.adapters.website import Website
from gongkai.apps.channels.adapters.wechat import WeChat
from gongkai.apps.channels.adapters.wecom import WeCom
from gongkai.apps.channels.kinds import ChannelKind

ADAPTERS: Final[Mapping[ChannelKind, Adapter]] = {
    ChannelKind.WEBSITE: Website(),
    ChannelKind.WECHAT: WeChat(),
    ChannelKind.WECOM: WeCom(),
}
