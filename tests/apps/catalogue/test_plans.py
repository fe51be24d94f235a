"""The work plan: tasks with owners and terms, evidence, last year's problems, what the report is offered."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import content_of, open_work_of
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import add_office
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.errors import WrongPlan
from gongkai.apps.catalogue.models import PlanTask, TaskProgress
from gongkai.apps.catalogue.selectors import plans
from gongkai.apps.catalogue.services import Evidence, Wanted
from gongkai.apps.catalogue.words import Origin, TaskState
from gongkai.apps.reports.selectors.facts import facts, improvements
from gongkai.apps.reports.suggestions import suggestions
from tests.apps.bodies import factories as people
from tests.apps.publishing import factories as disclosures

NOW = people.NOON
pytestmark = pytest.mark.django_db
LAST = "存在的主要问题：公开内容还不够细；解读形式比较单一。\n改进情况：已经培训。"


@pytest.fixture
def body():
    return people.body(people.body(), slug="yi", short_name="乙街道")


@pytest.fixture
def plan(body):
    return services.make_plan(by=SERVER, body=body, year=2026, now=NOW)


@pytest.fixture
def last_year():
    """A report of last year that names its problems."""

    def answer(sender, of, year, **_more):
        return LAST if year == 2025 else ""

    plans.problems_asked.connect(answer)
    yield
    plans.problems_asked.disconnect(answer)


def add(plan, title="虚构的任务", due_on=date(2026, 10, 31), unit=None):
    return services.add_tasks(by=SERVER, plan=plan, wanted=[Wanted(title, due_on, unit)], now=NOW)[0]


def test_a_task_is_reported_on_with_evidence_and_closed_with_what_was_reached(body, plan):
    task, page = add(plan), disclosures.published(body)

    services.report_progress(
        by=SERVER, task=task, words="已经梳理", percent=60, evidence=Evidence(page, "https://example.invalid/"), now=NOW
    )
    services.close_task(by=SERVER, task=task, done=True, why="已经按科室列出公开事项。", now=NOW)

    task.refresh_from_db()
    assert (task.state, task.percent, task.closed_on) == (TaskState.DONE, 100, NOW.date())
    assert TaskProgress.objects.get().disclosure == page
    with pytest.raises(WrongPlan, match="已完成"):
        services.close_task(by=SERVER, task=task, done=False, why="虚构", now=NOW)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        pytest.param(Wanted(" ", date(2026, 5, 1)), "没有填写任务", id="no-words"),
        pytest.param(Wanted("虚构", date(2027, 5, 1)), "不在2026年", id="another-year"),
    ],
)
def test_what_is_wrong_with_a_task_is_told(plan, wanted, told):
    with pytest.raises(WrongPlan, match=told):
        services.add_tasks(by=SERVER, plan=plan, wanted=[wanted], now=NOW)
    assert not PlanTask.objects.exists()


def test_an_office_reports_on_its_own_tasks_alone_and_cannot_be_closed_meanwhile(body, plan):
    office, other = (add_office(by=SERVER, body=body, name=name, now=NOW) for name in ("虚构科", "别的科"))
    somebody = people.user()
    people.grant(Role.CONTRIBUTOR, body, somebody, unit=office)
    own, foreign = add(plan, unit=office), add(plan, "别人的任务", unit=other)

    services.report_progress(by=somebody, task=own, words="在办", percent=10, evidence=Evidence(), now=NOW)

    with pytest.raises(WrongPlan, match="别的科负责"):
        services.report_progress(by=somebody, task=foreign, words="在办", percent=10, evidence=Evidence(), now=NOW)
    assert "没有办结的工作任务 1" in map(str, open_work_of(office))
    assert "工作方案 1" in map(str, content_of(body))


def test_last_years_problems_become_tasks_and_their_end_is_offered_to_the_report(client, body, plan, last_year):
    client.force_login(
        people.holder(Role.DISCLOSURE_OFFICER, body), backend="gongkai.apps.bodies.accounts.StaffBackend"
    )
    offered = plans.problems_of(body, 2026)
    assert offered[1] == "解读形式比较单一"

    sent = {"pieces": ["1"], "due_on": "2026-09-30", "unit_name": ""}
    assert client.post("/desk/catalogue/yi/plan/2026/problems/", sent).status_code == 302
    task = PlanTask.objects.get()
    assert (task.origin, task.problem) == (Origin.PROBLEM, "解读形式比较单一")
    assert "解读形式比较单一" not in plans.problems_of(body, 2026)

    services.close_task(by=SERVER, task=task, done=True, why="解读用了问答和图表。", now=NOW)
    known = {one.name: one for one in facts(body, 2026)}
    assert (known["工作方案.任务数"].value, known["工作方案.已完成"].value) == (1, 1)
    words = suggestions(known, year=2026, months=[12] * 12, target=12, improvements=improvements(body, 2026))["s5"]
    assert words.endswith("改进情况：解读用了问答和图表。")


def test_the_plan_is_kept_at_the_desk(client, body):
    officer = people.holder(Role.DISCLOSURE_OFFICER, body)
    client.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
    assert client.post("/desk/catalogue/yi/plan/2026/", {"basis": "虚构要点"}).status_code == 302
    client.post("/desk/catalogue/yi/plan/2026/new/", {"title": "虚构的任务", "due_on": "2026-03-01", "unit_name": ""})
    task = PlanTask.objects.get()

    file = SimpleUploadedFile("图.txt", "虚构".encode())
    sent = {"words": "已经办好一半", "percent": "50", "disclosure": "", "link": "", "file": file}
    assert client.post(f"/desk/catalogue/tasks/{task.pk}/", sent).status_code == 302
    shown = client.get(f"/desk/catalogue/tasks/{task.pk}/").content.decode()
    assert "图.txt" in shown
    saved = client.get(f"/desk/catalogue/evidence/{TaskProgress.objects.get().pk}/")
    assert saved["Content-Disposition"].startswith("attachment")
    wrong = client.post(f"/desk/catalogue/tasks/{task.pk}/", {**sent, "file": "", "disclosure": "没有的编号"})
    assert "没有编号是“没有的编号”" in wrong.content.decode()
    assert "逾期" in client.get("/desk/catalogue/yi/plan/2026/").content.decode()
    client.post(f"/desk/catalogue/tasks/{task.pk}/close/", {"how": "dropped", "why": "并入另一项"})
    assert "并入另一项" in client.get("/desk/catalogue/yi/plan/2026/").content.decode()
