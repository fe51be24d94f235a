"""Every act on a disclosure: one call, one transaction, one row of the log."""

from gongkai.apps.publishing.services.correction import correct, discard
from gongkai.apps.publishing.services.guard_lists import set_guard_list
from gongkai.apps.publishing.services.masking import mask_findings
from gongkai.apps.publishing.services.publication import publish, withdraw
from gongkai.apps.publishing.services.review import approve, review, send_back, submit, take_back
from gongkai.apps.publishing.services.scheduling import publish_due, schedule
from gongkai.apps.publishing.services.standing import change_validity, move
from gongkai.apps.publishing.services.tree import home_of, media_folder_of
from gongkai.apps.publishing.services.writing import Writing, edit, hand_in

__all__ = [
    "Writing",
    "approve",
    "change_validity",
    "correct",
    "discard",
    "edit",
    "hand_in",
    "home_of",
    "mask_findings",
    "media_folder_of",
    "move",
    "publish",
    "publish_due",
    "review",
    "schedule",
    "send_back",
    "set_guard_list",
    "submit",
    "take_back",
    "withdraw",
]
