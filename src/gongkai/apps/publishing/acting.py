"""How the services lock what they change, check the act, and write it into the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.apps.bodies.errors import BodyIsClosed, RuleError
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.permissions import By, Server
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of
from gongkai.apps.bodies.services.logged import log as log_of_bodies
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.permissions import may_see, require_do

__all__ = ["account", "again", "day_of", "lock", "lock_row", "log"]


def lock(disclosure: Disclosure, by: By, act: Act, now: datetime) -> Disclosure:
    """Lock a disclosure's row for the rest of the transaction; raise NotAllowed or BodyIsClosed."""
    locked = lock_row(disclosure)
    require_do(by, act, locked, on=day_of(now))
    if not may_see(by, locked, on=day_of(now)):
        raise RuleError("这件稿件由别的科室报送，您看不到它。", "请由报送的科室或信息专员办理。")
    if locked.public_body.closed_on is not None:
        raise BodyIsClosed(locked.public_body.name)
    return locked


def lock_row(disclosure: Disclosure) -> Disclosure:
    """Lock a disclosure's row for the rest of the transaction; whoever asks for an act is judged by `lock`."""
    locked: Disclosure = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    return locked


def again(page: Disclosure) -> Disclosure:
    """Return a page as the database has it now."""
    found: Disclosure = Disclosure.objects.get(pk=page.pk)
    return found


def account(by: By) -> User | None:
    """Return the account for Wagtail's own rows; none for the server."""
    return None if isinstance(by, Server) else by


def log(
    act: Act,
    disclosure: Disclosure,
    *,
    by: By,
    now: datetime,
    told: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any],
) -> None:
    """Write one act on a disclosure into the log of its body."""
    body: PublicBody = disclosure.public_body
    sentence = f"{disclosure.title}{'，' + told if told else ''}"
    log_of_bodies(act, disclosure, by=by, now=now, body=body, told=sentence, before=before, after=after)
