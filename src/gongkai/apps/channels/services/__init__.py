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
from gongkai.apps.channels.services.submissions import Answer, Noted, answers_possible, note_answer

__all__ = [
    "Account",
    "Answer",
    "Noted",
    "Proof",
    "add_delivery",
    "answers_possible",
    "cancel",
    "change_channel",
    "close_channel",
    "note_answer",
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
