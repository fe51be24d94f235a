"""Telling people from programs without a picture."""

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.portal.human_check import Opened, open_form, opened_form

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["10", "１０", " 10 ", "十", "10。"])
def test_the_answer_in_figures_or_characters(typed):
    assert Opened("k", NOW, 4, 6).is_answer(typed)


@pytest.mark.parametrize("typed", ["", "9", "四六", "1 0"])
def test_a_wrong_answer(typed):
    assert not Opened("k", NOW, 4, 6).is_answer(typed)


def test_a_token_is_read_back_and_a_forged_one_is_not():
    opened = open_form(datetime.now(UTC))
    back = opened_form(opened.token(), NOW)
    assert (back.key, back.one, back.other) == (opened.key, opened.one, opened.other)
    assert opened_form(opened.token()[:-1] + "x", NOW) is None
    assert opened_form("", NOW) is None


def test_too_soon_is_too_soon(monkeypatch):
    monkeypatch.setattr("gongkai.portal.human_check.AT_LEAST", timedelta(seconds=2))
    opened = Opened("k", NOW, 1, 1)
    assert opened.too_soon(NOW + timedelta(seconds=1))
    assert not opened.too_soon(NOW + timedelta(seconds=2))
