"""From the addresses of the site to files of the folder that is exported, and to links between them."""

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

PAGED: Final = frozenset({"before", "validity", "year"})  # the questions of lists that have a page in the folder
START: Final = "index.html"  # the page to open first, in the place of the home of the platform
_LINK: Final = re.compile(r' (href|src)="(\?[^"]*|/(?!/)[^"]*)"')


@dataclass(frozen=True, slots=True)
class Scope:
    """What is exported: the pages below one body, the static files, the public files."""

    slug: str

    def file_of(self, address: str) -> str:
        """Return the file of an address in the folder, or nothing where it is not part of the export."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        if ".." in path.split("/"):
            return ""
        if path == "/":
            return START
        if path.startswith(("/static/", "/files/")):
            return path[1:]
        own = path.startswith(f"/{self.slug}/") and path.endswith("/")
        if not own or path.startswith((f"/{self.slug}/apply/", f"/{self.slug}/mistake/", f"/{self.slug}/subscribe/")):
            return ""
        asked = parse_qsl(parts.query)
        if any(name not in PAGED or not value.replace("_", "").isalnum() for name, value in asked):
            return ""
        name = "-".join(["index", *(part for pair in sorted(asked) for part in pair)])
        return f"{path[1:]}{name}.html"


def relinked(page: str, here: str, scope: Scope, site: str, met: Callable[[str], None]) -> str:
    """Return a page whose links lead to files of the folder, or to the site for what the folder has not.

    `here` is the page's own file; `met` is told of each address that the folder must hold.
    """

    def turned(found: re.Match[str]) -> str:
        name, address = found[1], html.unescape(found[2])
        if address.startswith("?"):  # another page of the same list
            address = f"/{posixpath.dirname(here)}/{address}"
        file = scope.file_of(address)
        if not file:
            return f' {name}="{html.escape(site + address)}"'
        met(address)
        fragment = urlsplit(address).fragment
        way = quote(posixpath.relpath(file, posixpath.dirname(here) or "."))
        return f' {name}="{way}{"#" + fragment if fragment else ""}"'

    return _LINK.sub(turned, page)
