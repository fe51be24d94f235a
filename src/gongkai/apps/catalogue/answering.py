"""What the catalogue answers to the apps below: what waits for a person, what is open, what a body has made."""

from datetime import date
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import Community, Office, PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, open_work
from gongkai.apps.catalogue.models import Matter, WorkPlan
from gongkai.apps.catalogue.selectors.matters import choices
from gongkai.apps.catalogue.selectors.plans import open_of_unit
from gongkai.apps.publishing.matters import matters_asked


@receiver(matters_asked)
def matters_to_choose(sender: type, of: PublicBody, on: date, **_more: Any) -> list[tuple[str, str]]:
    """Answer with the matters of a body on a day."""
    return choices(of, on)


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
