"""What stands before and after a disclosure in its column."""

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.selectors.public import Entry


def neighbours(disclosure: Disclosure) -> tuple[Entry | None, Entry | None]:
    """Return the next newer and the next older public disclosure of the column (上一篇、下一篇)."""
    if disclosure.published_at is None:
        return None, None
    found = public.published().filter(column=disclosure.column_id)
    newer, older = (public.entries(some(found, disclosure)[:1]) for some in (public.after, public.before))
    return next(iter(newer), None), next(iter(older), None)
