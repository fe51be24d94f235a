"""A process of its own that hands in applications, one after the other, and prints each number once it is receipted.

Usage: submit_many.py BODY START. Keys are counted up from START, so that what was not acknowledged is sent again.
"""

import itertools
import sys

import django


def main(slug: str, start: int) -> None:
    """Hand in until somebody kills this process."""
    from django.utils import timezone

    from gongkai.apps.applications.personal import Particulars
    from gongkai.apps.applications.services import Submission, submit
    from gongkai.apps.applications.words import ApplicantKind
    from gongkai.apps.bodies.models import PublicBody

    body = PublicBody.objects.get(slug=slug)
    for number in itertools.count(start):
        who = Particulars(name=f"某{number}", identity_number=f"99{number:016d}", phone="0")
        submission = Submission(kind=ApplicantKind.NATURAL, particulars=who, wanted=f"演示 {number}")
        made = submit(body=body, submission=submission, key=f"kill-{number}", now=timezone.now())
        sys.stdout.write(f"{number} {made.number}\n")
        sys.stdout.flush()


django.setup()
main(sys.argv[1], int(sys.argv[2]))
