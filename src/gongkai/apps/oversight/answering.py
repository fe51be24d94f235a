"""What oversight answers to the questions of bodies: tasks that wait for a person, what a body has of it."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.questions import Counted, content, waiting
from gongkai.apps.bodies.roles import ALLOWED, Act, Role
from gongkai.apps.bodies.selectors import held_by
from gongkai.apps.oversight.models import Task
from gongkai.apps.oversight.states import WITH_BODY, State


@receiver(waiting)
def waiting_tasks(sender: type, of: User, on: date, **_more: Any) -> list[Counted]:
    """Answer with the tasks a person's body has to answer, the late ones apart, and those a person has to judge."""
    grants = list(held_by(of, on))
    own = {grant.body for grant in grants if Act.ANSWER_TASK in ALLOWED[Role(grant.role)]}
    over = {grant.body for grant in grants if Act.ASSIGN_TASK in ALLOWED[Role(grant.role)]}
    return [*(line for body in own for line in _to_answer(body, on)), *(_to_judge(body) for body in over)]


def _to_answer(body: PublicBody, on: date) -> list[Counted]:
    open_ones = Task.objects.filter(public_body=body, state__in=WITH_BODY)
    address = reverse("oversight:tasks", args=[body.slug])
    late = open_ones.filter(due_on__lt=on).count()
    return [
        Counted(_("超过答复期限的督办事项"), late, address, urgent=True),
        Counted(_("等本机关答复的督办事项"), open_ones.count() - late, address),
    ]


def _to_judge(body: PublicBody) -> Counted:
    number = Task.objects.filter(district=body, state=State.ANSWERED).count()
    return Counted(_("等我审核的督办答复"), number, reverse("oversight:tasks", args=[body.slug]))


@receiver(content)
def tasks_of(sender: type, of: PublicBody, **_more: Any) -> list[Counted]:
    """Answer with the tasks and indicators of a body."""
    number = Task.objects.filter(public_body=of.pk).count() + Task.objects.filter(district=of.pk).count()
    return [Counted(_("督办事项"), number), Counted(_("考核指标"), of.indicators.count())]
