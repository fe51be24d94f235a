"""Every act on boards: one call, one transaction, one row of the log."""

from gongkai.apps.boards.services.objections import answer_objection, register_objection
from gongkai.apps.boards.services.posting import Proof, post, put_up, set_period, take_down
from gongkai.apps.boards.services.registry import (
    Boarding,
    add_matter,
    attach_board,
    change_board,
    close_matter,
    open_board,
)

__all__ = [
    "Boarding", "Proof", "add_matter", "answer_objection", "attach_board", "change_board", "close_matter",
    "open_board", "post", "put_up", "register_objection", "set_period", "take_down",
]  # fmt: skip
