"""What stands against an act on a channel or a delivery."""

from gongkai.apps.bodies.errors import RuleError


class ChannelError(RuleError):
    """An account lacks something, or a delivery does not stand where the act needs it."""
