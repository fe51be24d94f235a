"""The work plan of a year, its tasks, and what of them the annual report tells."""

import re
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.dispatch import Signal

from gongkai.apps.bodies.models import Community, Office, PublicBody
from gongkai.apps.catalogue.models import PlanTask, WorkPlan
from gongkai.apps.catalogue.words import Origin, TaskState

# `of`: a body, `year`: a year. Answered with the text in which the report of that year names its problems (第五部分).
problems_asked: Final = Signal()
_PIECES: Final = re.compile(r"[。；;\n]+")
SHORTEST: Final = 6  # characters of a piece that says something


def plan_of(body: PublicBody, year: int) -> WorkPlan | None:
    """Return the plan of a year."""
    return WorkPlan.objects.filter(public_body=body, year=year).select_related("public_body").first()


def tasks_of(body: PublicBody, year: int) -> QuerySet[PlanTask]:
    """Return the tasks of a year's plan by their terms."""
    found = PlanTask.objects.filter(plan__public_body=body, plan__year=year)
    return found.select_related("plan__public_body", "office", "community")


def done_in(body: PublicBody, year: int) -> QuerySet[PlanTask]:
    """Return the tasks of a year's plan that were done, those from last year's problems first."""
    return tasks_of(body, year).filter(state=TaskState.DONE).order_by("-origin", "closed_on", "pk")


def overdue(body: PublicBody, on: date) -> QuerySet[PlanTask]:
    """Return the open tasks whose term has run out."""
    return PlanTask.objects.filter(plan__public_body=body, state=TaskState.OPEN, due_on__lt=on)


def open_of_unit(unit: Office | Community) -> QuerySet[PlanTask]:
    """Return the open tasks of an office or a community."""
    own = {"office": unit.pk} if isinstance(unit, Office) else {"community": unit.pk}
    return PlanTask.objects.filter(state=TaskState.OPEN, **own)


def problems_of(body: PublicBody, year: int) -> list[str]:
    """Return the pieces of the text in which last year's report names its problems, to choose from.

    A piece that is a task of this year's plan already is left out.
    """
    answers: list[Any] = [answer for _, answer in problems_asked.send(sender=PublicBody, of=body, year=year - 1)]
    taken = set(tasks_of(body, year).filter(origin=Origin.PROBLEM).values_list("problem", flat=True))
    pieces = [piece.strip(" 　，,") for text in answers for piece in _PIECES.split(text or "")]
    return [piece for piece in dict.fromkeys(pieces) if len(piece) >= SHORTEST and piece not in taken]
