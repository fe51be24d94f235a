"""The end of the chain in files, day by day."""

from datetime import timedelta

import pytest

from gongkai.apps.audit import heads
from gongkai.apps.audit.selectors import verify
from tests.apps.audit.factories import NOON, log

pytestmark = pytest.mark.django_db


def test_the_worker_exports_once_a_day_by_the_date_in_beijing(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    late = NOON.replace(hour=15, minute=59)
    done = [heads.export_due(now=at) for at in (NOON, late, late + timedelta(minutes=1))]
    assert done == [1, 0, 1]
    days = sorted(path.name[11:21] for path in (tmp_path / "audit-heads").iterdir())
    assert days == [str(NOON.date()), str(NOON.date() + timedelta(days=1))]


def test_what_was_exported_is_what_verify_takes(tmp_path):
    for _number in range(3):
        log()
        heads.export_head(tmp_path, now=NOON)
    exported = list(heads.exported_heads(tmp_path))
    assert [head.number for head in exported] == [1, 2, 3]
    assert list(verify(exported)) == []


def test_an_empty_log_can_be_exported_and_grows_from_there(tmp_path):
    heads.export_head(tmp_path, now=NOON)
    log()
    assert heads.export_head(tmp_path, now=NOON).read_text().count("\n") == 2


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = heads.export_head(tmp_path, now=NOON)
    before = path.read_text()

    def fail(_number):
        raise OSError("disk full")

    monkeypatch.setattr(heads.os, "fsync", fail)
    log()
    with pytest.raises(OSError, match="disk full"):
        heads.export_head(tmp_path, now=NOON)
    assert path.read_text() == before
    assert list(tmp_path.iterdir()) == [path]
