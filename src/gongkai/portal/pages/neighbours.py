"""What stands before and after a disclosure in its column."""

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public


def neighbours(disclosure: Disclosure) -> tuple[Disclosure | None, Disclosure | None]:
    """Return the next newer and the next older public disclosure of the column (上一篇、下一篇)."""
    if disclosure.published_at is None:
        return None, None
    found = public.published(column=disclosure.column)
    return public.after(found, disclosure).first(), public.before(found, disclosure).first()
