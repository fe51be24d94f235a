"""Accounts of channels, what must go to them, deliveries, attempts."""

from gongkai.apps.channels.models.channel import Channel, RequiredChannel
from gongkai.apps.channels.models.delivery import Attempt, Delivery

__all__ = ["Attempt", "Channel", "Delivery", "RequiredChannel"]
