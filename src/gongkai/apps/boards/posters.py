"""What hangs on a board as sheets to print."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import segno
from django.conf import settings
from django.utils import timezone

from gongkai.apps.boards.models import Board, Posting
from gongkai.core.posters import Poster


def posters_of(board: Board, postings: Iterable[Posting]) -> list[Poster]:
    """Return the sheets of the records among some postings; of a matter the sheet is there already."""
    return [_poster(board, one) for one in postings if one.delivery is not None]


def period_of(posting: Posting) -> str:
    """Return the publicity period in words; empty for one without an end."""
    if posting.until_on is None:
        return ""
    return f"{_day(posting.from_on)}至{_day(posting.until_on)}"


def _poster(board: Board, posting: Posting) -> Poster:
    page = posting.delivery.disclosure  # type: ignore[union-attr] # records alone come here
    address = f"{settings.SITE_ADDRESS}{page.address}"
    code = BytesIO()
    segno.make(address, error="m", micro=False).save(code, kind="svg", border=1)
    body = page.public_body
    return Poster(
        title=page.title,
        issuer=page.issuing_body or body.name,
        day=_day(timezone.localdate(page.published_at)) if page.published_at else "",
        html=page.html,
        period=period_of(posting),
        phone=board.phone or body.phone,
        code=code.getvalue().decode(),
        address=address,
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
