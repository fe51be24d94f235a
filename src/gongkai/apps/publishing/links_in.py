"""The links in the HTML of a disclosure that lead away from it: to other sites, and to other disclosures here."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

LONGEST = 500  # characters; a longer one is not kept
MOST = 200  # of one disclosure


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") if tag == "a" else None
        if address:
            self.found[address.strip().partition("#")[0]] = None


def links_in(html: str) -> Iterator[str]:
    """Yield each link once, without its fragment: http, https, and pages of this site by their path."""
    parser = _Anchors()
    parser.feed(html)
    parser.close()
    wanted = [one for one in parser.found if 0 < len(one) <= LONGEST and _leads_away(one)]
    yield from wanted[:MOST]


def _leads_away(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname)
    return not parts.scheme and not parts.netloc and "/documents/" in parts.path
