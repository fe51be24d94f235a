"""The worker: does what is due, survives what fails, is alone, starts with the site and ends with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from gongkai.site import work
from tests.apps.audit.factories import log

KEY = "k3y-" * 20 + "0123456789"
PATIENCE = 60
DONE: list[str] = []


def first(*, now):
    DONE.append("first")
    raise KeyError("first fails")


def second(*, now):
    DONE.append("second")
    return 2


def test_every_job_named_in_the_settings_is_there():
    assert work.jobs()


def test_one_job_that_fails_stops_no_other_and_rests(caplog):
    DONE.clear()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with override_settings(WORK=[f"{__name__}.first", f"{__name__}.second"]):
        worker = work.Worker()
        assert worker.round(now) == 2
        assert worker.round(now) == 2
        assert worker.round(now + work.LONGEST_REST) == 2

    assert DONE == ["first", "second", "second", "first", "second"]
    assert "first failed" in caplog.text


def test_a_second_worker_of_the_same_folder_is_refused(tmp_path):
    with override_settings(VAR_DIR=tmp_path), work._alone(tmp_path / "worker.lock"), pytest.raises(work.AlreadyAtWork):
        work.work(goes_on=lambda: True)


@pytest.mark.django_db
def test_a_clock_that_was_set_back_is_told_once_and_the_work_goes_on(tmp_path, caplog):
    caplog.set_level("WARNING", logger="gongkai.site.work")
    DONE.clear()
    log(at=timezone.now() + timedelta(days=3))
    rounds = iter([True] * 4)  # one of them for the database
    with override_settings(VAR_DIR=tmp_path, WORK=[f"{__name__}.second"]):
        work.work(goes_on=lambda: next(rounds, False))

    assert DONE == ["second"] * 3
    assert caplog.text.count("服务器的时钟被拨回") == 1


@pytest.mark.django_db
def test_a_clock_that_is_right_is_not_spoken_of(tmp_path, caplog):
    caplog.set_level("WARNING", logger="gongkai.site.work")
    log(at=timezone.now())
    rounds = iter([True] * 2)
    with override_settings(VAR_DIR=tmp_path, WORK=[f"{__name__}.second"]):
        work.work(goes_on=lambda: next(rounds, False))

    assert "时钟" not in caplog.text


def environ(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    kept["DJANGO_SETTINGS_MODULE"] = "gongkai.site.settings"  # as on a real machine
    return {**kept, "GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(folder)}


def start(folder, *arguments):
    command = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", *arguments]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, env=environ(folder), stdout=log, stderr=log)


def children(number):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == number and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def keeper_and_worker(site):
    """The small process that keeps the worker, and the worker, once both are there."""
    for keeper in children(site):
        for child in children(keeper):
            try:
                if b"--beside" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return keeper, child
            except (FileNotFoundError, ProcessLookupError):
                continue
    return None


def wait_for(truth):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = truth()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def is_alive(number):
    return (
        Path(f"/proc/{number}/stat").exists()
        and Path(f"/proc/{number}/stat").read_text().split(")")[1].split()[0] != "Z"
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def site(tmp_path):
    started = start(tmp_path, "serve", "--port", free_port())
    ours = set()
    try:
        wait_for(lambda: keeper_and_worker(started.pid))
        ours = set(children(started.pid))
        yield started
    finally:
        started.terminate()
        started.wait(PATIENCE)
        for left in filter(is_alive, ours):  # a site that is killed leaves its web processes behind
            os.kill(left, signal.SIGKILL)


def test_the_site_brings_a_worker_starts_it_again_and_ends_it(site):
    _, first_one = keeper_and_worker(site.pid)
    os.kill(first_one, signal.SIGKILL)
    keeper, second_one = wait_for(lambda: (both := keeper_and_worker(site.pid)) and both[1] != first_one and both)

    site.terminate()
    site.wait(PATIENCE)

    wait_for(lambda: not is_alive(second_one) and not is_alive(keeper))


def test_a_worker_ends_when_its_site_is_killed(site):
    keeper, worker = keeper_and_worker(site.pid)

    site.kill()
    site.wait(PATIENCE)

    wait_for(lambda: not is_alive(worker) and not is_alive(keeper))


def test_a_worker_ends_when_its_keeper_is_killed(site):
    keeper, worker = keeper_and_worker(site.pid)

    os.kill(keeper, signal.SIGKILL)

    wait_for(lambda: not is_alive(worker))


def test_a_worker_waits_for_its_tables_and_says_so_once(tmp_path):
    worker = start(tmp_path, "work")
    try:
        wait_for(lambda: "gongkai site migrate" in (tmp_path / "log").read_text())
        time.sleep(2 * work.PAUSE)
    finally:
        worker.terminate()
        worker.wait(PATIENCE)

    told = (tmp_path / "log").read_text()
    assert worker.returncode == 0
    assert told.count("\n") == 1
    assert "数据库里还没有这一版程序的表" in told


def test_nothing_keeps_a_worker_from_a_database_that_is_ready(db):
    assert work.obstacle() == ""
