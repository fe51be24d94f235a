"""The addresses of the screens."""

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.screens import services
from tests.apps.doors import door
from tests.apps.screens.factories import playing, screen, wanted

GENERAL, OFFICER, LEADER = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER, Role.APPROVING_LEADER
KEEPING = (GENERAL, OFFICER)
ASKING = (*KEEPING, Role.CONTRIBUTOR, Role.OFFICE_HEAD)

DOORS = [
    door("screens/new/{slug}/", *KEEPING),
    door("screens/{screen}/", *ASKING, LEADER),
    door("screens/{screen}/change/", *KEEPING),
    door("screens/{screen}/ledger/", *ASKING, LEADER),
    door("screens/{screen}/request/", *ASKING),
    door("screens/showings/{showing}/", *ASKING, LEADER),
    door("screens/showings/{showing_allowed}/arrange/", *KEEPING, LEADER),
]
OWN = {"screens/"}


def furnish(body: PublicBody) -> dict[str, object]:
    now = timezone.now()
    made = screen(body, now=now)
    asked = services.request_showing(by=SERVER, screen=made, wanted=wanted(now), now=now)
    return {"screen": made.pk, "showing": asked.pk, "showing_allowed": playing(made, now).pk}
