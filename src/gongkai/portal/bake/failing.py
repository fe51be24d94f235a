"""Pages that could not be baked: what administrators see of them, and their way to try again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.questions import Counted, waiting
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by, within
from gongkai.portal.bake.models import BakeOrder


def failing_of(bodies: list[PublicBody]) -> QuerySet[BakeOrder]:
    """Return the orders that failed for pages of bodies and all below them; whoever has the top has the rest, too."""
    wanted = Q(pk__in=())
    for body in within(bodies):
        wanted |= Q(address__startswith=f"/{body.slug}/") | Q(address__startswith=f"/feed/{body.slug}")
    if any(body.parent_id is None for body in bodies):
        wanted = Q()
    return BakeOrder.objects.filter(wanted, attempts__gt=0)


def bodies_of(person: User, on: date) -> list[PublicBody]:
    """Return the bodies whose pages a person looks after."""
    found = {one.body_id: one.body for one in held_by(person, on) if Act.REBAKE in ALLOWED[Role(one.role)]}
    return [found[number] for number in sorted(found)]


@transaction.atomic
def try_again(bodies: list[PublicBody]) -> int:
    """Let the worker take up again what has failed; return how many orders."""
    return failing_of(bodies).update(attempts=0)


@receiver(waiting)
def waiting_pages(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with the pages that failed, for administrators."""
    bodies = bodies_of(of, on)
    number = failing_of(bodies).values("address").distinct().count() if bodies else 0
    return [Counted(_("没有生成的网页"), number, reverse("bake:failing"), urgent=True)]
