"""Review: three steps by default or as a body sets them, each signed by another; returned, taken back, substituted."""

from datetime import timedelta

import pytest
from wagtail.admin.signal_handlers import register_signal_handlers
from wagtail.models import TaskState

from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies import services as of_bodies
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Act, Role
from gongkai.apps.publishing import quiet_admin, services
from gongkai.apps.publishing.errors import ActNotAllowed
from gongkai.apps.publishing.models import Disclosure, ReviewState
from gongkai.apps.publishing.selectors import staff
from gongkai.apps.publishing.stages import TRANSITIONS, Stage
from gongkai.apps.publishing.words import Publicity, Secrecy, Standing
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


def at(hours):
    return NOON + timedelta(hours=hours)


@pytest.fixture
def office(body):
    return of_bodies.add_office(by=SERVER, body=body, name="社会事务办公室", now=NOON)


@pytest.fixture
def people(body, office):
    """A person for each role in the body; contributor and head in the office."""
    made = {role: bodies.user(name=role.label) for role in Role}
    for role, person in made.items():
        unit = office if role in {Role.CONTRIBUTOR, Role.OFFICE_HEAD} else None
        bodies.grant(role, body, person, unit=unit)
    return made


@pytest.fixture
def sent(body, office, people):
    page = factories.draft(body, by=people[Role.CONTRIBUTOR], unit=office)
    return services.submit(by=people[Role.CONTRIBUTOR], disclosure=page, now=at(1))


def sign(person, page, hours, **given):
    return services.review(by=person, disclosure=page, now=at(hours), **given)


def test_every_stage_can_be_reached_and_left():
    reached = {to for _, to in TRANSITIONS.items()}
    assert reached == set(Stage)
    assert {stage for stage, _ in TRANSITIONS} == set(Stage)


def test_three_people_sign_one_after_the_other_then_the_officer_publishes(sent, people):
    page = sent
    assert (page.stage, page.step) == (Stage.IN_REVIEW, Act.FIRST_REVIEW)
    page = sign(people[Role.OFFICE_HEAD], page, 2, note="属实")
    assert page.step == Act.REVIEW_SECRECY
    page = sign(people[Role.SECRECY_REVIEWER], page, 5, note="不涉密", secrecy=Secrecy.OPEN)
    assert page.step == Act.APPROVE
    page = services.approve(by=people[Role.APPROVING_LEADER], disclosure=page, note="同意", now=at(9))
    assert (page.stage, page.step, page.standing) == (Stage.APPROVED, "", Standing.UNPUBLISHED)
    page = services.publish(by=people[Role.DISCLOSURE_OFFICER], disclosure=page, now=at(10))
    assert (page.stage, page.standing, page.published_at) == (Stage.SETTLED, Standing.PUBLISHED, at(10))
    states = list(ReviewState.objects.order_by("pk").select_related("task", "finished_by"))
    assert [(one.task.name, one.comment, one.finished_by.name, one.finished_at - one.started_at) for one in states] == [
        ("科室初审", "属实", "科室、社区负责人", timedelta(hours=1)),
        ("保密审查", "不涉密", "保密审查员", timedelta(hours=3)),
        ("审签", "同意", "分管领导", timedelta(hours=4)),
    ]
    assert states[1].secrecy == Secrecy.OPEN
    assert len({one.digest for one in states}) == 1


def test_each_act_is_one_row_of_the_log(sent, people):
    sign(people[Role.OFFICE_HEAD], sent, 2)
    assert list(Entry.objects.order_by("number").values_list("act", flat=True))[-3:] == [
        "hand_in", "submit", "first_review",
    ]  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_a_step_is_signed_by_its_roles_alone(role, sent, people):
    signers = {Role.OFFICE_HEAD, Role.GENERAL_OFFICE}
    if role in signers:
        assert sign(people[role], sent, 2).step == Act.REVIEW_SECRECY
    else:
        with pytest.raises(NotAllowed, match="科室初审"):
            sign(people[role], sent, 2)


def test_a_head_signs_for_the_own_office_alone(sent, body):
    other = of_bodies.add_office(by=SERVER, body=body, name="别的科室", now=NOON)
    head = bodies.user()
    bodies.grant(Role.OFFICE_HEAD, body, head, unit=other)
    with pytest.raises(NotAllowed):
        sign(head, sent, 2)


def test_nobody_approves_their_own_work_unless_the_body_allows_it(body, people):
    general = people[Role.GENERAL_OFFICE]
    page = services.submit(by=general, disclosure=factories.draft(body, by=general), now=NOON)
    with pytest.raises(RuleError, match="您自己报送"):
        sign(general, page, 1)
    of_bodies.set_setting(by=SERVER, body=body, key=Key.OWN_WORK, value="是", from_on=TODAY, now=NOON)
    assert sign(general, page, 1).step == Act.REVIEW_SECRECY


