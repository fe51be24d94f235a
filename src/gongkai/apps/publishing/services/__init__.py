"""Every act on a disclosure: one call, one transaction, one row of the log."""

from gongkai.apps.publishing.services.columns import (
    change_column,
    close_column,
    open_column,
    reopen_column,
    shift_column,
)
from gongkai.apps.publishing.services.correction import correct, discard
from gongkai.apps.publishing.services.guard_lists import (
    add_leader,
    add_word,
    change_leader,
    remove_leader,
    remove_word,
    set_guard_list,
)
from gongkai.apps.publishing.services.masking import mask_findings
from gongkai.apps.publishing.services.publication import publish, withdraw
from gongkai.apps.publishing.services.review import approve, review, send_back, submit, take_back
from gongkai.apps.publishing.services.scheduling import publish_due, schedule
from gongkai.apps.publishing.services.standing import change_validity, move
from gongkai.apps.publishing.services.tree import home_of, media_folder_of
from gongkai.apps.publishing.services.writing import Writing, edit, hand_in

__all__ = [
    "Writing",
    "add_leader",
    "add_word",
    "approve",
    "change_column",
    "change_leader",
    "change_validity",
    "close_column",
    "correct",
    "discard",
    "edit",
    "hand_in",
    "home_of",
    "mask_findings",
    "media_folder_of",
    "move",
    "open_column",
    "publish",
    "publish_due",
    "remove_leader",
    "remove_word",
    "reopen_column",
    "review",
    "schedule",
    "send_back",
    "set_guard_list",
    "shift_column",
    "submit",
    "take_back",
    "withdraw",
]
