"""Points as people write them: without noughts behind the point, a dash for none."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Return points as a person writes them."""
    return "—" if value is None else f"{value.normalize():f}"
