"""What stands against an act on a screen."""

from gongkai.apps.bodies.errors import RuleError


class ScreenError(RuleError):
    """What was asked does not fit the screen, or does not stand where the act needs it."""
