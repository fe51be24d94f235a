"""Entries, closed months, imports, and the keys of business systems."""

from gongkai.apps.ledgers.models.entry import LedgerEntry
from gongkai.apps.ledgers.models.month import MonthClosing
from gongkai.apps.ledgers.models.sheet import LedgerImport
from gongkai.apps.ledgers.models.system import BusinessSystem

__all__ = ["BusinessSystem", "LedgerEntry", "LedgerImport", "MonthClosing"]
