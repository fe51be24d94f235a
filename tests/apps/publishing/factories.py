"""Disclosures, plainly invented; each call gives what the case does not speak of."""

import itertools
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Column, Disclosure, Leader
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.stages import Stage
from tests.apps.bodies.factories import NOON

_numbers = itertools.count(1)
MADE_ON = date(2026, 2, 27)


def column(body: PublicBody, slug: str = "notices") -> Column:
    return services.home_of(body).columns.get(slug=slug)


def writing(**fields: Any) -> Writing:
    kept = {name: fields.pop(name) for name in ("attachments", "explains") if name in fields}
    defaults = {
        "title": f"关于第{next(_numbers)}件虚构事项的通知",
        "made_on": MADE_ON,
        "body": [("text", "<p>虚构的正文。</p>")],
    }
    return Writing(fields={**defaults, **fields}, **kept)


def draft(of: PublicBody, **given: Any) -> Disclosure:
    acting = {name: given.pop(name) for name in ("by", "unit", "now", "column", "original") if name in given}
    acting = {"by": SERVER, "column": column(of), "now": NOON, **acting}
    given.setdefault("made_on", min(MADE_ON, acting["now"].date()))
    return services.hand_in(body=of, writing=writing(**given), **acting)


def approved(of: PublicBody, **given: Any) -> Disclosure:
    """A disclosure that has passed all its reviews."""
    made = draft(of, **given)
    Disclosure.objects.filter(pk=made.pk).update(stage=Stage.APPROVED)
    return Disclosure.objects.get(pk=made.pk)


def published(of: PublicBody, **given: Any) -> Disclosure:
    now = given.get("now", NOON)
    return services.publish(by=SERVER, disclosure=approved(of, **given), now=now)


def leader(of: PublicBody, name: str = "甲某某", title: str = "主任", **term: Any) -> Leader:
    given = {"since_on": date(2024, 1, 1), "until_on": None, **term}
    return services.add_leader(by=SERVER, body=of, name=name, title=title, now=NOON, **given)


def document(body: PublicBody, content: bytes = b"invented", name: str = "fujian.txt") -> Document:
    made = Document(title=name, collection=services.media_folder_of(body).collection)
    made.file.save(name, ContentFile(content))
    made.save()
    return made


def image(body: PublicBody, name: str = "zhaopian.png") -> Image:
    drawn = BytesIO()
    Picture.new("RGB", (40, 20), "red").save(drawn, "PNG")
    file = ContentFile(drawn.getvalue(), name)
    return Image.objects.create(title=name, file=file, collection=services.media_folder_of(body).collection)
