"""The ledger of normative documents beside what is published of them: each names what the other lacks."""

from typing import Final

from django.db.models import QuerySet

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.ledgers.models import LedgerEntry
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.words import Standing

COLUMN: Final = "normative"  # 行政规范性文件 in the columns of every body
SHOWN: Final = 20


def published_not_entered(body: PublicBody) -> list[Disclosure]:
    """Return what stands in the column of normative documents and in no entry of the ledger, by number or title."""
    entries = _entries(body).values_list("number", "title")
    known = frozenset(word.strip() for pair in entries for word in pair if word.strip())
    return [one for one in _pages(body) if not {one.document_number.strip(), one.title.strip()} & known][:SHOWN]


def entered_not_published(body: PublicBody) -> list[LedgerEntry]:
    """Return the entries said to be public of which nothing stands in the column, by number or title."""
    pages = ((one.document_number, one.title) for one in _pages(body))
    known = frozenset(word.strip() for pair in pages for word in pair if word.strip())
    counted = _entries(body).filter(is_public=True, ended_on=None)
    return [one for one in counted if not {one.number.strip(), one.title.strip()} & known][:SHOWN]


def _entries(body: PublicBody) -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(public_body=body, kind=LedgerKind.NORMATIVE_DOCUMENT, voided_at=None)


def _pages(body: PublicBody) -> QuerySet[Disclosure]:
    needed = ("public_id", "title", "document_number", "made_on", "published_at")
    found: QuerySet[Disclosure] = Disclosure.objects.filter(
        public_body=body, standing=Standing.PUBLISHED, column__slug=COLUMN
    )
    return found.only(*needed).order_by("-published_at")
