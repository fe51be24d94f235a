"""Who may act on which board: people of the whole body on all of them, people of a community on their own."""

from datetime import date

from django.db.models import QuerySet

from gongkai.apps.boards.models import Board
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.permissions import By, Server
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by


def boards_for(by: User, act: Act, on: date) -> QuerySet[Board]:
    """Return the boards in use on which a person may do an act."""
    found = Board.objects.none()
    for grant in held_by(by, on):
        if act not in ALLOWED[Role(grant.role)] or grant.office_id is not None:
            continue
        of_body = Board.objects.filter(channel__public_body=grant.body_id, channel__closed_on=None)
        found = found | (of_body if grant.community_id is None else of_body.filter(community=grant.community_id))
    return found.select_related("channel__public_body", "community").order_by("pk").distinct()


def may_on(by: By, act: Act, board: Board, *, on: date) -> bool:
    """Tell whether somebody may do an act on a board."""
    if isinstance(by, Server):
        return True
    return by.is_active and any(
        act in ALLOWED[Role(grant.role)]
        and grant.body_id == board.channel.public_body_id
        and grant.office_id is None
        and grant.community_id in {None, board.community_id}
        for grant in held_by(by, on)
    )


def require_on(by: By, act: Act, board: Board, *, on: date) -> None:
    """Raise NotAllowed unless somebody may do an act on a board."""
    if not may_on(by, act, board, on=on):
        raise NotAllowed(act, str(board), [role for role in Role if act in ALLOWED[role]])
