"""Packages of evidence: ordered at the desk, made by the worker."""

import hashlib
import tempfile
from datetime import datetime
from typing import Final

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import By, Server, may
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.models import EvidencePack
from gongkai.apps.oversight.packing import pack
from gongkai.apps.oversight.states import Step

TRIES: Final = 3
_IN_MEMORY: Final = 8 * 1024 * 1024


@transaction.atomic
def order_pack(*, by: By, body: PublicBody, year: int, now: datetime) -> EvidencePack:
    """Order the evidence of a body and a year (制作考核材料)."""
    oversees = isinstance(by, Server) or may(by, Act.OVERSEE, body, on=day_of(now))
    body = lock_open(body, by, Act.OVERSEE if oversees else Act.DRAFT_REPORT, now)
    if EvidencePack.objects.filter(public_body=body, year=year, made_at=None, tries__lt=TRIES).exists():
        raise OversightRefused(f"{year}年的考核材料正在制作。", "请稍后刷新页面，再下载。")
    made = EvidencePack.objects.create(public_body=body, year=year, ordered_at=now, ordered_by=by.as_actor().name)
    log(Step.ORDER_PACK, made, by=by, now=now, body=body, told=str(made), after={"year": year})
    return made


def packs_due(*, now: datetime) -> int:
    """Make one package that was ordered, for the worker. One that cannot be made is tried no more than three times."""
    order = (
        EvidencePack.objects.filter(made_at=None, tries__lt=TRIES).select_related("public_body").order_by("pk").first()
    )
    if order is None:
        return 0
    # counted before: an order that takes the worker down is not tried for ever
    EvidencePack.objects.filter(pk=order.pk).update(tries=F("tries") + 1)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        made = pack(order.public_body, order.year, file, timezone.localdate(now))
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        order.file.save(f"{order.public_body.slug}-{order.year}-{order.pk}.zip", File(file), save=False)
    order.bytes, order.sha256, order.left_out, order.made_at = size, digest, made.left_out, now
    order.save(update_fields=["file", "bytes", "sha256", "left_out", "made_at"])
    return 1
