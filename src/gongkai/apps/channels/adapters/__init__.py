"""How each kind of channel is served by its interface. A kind that is not named here is served by people.

An app above that serves a kind by itself, such as screens, puts its adapter in when it is ready.
"""

from typing import Final

from gongkai.apps.channels.adapters.contract import Adapter
from gongkai.apps.channels.adapters.douyin import Douyin
from gongkai.apps.channels.adapters.superior import Superior
from gongkai.apps.channels.adapters.website import Website
from gongkai.apps.channels.adapters.wechat import WeChat
from gongkai.apps.channels.adapters.wecom import WeCom
from gongkai.apps.channels.kinds import ChannelKind

ADAPTERS: Final[dict[ChannelKind, Adapter]] = {
    ChannelKind.WEBSITE: Website(),
    ChannelKind.WECHAT: WeChat(),
    ChannelKind.WECOM: WeCom(),
    ChannelKind.DOUYIN: Douyin(),
    ChannelKind.SUPERIOR: Superior(),
}
