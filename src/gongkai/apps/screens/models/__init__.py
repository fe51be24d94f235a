"""Screens, the devices that show them, what is played, the ledger."""

from gongkai.apps.screens.models.screen import Device, Screen
from gongkai.apps.screens.models.showing import Play, Showing, ShowingStep

__all__ = ["Device", "Play", "Screen", "Showing", "ShowingStep"]