def test_who_sent_in_the_work_of_another_does_not_sign_it_either(body, people, office):
    page = factories.draft(body, by=people[Role.CONTRIBUTOR], unit=office)
    page = services.submit(by=people[Role.GENERAL_OFFICE], disclosure=page, now=NOON)
    with pytest.raises(RuleError, match="您自己报送"):
        sign(people[Role.GENERAL_OFFICE], page, 1)


def test_the_steps_are_those_of_the_body_on_the_day(body, people):
    value = "党政办审核、保密审查、审签"
    of_bodies.set_setting(by=SERVER, body=body, key=Key.REVIEW_STEPS, value=value, from_on=TODAY, now=NOON)
    page = services.submit(by=SERVER, disclosure=factories.draft(body), now=NOON)
    seen = []
    while page.stage == Stage.IN_REVIEW:
        seen.append(page.step)
        page = services.review(by=SERVER, disclosure=page, secrecy=Secrecy.OPEN, now=NOON)
    assert seen == [Act.REVIEW, Act.REVIEW_SECRECY, Act.APPROVE]


@pytest.mark.parametrize("value", ["审核", "审签、审签", "", "发布"])
def test_steps_that_are_none_are_refused(body, value):
    with pytest.raises(RuleError, match="审核步骤"):
        of_bodies.set_setting(by=SERVER, body=body, key=Key.REVIEW_STEPS, value=value, from_on=TODAY, now=NOON)


@pytest.mark.parametrize("secrecy", [None, Secrecy.REFERRED, Secrecy.SECRET])
def test_the_secrecy_review_asks_for_a_result_and_for_the_reason_of_another_than_open(secrecy, sent, people):
    page = sign(people[Role.OFFICE_HEAD], sent, 2)
    with pytest.raises(RuleError, match=r"请(选择结论|在意见中写明)"):
        sign(people[Role.SECRECY_REVIEWER], page, 3, secrecy=secrecy, note=" ")
    assert Disclosure.objects.get(pk=page.pk).step == Act.REVIEW_SECRECY


def test_what_cannot_be_decided_waits_for_the_authority_and_then_goes_on(sent, people):
    page = sign(people[Role.OFFICE_HEAD], sent, 2)
    reviewer = people[Role.SECRECY_REVIEWER]
    page = sign(reviewer, page, 3, secrecy=Secrecy.REFERRED, note="报虚构区保密局：附表是否涉密")
    assert (page.stage, page.step) == (Stage.IN_REVIEW, Act.REVIEW_SECRECY)
    waits = staff.steps_taken(page)[-1]
    assert (waits.secrecy, waits.status) == (Secrecy.REFERRED.label, "办理中")
    assert "报虚构区保密局" in waits.note
    assert "等候结论" in Entry.objects.latest("number").summary
    page = sign(reviewer, page, 30, secrecy=Secrecy.OPEN, note="保密局答复：不涉密")
    assert page.step == Act.APPROVE
    state = ReviewState.objects.get(task__name=Act.REVIEW_SECRECY.label)
    assert (state.secrecy, state.status) == (Secrecy.OPEN, TaskState.STATUS_APPROVED)
    assert "报虚构区保密局" in state.comment
    assert state.comment.endswith("保密局答复：不涉密")


def test_what_is_secret_ends_as_not_public_with_its_reason(sent, people):
    page = sign(people[Role.OFFICE_HEAD], sent, 2)
    page = sign(people[Role.SECRECY_REVIEWER], page, 3, secrecy=Secrecy.SECRET, note="依法不宜公开")
    page = Disclosure.objects.get(pk=page.pk)
    assert (page.stage, page.step, page.standing) == (Stage.SETTLED, "", Standing.UNPUBLISHED)
    assert (page.publicity, page.withheld_article) == (Publicity.WITHHELD, "《条例》第十四条")
    assert page.get_latest_revision_as_object().withheld_reason == "依法不宜公开"
    state = ReviewState.objects.get(secrecy=Secrecy.SECRET)
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "依法不宜公开")
    for act in (services.publish, services.submit):
        with pytest.raises(RuleError):
            act(by=SERVER, disclosure=page, now=at(4))


def test_a_correction_that_is_secret_ends_and_what_is_public_stays(body, people):
    page = factories.published(body)
    page = services.correct(
        by=SERVER, disclosure=page, writing=services.Writing({"title": "更正后的题目"}), note="更正", now=at(1)
    )
    page = services.submit(by=SERVER, disclosure=page, now=at(2))
    page = services.review(by=SERVER, disclosure=page, now=at(3))
    page = services.review(by=SERVER, disclosure=page, secrecy=Secrecy.SECRET, note="依法不宜公开", now=at(4))
    page = Disclosure.objects.get(pk=page.pk)
    assert (page.stage, page.standing, page.publicity) == (Stage.SETTLED, Standing.PUBLISHED, Publicity.OPEN)
    assert page.get_latest_revision_as_object().title == page.title != "更正后的题目"
    assert page.correction_note == ""


