"""The addresses of the boards."""

from datetime import timedelta

from django.utils import timezone

from gongkai.apps.boards import services
from gongkai.apps.boards.models import Way
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from tests.apps.boards.factories import board, matter, proof
from tests.apps.doors import door
from tests.apps.publishing.factories import published

GENERAL, OFFICER = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER
KEEPING = (GENERAL, OFFICER)
POSTING = (*KEEPING, Role.CONTRIBUTOR, Role.OFFICE_HEAD)

DOORS = [
    door("boards/new/{slug}/", *KEEPING),
    door("boards/matters/{slug}/", *KEEPING),
    door("boards/{board}/", *POSTING),
    door("boards/{board}/change/", *KEEPING),
    door("boards/{board}/month/", *POSTING),
    door("boards/{board}/sheets.pdf", *POSTING),
    door("boards/{board}/post/", *POSTING),
    door("boards/postings/{posting}/", *POSTING),
    door("boards/postings/{posting}/up/", *POSTING),
    door("boards/postings/{posting}/down/", *POSTING),
    door("boards/postings/{posting}/period/", *POSTING),
    door("boards/postings/{posting}/objection/", *POSTING),
    door("boards/objections/{objection}/", *KEEPING),
    door("boards/photos/{board_photo}.jpg", *POSTING),
]
OWN = {"boards/"}


def furnish(body: PublicBody) -> dict[str, object]:
    now = timezone.now()
    made, on = board(body, now), timezone.localdate(now)
    waits = published(body, now=now).deliveries.get(channel=made.channel).posting
    hangs = services.post(
        by=SERVER, board=made, matter=matter(body, now), title="", from_on=on, until_on=on + timedelta(days=1),
        proof=proof(now), now=now,
    )  # fmt: skip
    objection = services.register_objection(
        by=SERVER, posting=hangs, way=Way.PHONE, text="虚构的异议", received_on=on, now=now
    )
    photo = hangs.photos.get()
    return {"board": made.pk, "posting": waits.pk, "objection": objection.pk, "board_photo": photo.pk}
