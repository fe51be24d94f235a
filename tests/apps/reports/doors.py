"""The addresses of the annual report desk."""

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.reports import services
from tests.apps.doors import door
from tests.apps.reports import factories
from tests.core.report.factories import report

GENERAL, OFFICER, LEADER, OVERSEER = (
    Role.GENERAL_OFFICE,
    Role.DISCLOSURE_OFFICER,
    Role.APPROVING_LEADER,
    Role.DISTRICT_OVERSEER,
)
WORKERS = (GENERAL, OFFICER, LEADER)
AT = "reports/{slug}/2025"
CELL = "t2.permits.decisions"

DOORS = [
    door(f"{AT}/", *WORKERS, OVERSEER),
    door("reports/{slug}/2024/", *WORKERS, OVERSEER),
    door("reports/{slug}/2022/begin/", GENERAL, OFFICER, method="post"),
    door("reports/{slug}/2023/write/", GENERAL, OFFICER, method="post"),
    door("reports/{slug}/2023/cells/" + CELL + "/drop/", GENERAL, OFFICER, method="post"),
    door(f"{AT}/cells/{CELL}/", *WORKERS),
    door(f"{AT}/numbers/主动公开.总数/", *WORKERS),
    door(f"{AT}/download/json/", *WORKERS, OVERSEER),
    door(f"{AT}/act/seal/", GENERAL, OFFICER),
    door(f"{AT}/act/sign-as-leader/", LEADER),
    door(f"{AT}/act/sign-as-office/", GENERAL),
    door(f"{AT}/act/return/", OVERSEER),
    door(f"{AT}/files/new/", GENERAL, OFFICER),
    door("reports/files/{report_file}/", *WORKERS, OVERSEER),
    door("reports/files/{report_file}/drop/", GENERAL, OFFICER, method="post"),
    door(f"{AT}/district/", OVERSEER),
    door(f"{AT}/district/files/new/", OVERSEER),
    door(f"{AT}/district/sum/json/", OVERSEER),
    door(f"{AT}/district/cells/{CELL}/", OVERSEER),
]
OWN = {"reports/"}


def furnish(body: PublicBody) -> dict[str, int]:
    factories.sealed(factories.draft(body))
    services.begin(by=SERVER, body=body, year=2023, now=factories.NOW)
    kept = factories.file(body, report(year=2024, organ=body.name), of=body)
    return {"report_file": kept.pk}
