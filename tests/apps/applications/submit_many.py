"""Tasks of processes of their own: a body is made, applications are handed in one after the other, all is counted."""

import itertools
import json
import sys

from django.utils import timezone

from gongkai.apps.applications.models import Applicant, Application, CaseEvent, Item
from gongkai.apps.applications.personal import Particulars
from gongkai.apps.applications.services import Submission, submit
from gongkai.apps.applications.words import ApplicantKind
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import verify
from gongkai.apps.bodies.models import Kind, PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.services import create_body


def prepare(slug: str) -> None:
    """Make the body."""
    names = {"slug": slug, "kind": Kind.DISTRICT, "name": "演示区", "short_name": "演示"}
    create_body(by=SERVER, parent=None, now=timezone.now(), **names)


def submit_many(slug: str, start: int) -> None:
    """Hand in until somebody kills this process; print each number once it is receipted.

    Keys are counted up from `start`, so that what was not acknowledged is sent again.
    """
    body = PublicBody.objects.get(slug=slug)
    for number in itertools.count(start):
        who = Particulars(name=f"某{number}", identity_number=f"99{number:016d}", phone="0")
        submission = Submission(kind=ApplicantKind.NATURAL, particulars=who, wanted=f"演示 {number}")
        made = submit(body=body, submission=submission, key=f"kill-{number}", now=timezone.now())
        sys.stdout.write(f"{number} {made.number}\n")
        sys.stdout.flush()


def count() -> None:
    """Print what the database holds."""
    found = {
        "keys": {row.idempotency_key: row.number for row in Application.objects.all()},
        "rows": [model.objects.count() for model in (Application, Applicant, CaseEvent, Item)],
        "logged": Entry.objects.filter(act="submit").count(),
        "findings": [one.problem for one in verify()],
    }
    sys.stdout.write(json.dumps(found))
