"""An entry as the wall shows it: words and tables without pictures and links, and a code that leads to the whole."""

import re
from html import escape
from typing import Any, Final

import nh3
from django.conf import settings

from gongkai.apps.publishing.rendering import ATTRIBUTES, TAGS
from gongkai.apps.screens.selectors.playlist import Entry, as_data
from gongkai.portal.pages.qr import qr_image

_TAGS: Final = set(TAGS) - {"a", "img", "figure", "figcaption"}
_ATTRIBUTES: Final = {name: given for name, given in ATTRIBUTES.items() if name in {"th", "td"}}
_BACK: Final = re.compile(r"\s*<a [^>]*>返回正文</a>")


def entry_data(entry: Entry) -> dict[str, Any]:
    """Return an entry for the page: cleaned HTML whatever it was, and the code as a picture."""
    data = as_data(entry)
    if entry.html:
        data["html"] = nh3.clean(
            _BACK.sub("", entry.html),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            clean_content_tags={"figure", "script", "style"},
        )
    else:
        data["html"] = "".join(f"<p>{escape(line)}</p>" for line in entry.text.splitlines() if line.strip())
    del data["text"], data["priority"]
    data["qr"] = qr_image(f"{settings.SITE_ADDRESS}{entry.address}") if entry.address else ""
    del data["address"]
    return data
