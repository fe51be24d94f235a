"""Which of our channels prove which carrier of a catalogue (公开渠道和载体): a convention, written down once."""

from collections.abc import Mapping
from typing import Final

from gongkai.apps.channels.kinds import ChannelKind
from gongkai.core.catalogue.words import Carrier

CARRIER_OF: Final[Mapping[ChannelKind, Carrier]] = {
    ChannelKind.WEBSITE: Carrier.WEBSITE,
    ChannelKind.SUPERIOR: Carrier.WEBSITE,
    ChannelKind.WECHAT: Carrier.MEDIA,
    ChannelKind.DOUYIN: Carrier.MEDIA,
    ChannelKind.WECOM: Carrier.TARGETED,
    ChannelKind.GROUP: Carrier.TARGETED,
    ChannelKind.SCREEN: Carrier.SERVICE_HALL,
    ChannelKind.BOARD: Carrier.BOARD,
}


def carrier_of(kind: str) -> Carrier | None:
    """Return the carrier that a kind of channel proves; None for one that proves none."""
    return CARRIER_OF.get(ChannelKind(kind))
