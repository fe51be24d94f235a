"""What the public side is given: lists newest first, pages by their address, what is in force, explainers both ways."""

from datetime import date, timedelta

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.selectors import public
from gongkai.apps.publishing.words import Section, Validity
from tests.apps.bodies import factories as bodies
from tests.apps.bodies.factories import NOON
from tests.apps.publishing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(body):
    return [factories.published(body, title=f"第{n}件", now=NOON + timedelta(hours=n // 2)) for n in range(5)]


def titles(found):
    return [one.title for one in found]


def test_lists_are_newest_first_and_read_on_without_counting(body, five):
    found = public.published(body=body)
    assert titles(found) == ["第4件", "第3件", "第2件", "第1件", "第0件"]
    assert titles(public.before(found, five[3])[:2]) == ["第2件", "第1件"]
    assert titles(public.after(found, five[1])[:2]) == ["第2件", "第3件"]


def test_a_list_is_of_its_body_its_column_or_its_section(body, five):
    other = bodies.body(body.parent)
    elsewhere = factories.published(other, title="别处")
    document = factories.published(body, column=factories.column(body, "normative"), title="文件")
    assert titles(public.published(body=other)) == ["别处"]
    assert titles(public.published(column=document.column)) == ["文件"]
    assert titles(public.published(body=body, section=Section.DOCUMENTS)) == ["文件"]
    assert len(public.published(bodies=[body, other])) == 7
    assert public.by_address(body.slug, elsewhere.public_id) is None


def test_a_list_asks_the_database_once(body, five, django_assert_num_queries):
    with django_assert_num_queries(1):
        for one in public.published(body=body)[:20]:
            assert one.address
            assert one.column.name


def test_a_draft_has_no_address(body):
    page = factories.draft(body)
    assert public.by_address("yi", page.public_id) is None
    assert public.by_address("yi", "nothing") is None
    assert list(public.published(body=body)) == list(public.whole(body=body)) == []


def test_a_term_that_has_run_out_ends_a_document_by_itself(body):
    page = factories.published(body)
    Disclosure.objects.filter(pk=page.pk).update(expires_on=date(2026, 6, 30))
    found, page = public.published(body=body), Disclosure.objects.get(pk=page.pk)
    last, next_day = date(2026, 6, 30), date(2026, 7, 1)
    assert [page.validity_on(day) for day in (last, next_day)] == [Validity.IN_FORCE, Validity.EXPIRED]
    assert [public.in_force(found, day).count() for day in (last, next_day)] == [1, 0]
    assert [public.no_longer_in_force(found, day).count() for day in (last, next_day)] == [0, 1]


def test_an_explainer_and_what_it_explains_know_each_other(body):
    document = factories.published(body, title="办法")
    explainer = factories.published(body, title="解读", explains=[document])
    hidden = factories.draft(body, title="未公开的解读", explains=[document])
    assert titles(public.explainers(document)) == ["解读"]
    assert titles(public.explained(explainer)) == ["办法"]
    assert hidden.explains.count() == 1


def test_a_public_id_is_short_and_tells_no_order(body):
    ids = [factories.draft(body).public_id for _ in range(5)]
    assert all(len(one) == 8 and one.isalnum() for one in ids)
    assert len(set(ids)) == 5


def test_a_platform_has_the_columns_of_the_unified_layout_once(body):
    services.home_of(body)
    services.home_of(body)
    sections = [one.section for one in public.columns_of(body)]
    assert set(sections) == set(Section)
    assert len(sections) == 23
    assert public.column_by_address("yi", "documents", "normative").address == "/yi/documents/normative/"
    assert public.column_by_address("yi", "guide", "guide").address == "/yi/guide/"


def test_the_server_is_no_author(body):
    assert factories.draft(body, by=SERVER).owner is None
