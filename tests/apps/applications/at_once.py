"""Tasks of processes of their own: a case is made, closed by whoever comes first, and counted."""

import json
import sys

from django.utils import timezone

from gongkai.apps.applications import services
from gongkai.apps.applications.models import Application, CaseEvent
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.words import ApplicantKind
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies.models import Kind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body
from gongkai.core.law.errors import ActNotAllowed
from gongkai.core.law.receipt import Channel


def prepare() -> None:
    """Register one application at the counter."""
    now, names = timezone.now(), {"slug": "two", "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
    body = create_body(by=SERVER, parent=None, now=now, **names)
    who = Particulars(name="某甲", identity_number="990000000000000011", phone="0")
    given = services.Submission(kind=ApplicantKind.NATURAL, particulars=who, wanted="演示")
    day = timezone.localdate(now)
    services.register(by=SERVER, body=body, submission=given, channel=Channel.COUNTER, arrived_on=day, now=now)


def close() -> None:
    """Say that it is ready, wait for a line, close the case; print whether it was done or refused."""
    now, pk = timezone.now(), Application.objects.get().pk
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        services.close(by=SERVER, application_id=pk, on=timezone.localdate(now), reason="演示", now=now)
        sys.stdout.write("done")
    except ActNotAllowed:
        sys.stdout.write("refused")


def count() -> None:
    """Print how often the case was closed, and what is wrong with the log."""
    sys.stdout.write(json.dumps([CaseEvent.objects.filter(act="close").count(), [one.problem for one in verify()]]))
