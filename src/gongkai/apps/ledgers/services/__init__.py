"""Every act on the ledgers: one call, one transaction, one row of the log."""

from gongkai.apps.ledgers.services.entries import Entry, change, enter, void
from gongkai.apps.ledgers.services.imports import carry_out, preview, undo
from gongkai.apps.ledgers.services.months import close_month, open_month
from gongkai.apps.ledgers.services.systems import add_system, end_system, enter_from_system

__all__ = [
    "Entry",
    "add_system",
    "carry_out",
    "change",
    "close_month",
    "end_system",
    "enter",
    "enter_from_system",
    "open_month",
    "preview",
    "undo",
    "void",
]
