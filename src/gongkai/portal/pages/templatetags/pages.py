"""What the templates of the public pages ask for."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what a mapping holds for a key, or nothing."""
    return found.get(key, ())
