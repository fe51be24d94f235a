"""Putting the agreed masks into a draft (遮盖): one click for one finding, or for all of them."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import By
from gongkai.apps.publishing.guarding import masked
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.passages import replaced
from gongkai.apps.publishing.services.writing import Writing, edit


@transaction.atomic
def mask_findings(
    *, by: By, disclosure: Disclosure, keys: frozenset[str] | None, seen: int | None = None, now: datetime
) -> Disclosure:
    """Mask what the guard found in the words of a draft: the findings named by their keys, or all."""
    draft: Disclosure = disclosure.get_latest_revision_as_object()
    texts = masked(draft, keys, now)
    if not texts:
        raise RuleError("没有找到要遮盖的内容。", "稿件可能已经改过，请看最新的检查结果。")
    return edit(by=by, disclosure=disclosure, writing=Writing(replaced(draft, texts)), seen=seen, now=now)
