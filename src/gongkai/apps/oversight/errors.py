"""What stands against an act of oversight."""

from gongkai.apps.bodies.errors import RuleError


class OversightRefused(RuleError):
    """An act that the rules do not allow as things stand."""
