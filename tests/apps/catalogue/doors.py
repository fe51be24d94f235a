"""The addresses of the catalogue."""

from datetime import date

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.catalogue import services
from gongkai.apps.publishing.uploads import Upload
from tests.apps.catalogue.factories import NOW, START, matter, workbook
from tests.apps.doors import door

GENERAL, OFFICER = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER
EVERY = tuple(Role)

DOORS = [
    door("catalogue/{slug}/", *EVERY),
    door("catalogue/{slug}/new/", GENERAL, OFFICER),
    door("catalogue/{slug}/import/", GENERAL, OFFICER),
    door("catalogue/{slug}/empty.xlsx", GENERAL, OFFICER),
    door("catalogue/{slug}/duties/", *EVERY),
    door("catalogue/{slug}/duties/19-001/3/", *EVERY),
    door("catalogue/{slug}/columns/", *EVERY),
    door("catalogue/{slug}/plan/2026/", *EVERY),
    door("catalogue/{slug}/plan/2026/new/", GENERAL, OFFICER),
    door("catalogue/{slug}/plan/2026/problems/", GENERAL, OFFICER),
    door("catalogue/tasks/{plan_task}/", *EVERY),
    door("catalogue/tasks/{plan_task}/close/", GENERAL, OFFICER),
    door("catalogue/evidence/{plan_evidence}/", *EVERY),
    door("catalogue/matters/{matter}/", *EVERY),
    door("catalogue/matters/{matter}/change/", GENERAL, OFFICER),
    door("catalogue/matters/{matter}/end/", GENERAL, OFFICER),
    door("catalogue/imports/{matter_import}/", GENERAL, OFFICER),
    door("catalogue/imports/{matter_import}/enter/", GENERAL, OFFICER, method="post"),
    door("catalogue/imports/{matter_import}/undo/", GENERAL, OFFICER),
]
OWN = {"catalogue/"}


def furnish(body: PublicBody) -> dict[str, int]:
    kept = matter(body, limit="每月")
    data = workbook(["一级事项", "公开时限"], ["虚构的另一项", "及时公开"])
    made = services.preview(by=SERVER, body=body, name="a.xlsx", data=data, from_on=START, now=NOW)
    plan = services.make_plan(by=SERVER, body=body, year=2026, now=NOW)
    wanted = services.Wanted("虚构的任务", date(2026, 9, 1))
    task = services.add_tasks(by=SERVER, plan=plan, wanted=[wanted], now=NOW)[0]
    shows = services.Evidence(file=Upload("虚构".encode(), "a.txt", "txt"))
    said = services.report_progress(by=SERVER, task=task, words="在办", percent=1, evidence=shows, now=NOW)
    return {"matter": kept.pk, "matter_import": made.pk, "plan_task": task.pk, "plan_evidence": said.pk}
