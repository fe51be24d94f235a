"""Acts are appended in one chain, and the database takes nothing else."""

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.audit.chain import START
from gongkai.apps.audit.models import Entry, Head
from gongkai.apps.audit.selectors import entries_of_body, verify
from gongkai.apps.audit.services import SYSTEM, Actor, Change
from tests.apps.audit.factories import log, sql

pytestmark = pytest.mark.django_db


def test_each_row_names_the_one_before_and_the_head_names_the_last():
    first, second, third = log(3)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert [first.previous, second.previous, third.previous] == [START, first.digest, second.digest]
    assert str(Head.objects.get()) == f"3:{third.digest}"


def test_a_row_holds_who_when_what_before_and_after():
    (row,) = log(by=Actor("9", "乙某"), body_id=4, change=Change("t:1", {"a": 1}, {"a": 2}), summary="改")
    row.refresh_from_db()
    assert (row.actor_id, row.actor_name, row.body_id, row.act) == ("9", "乙某", 4, "try")
    assert (row.before, row.after, row.summary) == ('{"a":1}', '{"a":2}', "改")


def test_an_act_that_is_undone_leaves_no_row():
    log()
    with transaction.atomic():
        log()
        transaction.set_rollback(True)
    assert [row.number for row in log()] == [2]
    assert list(verify()) == []


@pytest.mark.parametrize("algorithm", ["sm3", "sha256"])
def test_the_algorithm_is_that_of_the_setting_and_may_change(settings, algorithm):
    log()
    settings.AUDIT_HASH = algorithm
    assert [row.algorithm for row in log()] == [algorithm]
    assert list(verify()) == []


def test_the_acts_on_a_body_come_newest_first():
    log(3, body_id=1)
    log(body_id=2)
    assert [row.number for row in entries_of_body(1)] == [3, 2, 1]


def test_a_long_summary_is_cut_and_a_command_acts_in_the_name_of_the_system():
    (row,) = log(by=SYSTEM, summary="长" * 600)
    assert (row.actor_name, len(row.summary)) == ("系统", 500)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET summary = 'x'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET number = 0",
        "UPDATE audit_head SET number = number + 2",
    ],
)
def test_the_database_refuses_to_change_the_log(statement):
    log(2)
    with pytest.raises(DatabaseError, match="appended, never changed"), transaction.atomic():
        sql(statement)
    assert Entry.objects.count() == 2
    assert list(verify()) == []


def test_an_act_outside_a_transaction_is_refused(monkeypatch):
    from gongkai.apps.audit import services
    from tests.apps.audit.factories import NOON, Act

    class Outside:
        in_atomic_block = False

    monkeypatch.setattr(transaction, "get_connection", Outside)
    with pytest.raises(transaction.TransactionManagementError):
        services.append(by=SYSTEM, at=NOON, act=Act.TRY, change=Change("t:1", {}, {}), summary="")
