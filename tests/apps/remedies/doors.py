"""The addresses of the desk of remedies."""

from datetime import date

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.remedies.services import enter_remedy
from gongkai.apps.remedies.words import Kind
from tests.apps.bodies import factories as bodies
from tests.apps.doors import door

WHO_SEES_CASES = (Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE, Role.APPROVING_LEADER)
OFFICERS = (Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE)

DOORS = [
    door("remedies/{slug}/", *WHO_SEES_CASES, Role.DISTRICT_OVERSEER),
    door("remedies/{slug}/statistics/", *WHO_SEES_CASES, Role.DISTRICT_OVERSEER),
    door("remedies/{slug}/new/", *OFFICERS),
    door("remedies/case/{remedy}/", *WHO_SEES_CASES),
    door("remedies/case/{remedy}/answer/", *OFFICERS),
]


def furnish(body):
    row = enter_remedy(
        by=SERVER, body=body, kind=Kind.REVIEW, subject="演示", forum="演示", came_on=date(2026, 3, 2), now=bodies.NOON
    )
    return {"remedy": row.pk}
