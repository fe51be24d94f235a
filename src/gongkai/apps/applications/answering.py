"""What applications answer to the questions of bodies: what waits for a person, what is open, what a body has."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.applications.access import CASES
from gongkai.apps.applications.models import Application, PublishedAnswer
from gongkai.apps.applications.selectors.desk import days_of, to_do
from gongkai.apps.bodies.models import Office, PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, open_work, waiting
from gongkai.apps.bodies.roles import ALLOWED, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.questions import Origin, origin


@receiver(waiting)
def waiting_cases(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with what must be done today in the bodies whose cases the person works on."""
    grants = [grant for grant in held_by(of, on) if ALLOWED[Role(grant.role)] & set(CASES)]
    bodies = {grant.body_id: grant.body for grant in grants}.values()
    return [
        Counted(bucket.label, number, reverse("applications:today", args=[body.slug]), urgent=bucket.urgent)
        for body in bodies
        for bucket, number in to_do(body, days_of(body, on))
    ]


@receiver(open_work)
def open_cases(sender: type, of: Any, **_more: Any) -> list[Counted]:
    """Answer with the open cases that an office handles; no other unit and no person has cases of its own."""
    if sender is not Office:
        return []
    return [Counted(_("没有办结的申请"), Application.objects.filter(office=of.pk, is_open=True).count())]


@receiver(content)
def cases_of(sender: type, of: PublicBody, **_more: Any) -> list[Counted]:
    """Answer with the cases of a body."""
    return [Counted(_("信息公开申请"), Application.objects.filter(body=of.pk).count())]


@receiver(origin)
def case_behind(sender: type, disclosure: Disclosure, **_more: Any) -> list[Origin]:
    """Answer with the case whose answer a disclosure was made of."""
    rows = PublishedAnswer.objects.filter(disclosure=disclosure).select_related("application")
    return [
        Origin(
            _("由依申请公开 {number} 的答复转为主动公开").format(number=row.application.number),
            reverse("applications:case", args=[row.application_id]),
        )
        for row in rows
    ]
