"""Schedules, corrections, validity, columns, drafts given up."""

from datetime import date, timedelta

import pytest

from gongkai.apps.bodies import services as of_bodies
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services, signals
from gongkai.apps.publishing.models import Correction, Disclosure, Release
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Secrecy, Standing, Validity
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON, TODAY
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def passed(page, now=NOON):
    """Take a disclosure through all its reviews."""
    page = services.submit(by=SERVER, disclosure=page, now=now)
    while page.stage == Stage.IN_REVIEW:
        page = services.review(by=SERVER, disclosure=page, secrecy=Secrecy.OPEN, now=now)
    return page


class TestSchedule:
    def test_it_is_published_when_its_time_has_come_and_not_before(self, body):
        page = services.schedule(by=SERVER, disclosure=factories.approved(body), at=NOON + HOUR, now=NOON)
        assert page.stage == Stage.SCHEDULED
        assert services.publish_due(NOON) == []
        assert services.publish_due(NOON - 9 * HOUR) == []  # a clock that was set back
        done = services.publish_due(NOON + HOUR)
        assert [(one.pk, one.standing, one.published_at) for one in done] == [
            (page.pk, Standing.PUBLISHED, NOON + HOUR)
        ]
        assert services.publish_due(NOON + HOUR) == []

    def test_a_time_that_has_passed_is_refused(self, body):
        with pytest.raises(RuleError, match="已经过去"):
            services.schedule(by=SERVER, disclosure=factories.approved(body), at=NOON, now=NOON)

    def test_the_time_can_be_changed_and_publication_can_come_first(self, body):
        page = services.schedule(by=SERVER, disclosure=factories.approved(body), at=NOON + HOUR, now=NOON)
        page = services.schedule(by=SERVER, disclosure=page, at=NOON + 2 * HOUR, now=NOON)
        assert services.publish_due(NOON + HOUR) == []
        page = services.publish(by=SERVER, disclosure=page, now=NOON + HOUR)
        assert (page.standing, page.go_live_at) == (Standing.PUBLISHED, None)

    def test_one_that_cannot_be_published_keeps_no_other_back(self, body):
        other = bodies.body(body.parent)
        pages = [factories.approved(one) for one in (body, other)]
        for page in pages:
            services.schedule(by=SERVER, disclosure=page, at=NOON + HOUR, now=NOON)
        of_bodies.close_body(by=SERVER, body=body, successor=other, now=NOON)
        assert [one.pk for one in services.publish_due(NOON + HOUR)] == [pages[1].pk]


class TestCorrection:
    def begin(self, page, now=NOON + HOUR, **fields):
        return services.correct(
            by=SERVER, disclosure=page, writing=Writing(fields or {"title": "改正的标题"}), note="标题有误", now=now
        )

    def test_what_is_public_stays_until_the_correction_has_passed_its_reviews(self, body, listen):
        page = self.begin(factories.published(body, title="原来的标题"))
        shown = public.by_address("yi", page.public_id)
        assert (shown.title, shown.stage, list(shown.corrections.all())) == ("原来的标题", Stage.DRAFT, [])
        heard = []
        listen(signals.corrected, lambda disclosure: heard.append(disclosure.title))
        page = services.publish(by=SERVER, disclosure=passed(page, NOON + HOUR), now=NOON + 2 * HOUR)
        shown = public.by_address("yi", page.public_id)
        assert (shown.title, shown.published_at, shown.corrected_at) == ("改正的标题", NOON, NOON + 2 * HOUR)
        assert heard == ["改正的标题"]
        correction = Correction.objects.get()
        assert correction.note == "标题有误"
        assert correction.before.revision.as_object().title == "原来的标题"
        assert correction.after.digest != correction.before.digest
        assert Release.objects.count() == 2

    def test_the_number_stays(self, body):
        page = factories.published(body)
        number = page.index_number
        page = services.publish(by=SERVER, disclosure=passed(self.begin(page)), now=NOON + 2 * HOUR)
        assert (page.index_number, page.correction_note) == (number, "")

    def test_a_body_may_correct_without_review(self, body):
        of_bodies.set_setting(by=SERVER, body=body, key=Key.CORRECTION_REVIEWED, value="否", from_on=TODAY, now=NOON)
        page = self.begin(factories.published(body))
        assert (page.title, page.stage) == ("改正的标题", Stage.SETTLED)
        assert page.corrections.get().note == "标题有误"

    def test_a_correction_without_a_note_or_of_something_private_is_refused(self, body):
        page = factories.published(body)
        with pytest.raises(RuleError, match="更正说明"):
            services.correct(by=SERVER, disclosure=page, writing=Writing({"title": "x"}), note=" ", now=NOON)
        with pytest.raises(RuleError):
            services.correct(
                by=SERVER, disclosure=factories.draft(body), writing=Writing({"title": "x"}), note="y", now=NOON
            )

    def test_a_correction_that_is_given_up_changes_nothing(self, body):
        page = self.begin(factories.published(body, title="原来的标题"))
        page = services.discard(by=SERVER, disclosure=page, now=NOON)
        assert (page.stage, page.standing, page.correction_note) == (Stage.SETTLED, Standing.PUBLISHED, "")
        assert page.get_latest_revision_as_object().title == "原来的标题"
        assert public.by_address("yi", page.public_id).title == "原来的标题"

    def test_a_draft_that_is_given_up_is_never_public(self, body):
        page = services.discard(by=SERVER, disclosure=factories.draft(body), now=NOON)
        assert (page.stage, page.standing) == (Stage.SETTLED, Standing.UNPUBLISHED)
        assert public.by_address("yi", page.public_id) is None

    def test_files_of_the_corrected_version_alone_are_public(self, body):
        old, new = factories.document(body, b"old", "a.txt"), factories.document(body, b"new", "b.txt")
        page = factories.published(body, attachments=[(old, "旧")])
        page = services.correct(
            by=SERVER, disclosure=page, writing=Writing(attachments=[(new, "新")]), note="换附件", now=NOON
        )
        assert [one.document for one in page.public_files.all()] == [old]
        page = services.publish(by=SERVER, disclosure=passed(page), now=NOON + HOUR)
        assert [one.document for one in page.public_files.all()] == [new]


