"""Pages of Wagtail for bodies, columns and disclosures; the steps of review; what is kept of each publication."""

from gongkai.apps.publishing.models.disclosure import Attachment, Disclosure, Explanation
from gongkai.apps.publishing.models.guard import GuardList, GuardPass, Leader
from gongkai.apps.publishing.models.links import Link
from gongkai.apps.publishing.models.records import (
    Correction,
    FormerPlace,
    IndexCounter,
    LapsesTold,
    MediaFolder,
    PublicFile,
    Release,
    Withdrawal,
)
from gongkai.apps.publishing.models.review import ReviewState, ReviewTask
from gongkai.apps.publishing.models.tree import BodyHome, Column, Platform

__all__ = [
    "Attachment",
    "BodyHome",
    "Column",
    "Correction",
    "Disclosure",
    "Explanation",
    "FormerPlace",
    "GuardList",
    "GuardPass",
    "IndexCounter",
    "LapsesTold",
    "Leader",
    "Link",
    "MediaFolder",
    "Platform",
    "PublicFile",
    "Release",
    "ReviewState",
    "ReviewTask",
    "Withdrawal",
]
