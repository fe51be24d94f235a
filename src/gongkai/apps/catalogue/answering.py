"""What the catalogue answers to the apps below: what waits for a person, what is open, what a body has made."""

from datetime import date
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import Community, Office, PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, open_work, waiting
from gongkai.apps.bodies.roles import Act
from gongkai.apps.catalogue.models import Matter, WorkPlan
from gongkai.apps.catalogue.selectors.duties import duties
from gongkai.apps.catalogue.selectors.matters import choices
from gongkai.apps.catalogue.selectors.plans import open_of_unit, overdue
from gongkai.apps.publishing.matters import matters_asked
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.core.catalogue.duties import State


@receiver(matters_asked)
def matters_to_choose(sender: type, of: PublicBody, on: date, **_more: Any) -> list[tuple[str, str]]:
    """Answer with the matters of a body on a day."""
    return choices(of, on)


@receiver(waiting)
def duties_waiting(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with the duties that are missed, and with the tasks whose term has run out."""
    found = []
    for body in bodies_where(of, Act.KEEP_CATALOGUE, on):
        missed = sum(duty.state is State.MISSED for duty in duties(body, on.year, today=on))
        late = overdue(body, on).count()
        duty_map, plan = (
            reverse("catalogue:duties", args=[body.slug]),
            reverse("catalogue:plan", args=[body.slug, on.year]),
        )
        found.append(Counted(_("今年逾期未公开的任务"), missed, duty_map, urgent=True))
        found.append(Counted(_("逾期的工作任务"), late, plan, urgent=True))
    return found


@receiver(open_work)
def matters_in_hand(sender: type[Model], of: User | Office | Community, **_more: Any) -> list[Counted]:
    """Answer with the matters in force that an office or a community answers for."""
    if isinstance(of, User):
        return []
    own = {"office": of.pk} if isinstance(of, Office) else {"community": of.pk}
    return [
        Counted(_("负责的公开事项"), Matter.objects.filter(voided_at=None, until_on=None, **own).count()),
        Counted(_("没有办结的工作任务"), open_of_unit(of).count()),
    ]


@receiver(content)
def matters_of(sender: type, of: PublicBody, **_more: Any) -> list[Counted]:
    """Answer with the matters of a body, in whatever version."""
    return [
        Counted(_("公开事项"), Matter.objects.filter(public_body=of.pk).count()),
        Counted(_("工作方案"), WorkPlan.objects.filter(public_body=of.pk).count()),
    ]