class TestValidity:
    def test_a_document_is_repealed_with_its_day_and_its_successor(self, body, listen):
        old, new = factories.published(body, title="旧办法"), factories.published(body, title="新办法")
        heard = []
        listen(signals.validity_changed, lambda disclosure: heard.append(disclosure.validity))
        force = Force(Validity.REPEALED, ended_on=date(2026, 3, 1), successor=new)
        page = services.change_validity(by=SERVER, disclosure=old, force=force, now=NOON)
        assert (page.validity, page.successor, heard) == (Validity.REPEALED, new, [Validity.REPEALED])
        assert list(public.no_longer_in_force(public.published(body=body), TODAY)) == [page]
        page = services.change_validity(
            by=SERVER, disclosure=page, force=Force(Validity.IN_FORCE, expires_on=date(2030, 1, 1)), now=NOON
        )
        assert page.validity_on(TODAY) is Validity.IN_FORCE

    @pytest.mark.parametrize(
        ("force", "said"),
        [
            (Force(Validity.REPEALED), "没有填写废止的日期"),
            (Force(Validity.IN_FORCE, ended_on=TODAY), "不能有废止日期"),
            (Force(Validity.IN_FORCE, effective_on=TODAY, expires_on=TODAY - timedelta(1)), "早于施行日期"),
            (Force(Validity.IN_FORCE), "没有改动"),
        ],
    )
    def test_what_cannot_be_is_refused(self, body, force, said):
        with pytest.raises(RuleError, match=said):
            services.change_validity(by=SERVER, disclosure=factories.published(body), force=force, now=NOON)


class TestMove:
    def test_the_old_column_leads_on_and_the_address_stays(self, body, listen):
        page = factories.published(body)
        old, new, address = page.column, factories.column(body, "plans"), page.address
        heard = []
        listen(signals.moved, lambda disclosure: heard.append(disclosure.column.name))
        page = services.move(by=SERVER, disclosure=page, column=new, now=NOON)
        assert (page.address, page.column, heard) == (address, new, ["规划计划"])
        assert page.get_parent().specific == new
        assert list(public.published(column=old)) == []
        assert public.moved_to(old, page.public_id) == public.moved_to(new, page.public_id) == page
        assert public.moved_to(factories.column(body, "budgets"), page.public_id) is None

    def test_it_stays_in_its_body(self, body):
        other = bodies.body(body.parent)
        with pytest.raises(RuleError, match="属于别的机关"):
            services.move(by=SERVER, disclosure=factories.published(body), column=factories.column(other), now=NOON)

    def test_a_revision_does_not_bring_it_back(self, body):
        page = services.move(
            by=SERVER, disclosure=factories.draft(body), column=factories.column(body, "plans"), now=NOON
        )
        page = services.edit(by=SERVER, disclosure=page, writing=Writing({"title": "改"}), now=NOON)
        assert Disclosure.objects.get(pk=page.pk).column.slug == "plans"
