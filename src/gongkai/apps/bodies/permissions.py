"""Who may do what: the table of `roles`, asked for a person, a body and a day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.apps.audit.services import SYSTEM, Actor
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.roles import ALLOWED, GRANTABLE, Act, Role
from gongkai.apps.bodies.selectors import roles_in


@dataclass(frozen=True, slots=True)
class Server:
    """Whoever types commands on the server: may do everything, and the log says that it was done there."""

    def as_actor(self) -> Actor:
        """Return who the log says acted."""
        return SYSTEM


SERVER: Final = Server()
By = User | Server


def may(by: By, act: Act, body: PublicBody, *, on: date) -> bool:
    """Tell whether somebody may do an act in a body on a day (Beijing date)."""
    if isinstance(by, Server):
        return True
    return any(act in ALLOWED[role] for role in roles_in(by, body, on))


def require(by: By, act: Act, body: PublicBody, *, on: date) -> None:
    """Raise NotAllowed, which names the roles that may, unless somebody may do an act."""
    if not may(by, act, body, on=on):
        raise NotAllowed(act, body.name, [role for role in Role if act in ALLOWED[role]])


def grantable(by: By, body: PublicBody, *, on: date) -> frozenset[Role]:
    """Return the roles somebody may give and take in a body."""
    if isinstance(by, Server):
        return frozenset(Role)
    return frozenset[Role]().union(*(GRANTABLE.get(role, frozenset()) for role in roles_in(by, body, on)))
