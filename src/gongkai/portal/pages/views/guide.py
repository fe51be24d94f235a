"""The guide of a body (政府信息公开指南), written from its profile, so that it is never older than the profile.

Source: Regulation art. 12 ¶2: how information is classified and arranged, how it is obtained, and of the disclosure
unit its name, address, office hours, telephone, fax and internet contact.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.selectors import setting_on
from gongkai.apps.publishing.models import Column
from gongkai.apps.publishing.selectors import public
from gongkai.portal.pages.lists import SIZE, newest
from gongkai.portal.pages.views.frame import Crumb, frame

CONTACTS: Final = ("address", "postcode", "hours", "phone", "fax", "email")


def guide(request: HttpRequest, body: PublicBody, column: Column) -> HttpResponse:
    """The guide, with what the body published in the column of the guide below it."""
    today = timezone.localdate()
    shown = {
        **frame(body, Crumb(column.name), column=column),
        "title": column.name,
        "contacts": contacts_of(body),
        "listing": newest(public.published(column=column), SIZE),
        "organ": setting_on(body, Key.RECONSIDERATION_ORGAN, today),
        "court": setting_on(body, Key.COURT, today),
        "on": today,
    }
    return render(request, "pages/guide.html", shown)


def contacts_of(body: PublicBody) -> list[tuple[str, str, str]]:
    """Return name, label and value of what the profile of a body says of how it is reached."""
    fields = {field.name: field for field in PublicBody._meta.fields}  # noqa: SLF001 Django's own documented name
    found = [(name, str(fields[name].verbose_name), getattr(body, name)) for name in CONTACTS]
    return [line for line in found if line[2]]
