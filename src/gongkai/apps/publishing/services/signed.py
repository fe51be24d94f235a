"""Publishing what was signed on a desk of its own, such as an annual report: those signatures stand for the reviews."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.acting import lock
from gongkai.apps.publishing.errors import ActNotAllowed
from gongkai.apps.publishing.guarding import let_through
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.publication import release
from gongkai.apps.publishing.stages import EDITABLE, Stage, advance
from gongkai.apps.publishing.words import Standing


@transaction.atomic
def publish_signed(*, by: By, disclosure: Disclosure, signed: str, override: str = "", now: datetime) -> Disclosure:
    """Publish the newest version of a disclosure; the guard looks at it as at any other.

    `signed` names what was signed elsewhere and by which digest it is known, for the log.
    Raises Guarded with the findings that block.
    """
    page = lock(disclosure, by, Act.PUBLISH, now)
    if page.stage == Stage.SETTLED and page.standing == Standing.PUBLISHED:
        return page  # its correction went out at once, as the body has it set
    if Stage(page.stage) not in EDITABLE:
        raise ActNotAllowed(Stage(page.stage).label, Act.PUBLISH.label, [])
    draft: Disclosure = page.get_latest_revision_as_object()
    let_through(draft, by=by, reason=override, now=now)
    stage = advance(Stage.APPROVED, Act.PUBLISH)  # the signatures have approved it
    return release(page, by=by, stage=stage, act=Act.PUBLISH, now=now, signed=signed)
