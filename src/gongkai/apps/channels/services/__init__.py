"""Every act on accounts and deliveries: one call, one transaction, one row of the log."""

from gongkai.apps.channels.services.accounts import (
    Account,
    change_channel,
    close_channel,
    open_channel,
    pause_channel,
    require_for,
    resume_channel,
    set_secrets,
)
from gongkai.apps.channels.services.queue import Proof, add_delivery, cancel, pause, prove, resend, resume

__all__ = [
    "Account",
    "Proof",
    "add_delivery",
    "cancel",
    "change_channel",
    "close_channel",
    "open_channel",
    "pause",
    "pause_channel",
    "prove",
    "require_for",
    "resend",
    "resume",
    "resume_channel",
    "set_secrets",
]
