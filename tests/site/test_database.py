"""Database addresses, and migrations from nothing on both databases."""

import sqlite3
from pathlib import Path

import pytest

from gongkai.site.database import database
from gongkai.site.environment import SettingsError

VAR = Path("/srv/gongkai")
KEY = "k3y-" * 20 + "0123456789"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        pytest.param("sqlite:///a.sqlite3", VAR / "a.sqlite3", id="relative"),
        pytest.param("sqlite:////data/a.sqlite3", Path("/data/a.sqlite3"), id="absolute"),
        pytest.param("sqlite:///%E5%85%AC.sqlite3", VAR / "公.sqlite3", id="escaped"),
        pytest.param("sqlite:///:memory:", ":memory:", id="memory"),
    ],
)
def test_a_sqlite_address_names_a_file(address, name):
    assert database(address, VAR)["NAME"] == name


def test_a_postgresql_address_is_taken_apart():
    found = database("postgresql://us%40er:p%2Fw@db.example:5433/gongkai?sslmode=require", VAR)
    expected = {"NAME": "gongkai", "USER": "us@er", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433"}
    assert {key: found[key] for key in expected} == expected
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_postgresql_socket_is_a_folder():
    found = database("postgresql://gongkai@/gongkai?host=/run/postgresql", VAR)
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("mysql://u:secret@h/d", id="another-database"),
        pytest.param("gongkai.sqlite3", id="a-bare-file"),
        pytest.param("sqlite://", id="no-file"),
        pytest.param("postgresql://u:secret@h", id="no-name"),
        pytest.param("postgresql://u:secret@h/a/b", id="two-names"),
        pytest.param("postgresql://u:secret@h:port/d", id="port-in-letters"),
        pytest.param("postgresql://u:secret@h/d?pool=3", id="unknown-option"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_the_password(address):
    with pytest.raises(SettingsError) as caught:
        database(address, VAR)
    assert "GONGKAI_DATABASE_URL" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_migrations_run_from_nothing_and_again(empty_database, run_gongkai, tmp_path):
    env = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_DATABASE_URL": empty_database, "GONGKAI_VAR_DIR": str(tmp_path)}
    for _ in range(2):
        done = run_gongkai("site", "migrate", env=env)
        assert (done.returncode, done.stderr) == (0, "")
    assert "django_session" in tables(empty_database)


def test_a_new_file_is_readable_to_its_owner_alone(run_gongkai, tmp_path):
    database_url = "sqlite:///site.sqlite3"
    env = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_DATABASE_URL": database_url, "GONGKAI_VAR_DIR": str(tmp_path)}
    assert run_gongkai("site", "migrate", env=env).returncode == 0
    assert (tmp_path / "site.sqlite3").stat().st_mode & 0o777 == 0o600


def tables(address: str) -> set[str]:
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    import psycopg

    with psycopg.connect(address) as connection:
        return {name for (name,) in connection.execute("SELECT tablename FROM pg_tables")}


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
