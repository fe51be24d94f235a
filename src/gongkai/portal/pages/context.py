"""What the frame of every public page is told."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from gongkai.portal.bake.rendering import EXPORTED
from gongkai.portal.pages.traditional import is_traditional, other_script


def site(request: HttpRequest) -> dict[str, object]:
    """Return the address of the site, that of the same page in the other script, and whether there is a server."""
    return {
        "site_address": settings.SITE_ADDRESS,
        "site_host": urlsplit(settings.SITE_ADDRESS).netloc,
        "hant_address": other_script(request),
        "is_hant": is_traditional(request),
        "is_exported": request.META.get(EXPORTED, False),
    }
