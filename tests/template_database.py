"""The database of the tests on SQLite: made by the migrations once, and copied as long as no migration changes."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import setup_databases, teardown_databases


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request) -> Iterator[None]:
    """Make the database of the tests, in place of pytest-django's own fixture."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            made = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(made, verbosity=0)
            return
        template = Path(tempfile.gettempdir()) / "gongkai-tests" / f"template-{_key()}.sqlite3"
        if template.exists():
            _copy_in(template)
        else:
            setup_databases(verbosity=0, interactive=False)
            _copy_out(template)
    yield
    with django_db_blocker.unblock():
        connection.close()


def _key() -> str:
    """Return what the tables depend on: every migration, and the apps there are."""
    loader = MigrationLoader(None)
    files = {Path(str(import_module(one.__module__).__file__)) for one in loader.disk_migrations.values()}
    seen = sha256(",".join(config.name for config in apps.get_app_configs()).encode())
    for file in sorted(files):
        seen.update(file.read_bytes())
    return seen.hexdigest()[:20]


def _copy_in(template: Path) -> None:
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with sqlite3.connect(template) as source:
        source.backup(connection.connection)
    source.close()


def _copy_out(template: Path) -> None:
    template.parent.mkdir(parents=True, exist_ok=True)
    whole = template.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(whole) as target:
        connection.connection.backup(target)
    target.close()
    whole.replace(template)
