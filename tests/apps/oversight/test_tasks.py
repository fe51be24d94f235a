"""Tasks for mending: their way, who may do what, the reminder, the evidence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.questions import waiting_for
from gongkai.apps.bodies.roles import Role
from gongkai.apps.oversight import services
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.models import Task
from gongkai.apps.oversight.states import TRANSITIONS, UNDER_WAY, State, StepNotAllowed
from tests.apps.bodies.factories import NOON, holder
from tests.apps.oversight import factories

pytestmark = pytest.mark.django_db


def test_every_state_is_reached_and_every_open_one_left():
    assert {State.OPEN, *TRANSITIONS.values()} == set(State)
    assert {state for state, _step in TRANSITIONS} == set(UNDER_WAY)


def test_a_task_is_answered_returned_answered_again_and_accepted_and_each_step_stays(district, body):
    task = factories.task(district, body)
    officer, overseer = holder(Role.DISCLOSURE_OFFICER, body), holder(Role.DISTRICT_OVERSEER, district)
    services.answer(by=officer, task=task, words="已经补发两条", link="https://yi.invalid/", now=NOON)
    with pytest.raises(StepNotAllowed):
        services.answer(by=officer, task=task, words="再次答复", now=NOON)
    with pytest.raises(NotAllowed):
        services.accept(by=officer, task=task, now=NOON)
    with pytest.raises(OversightRefused, match="退回的原因"):
        services.send_back(by=overseer, task=task, words=" ", now=NOON)
    services.send_back(by=overseer, task=task, words="还差社区公告", now=NOON)
    services.answer(by=officer, task=task, words="社区公告也已补发", now=NOON)
    task = services.accept(by=overseer, task=task, now=NOON)

    assert task.state == State.ACCEPTED
    assert [(one.get_step_display(), one.words) for one in task.steps.all()] == [
        ("交办督办事项", "三月没有发布任何信息，请补发。"),
        ("答复督办事项", "已经补发两条"),
        ("退回督办答复", "还差社区公告"),
        ("答复督办事项", "社区公告也已补发"),
        ("督办事项办结", ""),
    ]


def test_the_desk_reminds_of_tasks_late_ones_first_and_the_district_of_answers(district, body):
    officer, overseer = holder(Role.DISCLOSURE_OFFICER, body), holder(Role.DISTRICT_OVERSEER, district)
    task = factories.task(district, body)
    factories.task(district, body, due_on=date(2026, 4, 30))

    def told(person, on):
        return [str(line) for line in waiting_for(person, on) if "督办" in line.what]

    assert told(officer, date(2026, 3, 20)) == ["等本机关答复的督办事项 2"]
    assert told(officer, date(2026, 3, 21)) == ["超过答复期限的督办事项 1", "等本机关答复的督办事项 1"]
    services.answer(by=SERVER, task=task, words="已经补发", now=NOON)
    assert told(overseer, date(2026, 3, 21)) == ["等我审核的督办答复 1"]


@pytest.mark.parametrize(("changed", "said"), [({"due_on": date(2026, 3, 1)}, "期限已经过去")])
def test_a_task_that_cannot_be_met_is_refused(district, body, changed, said):
    with pytest.raises(OversightRefused, match=said):
        factories.task(district, body, **changed)
    with pytest.raises(OversightRefused, match="所属的在用机关"):
        services.assign(
            by=SERVER, district=body, body=district, given=factories.Assignment("一", "二", date(2026, 4, 1)), now=NOON
        )


def test_on_the_pages_a_task_is_given_from_a_score_answered_with_a_file_and_the_file_is_private(
    district, body, logged_in
):
    indicator = factories.indicator(district)
    overseer, officer = logged_in(Role.DISTRICT_OVERSEER, district), logged_in(Role.DISCLOSURE_OFFICER, body)
    score = overseer.get("/desk/oversight/yi/score/").content.decode()
    assert f"/desk/oversight/qu/tasks/new/?body=yi&amp;indicator={indicator.pk}" in score
    page = overseer.get(f"/desk/oversight/qu/tasks/new/?body=yi&indicator={indicator.pk}&said=一条也没有")
    assert "整改：每月一条" in page.content.decode()
    given = {
        "public_body": body.pk,
        "indicator": indicator.pk,
        "title": "补发",
        "wanted": "请补发",
        "due_on": "2999-01-01",
    }
    assert overseer.post("/desk/oversight/qu/tasks/new/", given).status_code == 302
    task = Task.objects.get()
    proof = SimpleUploadedFile("证明.txt", "虚构的佐证".encode())
    sent = officer.post(f"/desk/oversight/tasks/{task.pk}/act/answer/", {"words": "已补发", "link": "", "file": proof})
    assert sent.status_code == 302
    step = task.steps.last()
    address = f"/desk/oversight/tasks/{task.pk}/files/{step.pk}/"
    assert address in overseer.get(f"/desk/oversight/tasks/{task.pk}/").content.decode()
    got = overseer.get(address)
    assert got.content.decode() == "虚构的佐证"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert logged_in(Role.CONTRIBUTOR, body).get(address).status_code == 403
