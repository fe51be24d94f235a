"""The picture of a body's seal (印章): put in by who keeps the seal, set on approved letters and on no others."""

from datetime import datetime

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import SealPicture
from gongkai.apps.applications.services.acting import day_of
from gongkai.apps.applications.words import Deed
from gongkai.apps.audit.services import Change, append
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, require
from gongkai.apps.bodies.roles import Act as Right
from gongkai.apps.bodies.sealing import SealBroken
from gongkai.core.letters.writers.seal import checked


class SealLost(RuleError):
    """The picture was sealed with another key of the site."""

    def __init__(self) -> None:
        super().__init__("印章图片读不出来，可能是换过网站的 GONGKAI_SECRET_KEY。", "请由党政办重新上传印章图片。")


def seal_of(body: PublicBody) -> bytes | None:
    """Return the picture in use in a body; None where there is none. Raises SealLost."""
    row = SealPicture.objects.filter(body=body, ended_at=None).first()
    try:
        return row.png() if row is not None else None
    except SealBroken:
        raise SealLost from None


@transaction.atomic
def put_seal(*, by: By, body: PublicBody, png: bytes, now: datetime) -> SealPicture:
    """Put a picture into use, in place of the one before. Raises WrongSeal."""
    require(by, Right.KEEP_SEAL, body, on=day_of(now))
    clean = checked(png).png
    PublicBody.objects.select_for_update().get(pk=body.pk)
    SealPicture.objects.filter(body=body, ended_at=None).update(ended_at=now)
    row = SealPicture(body=body, at=now, actor_name=by.as_actor().name)
    row.keep(clean)
    row.save()
    _log(Deed.PUT_SEAL, body, row.pk, by=by, now=now)
    return row


@transaction.atomic
def end_seal(*, by: By, body: PublicBody, now: datetime) -> None:
    """Take the picture out of use: letters are printed without it and sealed by hand."""
    require(by, Right.KEEP_SEAL, body, on=day_of(now))
    row = SealPicture.objects.select_for_update().filter(body=body, ended_at=None).first()
    if row is None:
        raise RuleError("没有在用的印章图片。", "不必停用。")
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _log(Deed.END_SEAL, body, row.pk, by=by, now=now)


def _log(act: Deed, body: PublicBody, number: int, *, by: By, now: datetime) -> None:
    append(
        by=by.as_actor(),
        at=now,
        act=act,
        change=Change(f"applications.sealpicture:{number}", {}, {"seal": number}),
        summary=f"{body.short_name}：{act.label}",
        body_id=body.pk,
    )