def test_what_is_sent_back_comes_with_its_reason_and_begins_again(sent, people):
    page = sign(people[Role.OFFICE_HEAD], sent, 2)
    with pytest.raises(RuleError, match="原因"):
        services.send_back(by=people[Role.SECRECY_REVIEWER], disclosure=page, reason=" ", now=at(3))
    page = services.send_back(
        by=people[Role.SECRECY_REVIEWER], disclosure=page, reason="涉及内部数字", secrecy=Secrecy.SECRET, now=at(3)
    )
    assert page.stage == Stage.RETURNED
    state = ReviewState.objects.get(comment="涉及内部数字")
    assert (state.status, state.secrecy) == (TaskState.STATUS_REJECTED, Secrecy.SECRET)
    author = people[Role.CONTRIBUTOR]
    services.edit(by=author, disclosure=page, writing=services.Writing({"summary": "改过"}), now=at(4))
    page = services.submit(by=author, disclosure=page, now=at(5))
    assert page.step == Act.FIRST_REVIEW
    assert sign(people[Role.OFFICE_HEAD], page, 6).step == Act.REVIEW_SECRECY


def test_an_approved_one_is_sent_back_by_who_may_publish(body, people):
    page = factories.approved(body)
    with pytest.raises(NotAllowed):
        services.send_back(by=people[Role.APPROVING_LEADER], disclosure=page, reason="不妥", now=NOON)
    page = services.send_back(by=people[Role.DISCLOSURE_OFFICER], disclosure=page, reason="不妥", now=NOON)
    assert page.stage == Stage.RETURNED


def test_the_author_takes_it_back_and_nobody_else(sent, people):
    with pytest.raises(RuleError, match="不是您送审"):
        services.take_back(by=people[Role.DISCLOSURE_OFFICER], disclosure=sent, now=at(2))
    page = services.take_back(by=people[Role.CONTRIBUTOR], disclosure=sent, now=at(2))
    assert (page.stage, page.step, page.current_workflow_state) == (Stage.DRAFT, "", None)
    with pytest.raises(ActNotAllowed):
        sign(people[Role.OFFICE_HEAD], page, 3)


def test_what_is_in_review_is_not_changed(sent, people):
    with pytest.raises(ActNotAllowed, match="审核中"):
        services.edit(
            by=people[Role.CONTRIBUTOR], disclosure=sent, writing=services.Writing({"title": "别的"}), now=at(2)
        )


def test_a_substitute_signs_and_the_row_says_for_whom(sent, people):
    deputy = bodies.user(name="副某")
    of_bodies.name_substitute(
        by=SERVER,
        grant=people[Role.OFFICE_HEAD].grants.get(),
        substitute=deputy,
        from_on=TODAY,
        until_on=TODAY,
        now=NOON,
    )
    sign(deputy, sent, 2)
    state = ReviewState.objects.order_by("pk").first()
    assert (state.finished_by, state.substitute_for) == (deputy, "科室、社区负责人")
    other = bodies.user()
    with pytest.raises(NotAllowed):
        sign(other, sent, 2)


def test_nobody_signs_what_they_have_not_seen(sent, people):
    with pytest.raises(RuleError, match="不是送审的这一版"):
        sign(people[Role.OFFICE_HEAD], sent, 2, seen=sent.latest_revision_id + 1)
    assert sign(people[Role.OFFICE_HEAD], sent, 2, seen=sent.latest_revision_id).step == Act.REVIEW_SECRECY


def test_approval_is_not_given_before_its_turn(sent, people):
    with pytest.raises(RuleError, match="审签这一步"):
        services.approve(by=people[Role.APPROVING_LEADER], disclosure=sent, now=at(2))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": []}, "没有正文"),
        ({"publicity": "withheld"}, "依据和理由"),
    ],
)
def test_what_cannot_be_judged_is_not_sent_in(body, fields, said):
    with pytest.raises(RuleError, match=said):
        services.submit(by=SERVER, disclosure=factories.draft(body, **fields), now=NOON)


class TestTwoAtOnce:
    def test_the_second_is_told_and_nothing_of_the_first_is_lost(self, body, people):
        page = factories.draft(body)
        seen = page.latest_revision_id
        officer, general = people[Role.DISCLOSURE_OFFICER], people[Role.GENERAL_OFFICE]
        services.edit(by=officer, disclosure=page, writing=services.Writing({"title": "先改的"}), seen=seen, now=NOON)
        with pytest.raises(RuleError, match="信息专员"):
            services.edit(
                by=general, disclosure=page, writing=services.Writing({"title": "后改的"}), seen=seen, now=NOON
            )
        assert Disclosure.objects.get(pk=page.pk).title == "先改的"

    def test_two_signatures_of_one_step_make_one_step(self, sent, people):
        sign(people[Role.OFFICE_HEAD], sent, 2)
        with pytest.raises(NotAllowed):
            sign(people[Role.OFFICE_HEAD], sent, 2)


def test_wagtail_writes_no_letters_of_its_own():
    assert quiet_admin.take_out_letters() == [False] * 4
    register_signal_handlers()  # as Wagtail does, under the names that are taken out
    assert quiet_admin.take_out_letters() == [True] * 4
