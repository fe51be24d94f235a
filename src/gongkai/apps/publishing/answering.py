"""What disclosures answer to the questions of bodies: what waits for a person, what is open, what a body has made."""

from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import Community, Office, PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, open_work, waiting
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.permissions import bodies_where
from gongkai.apps.publishing.selectors.links import dead_links
from gongkai.apps.publishing.selectors.staff import waiting_for
from gongkai.apps.publishing.stages import Stage


@receiver(waiting)
def waiting_disclosures(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with what the person is to review, to write on, to publish."""
    found, address = waiting_for(of, on), reverse("publishing:first-page")
    return [
        Counted(_("等我审核的稿件"), len(found.to_sign), address),
        Counted(_("我的草稿和退回的稿件"), len(found.to_write), address),
        Counted(_("等待发布的稿件"), len(found.to_publish), address),
        Counted(_("打不开的链接"), dead_links(bodies_where(of, Act.CORRECT, on)).count(), address),
    ]


@receiver(open_work)
def open_disclosures(sender: type[Model], of: User | Office | Community, **_more: Any) -> list[Counted]:
    """Answer with the disclosures on which work has not ended."""
    own = {User: Q(owner=of.pk), Office: Q(office=of.pk), Community: Q(community=of.pk)}[sender]
    number = Disclosure.objects.filter(own).exclude(stage=Stage.SETTLED).count()
    return [Counted(_("没有办结的稿件"), number)]


@receiver(content)
def disclosures_of(sender: type, of: PublicBody, **_more: Any) -> list[Counted]:
    """Answer with the disclosures of a body, public or not."""
    return [Counted(_("信息公开稿件"), Disclosure.objects.filter(public_body=of.pk).count())]
