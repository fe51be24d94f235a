"""Which names a body may have in addresses: none that the site itself answers at."""

from collections.abc import Iterator
from typing import Final

from django.urls import get_resolver

# Named by no pattern of the site, yet answered at: by other layers, on paper, or by parts that come later.
ELSEWHERE: Final = frozenset(
    {
        "admin", "all", "api", "assets", "baked", "board", "check", "data", "desk", "favicon", "feed", "files", "hant",
        "hooks", "index", "media", "none", "robots", "screen", "search", "sitemap", "static",
    }
)  # fmt: skip


def is_reserved(slug: str) -> bool:
    """Tell whether the site itself answers below /<slug>/."""
    return slug.lower() in ELSEWHERE or slug.lower() in set(_first_words())


def _first_words() -> Iterator[str]:
    """Yield the first word of each address of the site that begins with a word of its own."""
    for pattern in get_resolver().url_patterns:
        first = str(pattern.pattern).removeprefix("^").partition("/")[0]
        if first and not first.startswith(("<", "(")):
            yield first.partition(".")[0].lower()
