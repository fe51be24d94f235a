"""How the services lock a report, and whose account acts."""

from datetime import datetime

from gongkai.apps.bodies.errors import BodyIsClosed
from gongkai.apps.bodies.models import User
from gongkai.apps.bodies.permissions import By, Server, require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of
from gongkai.apps.reports.models import ReportDraft


def lock(draft: ReportDraft, by: By, act: Act, now: datetime) -> ReportDraft:
    """Lock a version for the rest of the transaction; raise NotAllowed or BodyIsClosed."""
    locked = ReportDraft.objects.select_for_update(of=("self",)).select_related("public_body").get(pk=draft.pk)
    require(by, act, locked.public_body, on=day_of(now))
    if locked.public_body.closed_on is not None:
        raise BodyIsClosed(locked.public_body.name)
    return locked


def person(by: By) -> User | None:
    """Return the account of whoever acts; none for the server."""
    return None if isinstance(by, Server) else by
