"""Whether nearly the same was published before by the same body (重复发布)."""

from collections.abc import Iterator
from typing import Final

from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.rendering import text_of
from gongkai.apps.publishing.words import Standing
from gongkai.core.guard import Action, Finding, Group, Kind, Severity, distance, fingerprint, likeness
from gongkai.core.guard.likeness import NEAR

LOOKED_AT: Final = 5000  # of a body's last disclosures
ALIKE: Final = 0.9  # share of what both have in common
SHORTEST: Final = 60  # signs; shorter texts are alike by nature
SIGNED: Final = 1 << 63
REPEATED: Final = Kind(
    "DUPLICATE",
    "内容几乎相同的已公开信息",
    Group.FIELDS,
    Severity.WARN,
    "《政府网站发展指引》（国办发〔2017〕47号）；约定",
    "请核对是否重复；需要改正已公开的信息时，请用“更正”。",
    Action.CHECK,
)


def kept_fingerprint(text: str) -> int | None:
    """Return a fingerprint as the database keeps it, signed; None for a text too short to compare."""
    return fingerprint(text) - SIGNED if len(text) >= SHORTEST else None


def near_duplicate(draft: Disclosure) -> Iterator[Finding]:
    """Yield a finding for each disclosure of the same body that is public with nearly the same text."""
    text = text_of(draft.body)
    mine = kept_fingerprint(text)
    if mine is None:
        return
    found = Disclosure.objects.filter(
        public_body=draft.public_body_id, standing=Standing.PUBLISHED, fingerprint__isnull=False
    ).exclude(pk=draft.pk)
    kept = found.order_by("-published_at").values_list("pk", "fingerprint")[:LOOKED_AT]
    near = [pk for pk, other in kept if distance(mine + SIGNED, other + SIGNED) < NEAR]
    for other in Disclosure.objects.filter(pk__in=near[:20]):
        if likeness(text, other.plain_text).common >= ALIKE:
            yield Finding(REPEATED, REPEATED.severity, shown=other.title, detail=f"索引号 {other.index_number}。")
