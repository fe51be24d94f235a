"""A body's own lists for the guard: words, phones and names that are public, hosts, who leads it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import lock_open, log
from gongkai.apps.publishing.models import GuardList, Leader
from gongkai.core.guard import Word, read_words, write_words

LISTS = ("words", "phones", "names", "hosts")
TERM = ("name", "title", "since_on", "until_on")


@transaction.atomic
def set_guard_list(*, by: By, body: PublicBody, lists: Mapping[str, str], now: datetime) -> GuardList:
    """Set the lists of a body (检查用的词表和名单); raises Django's ValidationError for one that cannot be read."""
    body = lock_open(body, by, Act.EDIT_GUARD_LIST, now)
    row, _made = GuardList.objects.get_or_create(public_body=body)
    before = snapshot(row, *LISTS)
    for name in LISTS:
        setattr(row, name, lists.get(name, getattr(row, name)))
    return _kept(row, by=by, now=now, told="词表、公开的电话和姓名、可以链接的网站", before=before)


@transaction.atomic
def add_word(*, by: By, body: PublicBody, word: Word, now: datetime) -> GuardList:
    """Put a word on a body's list (加入词表)."""
    body = lock_open(body, by, Act.EDIT_GUARD_LIST, now)
    row, _made = GuardList.objects.get_or_create(public_body=body)
    before, words = snapshot(row, *LISTS), read_words(row.words)
    if any(one.text == word.text for one in words):
        raise RuleError(f"词语“{word.text}”已经在词表里。", "要改它，请先从词表里移除，再重新加入。")
    row.words = write_words([*words, word])
    return _kept(row, by=by, now=now, told=f"词表加入“{word.text}”", before=before)


@transaction.atomic
def remove_word(*, by: By, body: PublicBody, text: str, now: datetime) -> GuardList:
    """Take a word off a body's list (移出词表)."""
    body = lock_open(body, by, Act.EDIT_GUARD_LIST, now)
    row, _made = GuardList.objects.get_or_create(public_body=body)
    before, words = snapshot(row, *LISTS), read_words(row.words)
    row.words = write_words(one for one in words if one.text != text)
    return _kept(row, by=by, now=now, told=f"词表移除“{text}”", before=before)


@transaction.atomic
def add_leader(
    *, by: By, body: PublicBody, name: str, title: str, since_on: date, until_on: date | None, now: datetime
) -> Leader:
    """Enter a leader's term of office (登记领导任职)."""
    body = lock_open(body, by, Act.EDIT_GUARD_LIST, now)
    made = Leader(public_body=body, name=name, title=title, since_on=since_on, until_on=until_on)
    made.full_clean()
    made.save()
    _log_leader(made, body, by=by, now=now, told=f"登记{made}", before={}, after=snapshot(made, *TERM))
    return made


@transaction.atomic
def change_leader(*, by: By, leader: Leader, typed: Mapping[str, Any], now: datetime) -> Leader:
    """Change a leader's term of office, as when it ends (更新领导任职)."""
    body = lock_open(leader.public_body, by, Act.EDIT_GUARD_LIST, now)
    leader = Leader.objects.get(pk=leader.pk)
    before = snapshot(leader, *TERM)
    for name in TERM:
        setattr(leader, name, typed[name])
    leader.full_clean()
    leader.save()
    _log_leader(leader, body, by=by, now=now, told=f"更新{leader}", before=before, after=snapshot(leader, *TERM))
    return leader


@transaction.atomic
def remove_leader(*, by: By, leader: Leader, now: datetime) -> None:
    """Take a term of office off the list that was entered by mistake (移除领导任职)."""
    body = lock_open(leader.public_body, by, Act.EDIT_GUARD_LIST, now)
    _log_leader(leader, body, by=by, now=now, told=f"移除{leader}", before=snapshot(leader, *TERM), after={})
    leader.delete()


def _kept(row: GuardList, *, by: By, now: datetime, told: str, before: Mapping[str, Any]) -> GuardList:
    row.full_clean()
    row.save()
    after = snapshot(row, *LISTS)
    log(Act.EDIT_GUARD_LIST, row, by=by, now=now, body=row.public_body, told=told, before=before, after=after)
    return row


def _log_leader(
    leader: Leader,
    body: PublicBody,
    *,
    by: By,
    now: datetime,
    told: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    log(Act.EDIT_GUARD_LIST, leader, by=by, now=now, body=body, told=told, before=before, after=after)
