"""What mistakes answer to the questions of bodies: which of them wait for a person."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.questions import Counted, waiting
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.portal.mistakes.models import MistakeReport


def bodies_of(person: User, on: date) -> list[PublicBody]:
    """Return the bodies whose reports a person answers."""
    found = {one.body_id: one.body for one in held_by(person, on) if Act.ANSWER_MISTAKE in ALLOWED[Role(one.role)]}
    return [found[number] for number in sorted(found)]


@receiver(waiting)
def waiting_mistakes(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with the open reports of the person's bodies."""
    number = MistakeReport.objects.filter(body__in=bodies_of(of, on), closed_at__isnull=True).count()
    return [Counted(_("等待答复的纠错留言"), number, reverse("mistakes:desk"))]
