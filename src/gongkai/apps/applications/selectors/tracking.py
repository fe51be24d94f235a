"""The applicant is let in by number and check word. A wrong one teaches nothing, not even if there is the number."""

import re
import secrets

from django.core.exceptions import ObjectDoesNotExist

from gongkai.apps.applications import sealing
from gongkai.apps.applications.check_words import LENGTH, same
from gongkai.apps.applications.models import Application
from gongkai.apps.bodies.models import PublicBody


def proved(body: PublicBody, number: str, word: str) -> Application | None:
    """Return the application of a number, if the check word is its own.

    The same is done for a number that is not there as for one that is: a seal is opened, two words are compared.
    """
    application = by_number(body, number)
    try:
        kept = application.applicant.particulars().check_word if application else _nobodys()
    except ObjectDoesNotExist:
        kept = ""
    right = same(kept, word)
    return application if application is not None and right else None


def by_number(body: PublicBody, number: str) -> Application | None:
    """Return the application of a number."""
    match = re.fullmatch(r"(\d{4})-0*(\d{1,9})", number.strip().replace("－", "-").replace("—", "-"))
    year, serial = (int(match[1]), int(match[2])) if match else (0, 0)
    rows = Application.objects.select_related("body", "applicant")
    return rows.filter(body=body, year=year, serial=serial).first()


def _nobodys() -> str:
    """Open a seal as for a real case; what it holds nobody can type."""
    sealed = sealing.seal_data({"name": "无此申请", "check_word": secrets.token_hex(LENGTH)}, "nobody")
    return str(sealing.opened_data(sealed, "nobody")["check_word"])
