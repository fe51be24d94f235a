"""The addresses of reported mistakes on the desk."""

from gongkai.apps.bodies.roles import Role
from gongkai.portal.mistakes.services import report_mistake
from tests.apps.bodies.factories import NOON
from tests.apps.doors import door

OFFICERS = (Role.DISCLOSURE_OFFICER, Role.GENERAL_OFFICE)

DOORS = [
    door("mistakes/of/{slug}/", *OFFICERS),
    door("mistakes/{mistake}/", *OFFICERS),
]
OWN = {"mistakes/"}


def furnish(body):
    made = report_mistake(body=body, page="", text="虚构的错字", contact="", key=f"key-{body.pk}", now=NOON)
    return {"slug": body.slug, "mistake": made.pk}
