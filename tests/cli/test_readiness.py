"""Before the site is served: what is missing is made, in processes of their own; nothing where nothing is missing."""

import subprocess

import click
import pytest

from gongkai.cli import readiness


@pytest.fixture
def run(monkeypatch):
    ran = []

    def record(command, *, check):
        ran.append(command[-1])
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(readiness.subprocess, "run", record)
    return ran


def test_a_database_of_this_version_is_left_alone(db, run):
    readiness.make_ready()

    assert run == []


def test_an_empty_demonstration_is_filled_and_a_failure_stops_the_start(db, run, settings):
    settings.DEMO = True

    with pytest.raises(click.ClickException, match="gongkai site demo"):
        readiness.make_ready()

    assert run == ["demo"]


def test_a_database_without_tables_is_migrated(db, run, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("one", False)])

    with pytest.raises(click.ClickException, match="gongkai site migrate"):
        readiness.make_ready()

    assert run == ["migrate"]
