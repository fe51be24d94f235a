"""What stands against a matter, a sheet or a plan, in words for who keeps them."""

from gongkai.apps.bodies.errors import RuleError


class WrongMatter(RuleError):
    """A matter lacks something, or contradicts another."""


class WrongPlan(RuleError):
    """A work plan or a task of it does not allow what was asked."""
