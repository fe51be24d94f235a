"""What stands against an act on a board."""

from gongkai.apps.bodies.errors import RuleError


class BoardError(RuleError):
    """What was asked does not fit the board, or the posting does not stand where the act needs it."""
