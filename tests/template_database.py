"""A database with the tables of the site: made by the migrations once, and copied as long as no migration changes."""

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(tempfile.gettempdir()) / "gongkai-tests"
MIGRATE = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "migrate"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Make the database of the tests, in place of pytest-django's own fixture."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            _copy_in(sqlite_template())
            yield
            connection.close()
            return
        server = os.environ["GONGKAI_TEST_POSTGRES"]
        with postgres_copy(server) as name:
            connection.close()
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
            yield
            connection.close()


def sqlite_template() -> Path:
    """Return the file of the template on SQLite; it is made when it is not there."""
    template = FOLDER / f"template-{_key()}.sqlite3"
    with _alone():
        if not template.exists():
            whole = template.with_suffix(".making")
            whole.unlink(missing_ok=True)
            _migrate(f"sqlite:///{whole}")
            whole.replace(template)
    return template


@contextmanager
def postgres_copy(server: str) -> Iterator[str]:
    """Yield the name of a database with the tables of the site on a server; it is dropped afterwards."""
    import psycopg

    name, template = f"copy_{uuid.uuid4().hex}", _postgres_template(server)
    with psycopg.connect(server, autocommit=True) as link:
        with _alone():  # nobody may be connected to a database that is copied, and one copy is made at a time
            link.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield name
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address_on(server: str, name: str) -> str:
    """Return the address of a database of that name beside the one that the server's address names."""
    return server.replace("/postgres?", f"/{name}?")


def _postgres_template(server: str) -> str:
    import psycopg

    template = f"template_{_key()}"
    with _alone(), psycopg.connect(server, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            link.execute("DROP DATABASE IF EXISTS making WITH (FORCE)")
            link.execute("CREATE DATABASE making")
            _migrate(address_on(server, "making"))
            link.execute(f"ALTER DATABASE making RENAME TO {template}")
    return template


@contextmanager
def _alone() -> Iterator[None]:
    """Hold back the other processes of the tests."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(address: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    given = {
        "GONGKAI_SECRET_KEY": "for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
        "GONGKAI_DATABASE_URL": address,
        "GONGKAI_VAR_DIR": str(FOLDER),
    }
    subprocess.run(MIGRATE, env={**environ, **given}, check=True, capture_output=True)


@cache
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
