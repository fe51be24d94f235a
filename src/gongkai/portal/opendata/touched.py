"""The one page of the bulk files that is rendered; the files themselves are written by the worker."""

from collections.abc import Iterator

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure
from gongkai.portal.opendata.services import ADDRESS


def by_disclosure(disclosure: Disclosure) -> Iterator[str]:
    """Yield nothing: a day's changes are written in the night."""
    yield from ()


def by_body(body: PublicBody) -> Iterator[str]:
    """Yield nothing: a day's changes are written in the night."""
    yield from ()


def everything() -> Iterator[str]:
    """Yield the index."""
    yield ADDRESS
