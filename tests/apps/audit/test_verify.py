"""Whoever changes the log behind its back is found at the right row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.apps.audit import selectors
from gongkai.apps.audit.models import Entry, Head
from gongkai.apps.audit.selectors import ExportedHead, Fault, verify
from tests.apps.audit.factories import log, sql, triggers

LENGTH = 6
FIELDS = ["at", "actor_id", "actor_name", "body_id", "act", "subject", "summary", "before", "after", "previous"]
rows = st.integers(1, LENGTH)


@pytest.fixture
def open_log(db):
    log(LENGTH)
    triggers(on=False)


def found(*exported: ExportedHead) -> list[tuple[Fault, int]]:
    return [(finding.fault, finding.number) for finding in verify(exported)]


def rehash(number: int) -> None:
    """Make a changed row believable by itself."""
    row = Entry.objects.get(pk=number)
    Entry.objects.filter(pk=number).update(digest=row.link().digest())


class Tampering(TestCase):
    """Each example begins with an untouched log whose triggers are gone."""

    def setup_example(self):
        super().setup_example()
        log(LENGTH)
        triggers(on=False)

    @given(row=rows, field=st.sampled_from(FIELDS))
    @settings(max_examples=40)
    def test_any_altered_field_of_any_row_is_found_there(self, row, field):
        value = {"at": "2020-01-01 00:00:00+00:00", "body_id": 99}.get(field, "x")
        sql(f"UPDATE audit_entry SET {field} = %s WHERE number = %s", value, row)
        assert found() == [(Fault.ALTERED, row)]

    @given(row=rows)
    def test_an_altered_digest_is_found_there(self, row):
        sql("UPDATE audit_entry SET digest = %s WHERE number = %s", "f" * 64, row)
        assert found() == [(Fault.ALTERED, row)]

    @given(row=rows)
    def test_a_row_rewritten_with_its_digest_is_found_where_the_next_one_begins(self, row):
        sql("UPDATE audit_entry SET summary = 'x' WHERE number = %s", row)
        rehash(row)
        expected = (Fault.HEAD, row) if row == LENGTH else (Fault.UNLINKED, row + 1)
        assert found() == [expected]

    @given(first=rows, count=st.integers(1, LENGTH))
    def test_removed_rows_are_found_where_the_first_of_them_stood(self, first, count):
        sql("DELETE FROM audit_entry WHERE number >= %s AND number < %s", first, first + count)
        assert found() == [(Fault.MISSING, first)]

    @given(pair=st.lists(rows, min_size=2, max_size=2, unique=True))
    def test_two_rows_that_change_places_are_both_found(self, pair):
        one, other = pair
        for old, new in ((one, 1000), (other, one), (1000, other)):
            sql("UPDATE audit_entry SET number = %s WHERE number = %s", new, old)
        places = found()
        assert [number for fault, number in places if fault is Fault.ALTERED] == sorted(pair)
        # what followed them is whole, but no longer follows what it followed
        assert {number for fault, number in places if fault is Fault.UNLINKED} <= {one + 1, other + 1}

    @given(at=rows)
    def test_an_inserted_row_is_found_where_it_stands(self, at):
        for number in range(LENGTH, at - 1, -1):
            sql("UPDATE audit_entry SET number = %s WHERE number = %s", number + 1, number)
        copy = Entry.objects.get(pk=at + 1)
        copy.number, copy.summary = at, "插入"
        copy.digest = copy.link().digest()
        copy.save(force_insert=True)
        places = found()
        assert places[0] == (Fault.ALTERED, at + 1)  # itself it fits in; the rows it pushed down do not
        assert [number for fault, number in places if fault is Fault.ALTERED] == list(range(at + 1, LENGTH + 2))
        assert places[-1] == (Fault.BEYOND, LENGTH + 1)

    @given(removed=rows)
    def test_a_gap_closed_by_renumbering_is_found_at_the_gap(self, removed):
        sql("DELETE FROM audit_entry WHERE number = %s", removed)
        for number in range(removed + 1, LENGTH + 1):
            sql("UPDATE audit_entry SET number = %s WHERE number = %s", number - 1, number)
            rehash(number - 1)
        first = (Fault.MISSING if removed == LENGTH else Fault.UNLINKED, removed)
        assert found()[0] == first

    @given(row=rows)
    def test_a_log_rewritten_from_a_row_on_is_found_by_an_exported_head(self, row):
        exported = [ExportedHead(entry.number, entry.digest) for entry in Entry.objects.all()]
        sql("UPDATE audit_entry SET summary = 'x' WHERE number = %s", row)
        for number in range(row, LENGTH + 1):
            rehash(number)
            following = Entry.objects.filter(pk=number + 1)
            following.update(previous=Entry.objects.get(pk=number).digest)
        Head.objects.update(digest=Entry.objects.get(pk=LENGTH).digest)
        assert found() == []
        assert found(*exported) == [(Fault.EXPORTED, number) for number in range(row, LENGTH + 1)]


def test_an_untouched_log_is_believed_with_the_heads_exported_from_it(open_log):
    assert found(*(ExportedHead(entry.number, entry.digest) for entry in Entry.objects.all())) == []


def test_an_empty_log_is_believed(db):
    assert found() == []


def test_a_log_emptied_with_its_head_set_back_is_found_by_an_exported_head(open_log):
    exported = ExportedHead(LENGTH, Entry.objects.get(pk=LENGTH).digest)
    sql("DELETE FROM audit_entry")
    sql("UPDATE audit_head SET number = 0, digest = %s", "0" * 64)
    assert found() == []
    assert found(exported) == [(Fault.EXPORTED, LENGTH)]


def test_a_row_added_behind_the_head_is_found(open_log):
    row = Entry.objects.get(pk=LENGTH)
    row.number, row.previous = LENGTH + 1, row.digest
    row.digest = row.link().digest()
    row.save(force_insert=True)
    assert found() == [(Fault.BEYOND, LENGTH + 1)]


def test_a_row_before_the_first_is_found(open_log):
    row = Entry.objects.get(pk=1)
    row.number = 0
    row.digest = row.link().digest()
    row.save(force_insert=True)
    assert found()[0] == (Fault.BEYOND, 0)


def test_an_algorithm_nobody_knows_is_an_altered_row(open_log):
    sql("UPDATE audit_entry SET algorithm = 'none' WHERE number = 2")
    assert found() == [(Fault.ALTERED, 2)]


def test_a_head_that_is_gone_is_told(open_log):
    sql("DELETE FROM audit_head")
    assert found() == [(Fault.NO_HEAD, LENGTH)]


def test_rows_are_taken_in_batches(open_log, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(selectors, "BATCH", 2)
    with django_assert_num_queries(5):  # three full batches, the empty one, the head
        assert found() == []


def test_every_finding_is_told_in_chinese_with_its_row(open_log):
    sql("UPDATE audit_entry SET summary = 'x' WHERE number = 2")
    sql("DELETE FROM audit_entry WHERE number IN (4, 5)")
    assert [finding.problem for finding in verify()] == [
        "第 2 条的内容与它的杂凑值不符，被改动过。",
        "第 4 条至第 5 条被删除。",
    ]
