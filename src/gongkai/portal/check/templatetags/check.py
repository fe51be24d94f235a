"""Filters of the page's templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from gongkai.portal.check.marks import SIGNS
from gongkai.portal.check.tables import NAMES

register = template.Library()


@register.filter
def sign(kind: str) -> str:
    """Return the sign of a kind of mark."""
    return SIGNS.get(kind, "")


@register.filter
def of(mapping: Mapping[Any, Any], key: object) -> Any:
    """Return what a mapping holds for a key."""
    return mapping[key]


@register.filter
def table_of(cell: str) -> str:
    """Return the Chinese name of the table of a cell."""
    head = cell.partition(".")[0]
    return NAMES["t2" if head == "old2" else head]
