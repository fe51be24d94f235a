"""What is already public on a matter, for the desk of applications (by the setting KNOWN_PUBLIC)."""

import re
from typing import Final

from gongkai.core.search.errors import QuestionTooLong, SearchDown
from gongkai.core.search.question import Question
from gongkai.portal.search.services import store

SHORTEST, LONGEST, MOST_PHRASES, HITS = 4, 16, 4, 5
_ENDS: Final = re.compile(r"[，。；、：？！,.;:?!\s《》“”\"（）()]+|(?:的|关于|请|公开|提供|有关|相关|以及|和|与|申请)")


def known(text: str, body: str) -> list[tuple[str, str]] | None:
    """Return title and address of the few best hits in a body for the phrases of a text; None: the search is down."""
    found: dict[str, str] = {}
    for phrase in phrases(text):
        try:
            hits = store().search(Question.read(phrase, filters={"body": body}), size=HITS).hits
        except SearchDown:
            return None
        except QuestionTooLong:
            continue
        found |= {hit.shown["address"]: hit.title.text for hit in hits if hit.shown["address"] not in found}
    return [(title, address) for address, title in found.items()][:HITS]


def phrases(text: str) -> list[str]:
    """Return the longest phrases of a text, between its marks and its little words."""
    parts = {part[:LONGEST] for part in _ENDS.split(text) if len(part) >= SHORTEST}
    return sorted(parts, key=lambda part: (-len(part), part))[:MOST_PHRASES]
