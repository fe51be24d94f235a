"""Every act on screens and what they play: one call, one transaction, one row of the log."""

from gongkai.apps.screens.services.permission import (
    Wanted,
    approve,
    arrange,
    doubts,
    refuse,
    request_showing,
    review,
    stop,
)
from gongkai.apps.screens.services.registry import Screening, change_screen, open_screen
from gongkai.apps.screens.services.reports import Heard, hear

__all__ = [
    "Heard", "Screening", "Wanted", "approve", "arrange", "change_screen", "doubts", "hear", "open_screen", "refuse",
    "request_showing", "review", "stop",
]  # fmt: skip
