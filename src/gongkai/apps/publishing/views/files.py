"""/files/…: every document and image, to the public only where a published page shows it."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.bodies.permissions import may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.permissions import visible_to
from gongkai.apps.publishing.selectors.files import Found, at
from gongkai.apps.publishing.stages import Stage

# Shown in the browser; everything else is saved. Nothing here can run a script in our pages' name.
SHOWN: Final = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
SHOWN_TOO: Final = {"webp": "image/webp", "gif": "image/gif", "avif": "image/avif"}
LOOKED_AT: Final = 200  # drafts of one's own that are searched for a picture
ALONE: Final = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a file, or answer as if there were none: a guess learns nothing."""
    found = at(path)
    if found is None or not (found.public or _staff(request, found, path)):
        raise Http404
    kind = {**SHOWN, **SHOWN_TOO}.get(path.rpartition(".")[2].lower())
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        opened,
        as_attachment=kind is None,
        filename=found.name,
        content_type=kind or "application/octet-stream",
    )
    answer.headers["Content-Security-Policy"] = ALONE
    answer.headers["Cache-Control"] = "public, max-age=300" if found.public else "private, no-store"
    return answer


def _staff(request: HttpRequest, found: Found, path: str) -> bool:
    """Tell whether a person at the desk may have it: who sees all drafts of the body, or a page that holds the file."""
    if not request.user.is_authenticated or found.body is None:
        return False
    user, today = request.user, timezone.localdate()
    if may(user, Act.SEE_UNPUBLISHED, found.body, on=today):
        return True
    seen = visible_to(user, today).filter(public_body=found.body)
    return _holds(seen, found, path)


def _holds(seen: QuerySet[Disclosure], found: Found, path: str) -> bool:
    """Tell whether one of these pages holds the file: as attachment, original, or picture of its newest version."""
    if found.image_id is None:
        return seen.filter(Q(attachments__document__file=path) | Q(original__file=path)).exists()
    drafts = seen.exclude(stage=Stage.SETTLED).only("body").order_by("-pk")[:LOOKED_AT]
    return any(
        block["type"] == "picture" and block["value"].get("image") == found.image_id
        for page in drafts
        for block in page.body.raw_data
    )
