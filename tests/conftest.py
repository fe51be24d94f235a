"""What every test may ask for: the corpus of published reports, databases, a Chromium."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.template_database import (
    address_on,
    django_db_setup,  # noqa: F401 a fixture for all tests
    postgres_copy,
    sqlite_template,
)

ROOT = Path(__file__).resolve().parent.parent

# No deadline: a test must not fail because the machine is busy.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("default"), max_examples=20_000)
settings.load_profile(os.environ.get("GONGKAI_TEST_HYPOTHESIS", "default"))


def missing(what: str) -> None:
    """Skip for want of `what`; in continuous integration nothing may be wanting."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and continuous integration must not skip")
    pytest.skip(f"{what} is missing")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgres") and not os.environ.get("GONGKAI_TEST_POSTGRES"):
        missing("GONGKAI_TEST_POSTGRES (scripts/with-postgres.sh sets it)")
    if "GONGKAI_DATABASE_URL" in os.environ and {"empty_database", "migrated_database"} & set(item.fixturenames):
        pytest.skip("has databases of its own, and ran with the rest")
    if item.get_closest_marker("browser") and chromium_path() is None:
        missing("Chromium (scripts/system-packages.sh installs it)")
    if item.get_closest_marker("corpus") and corpus_path() is None:
        pytest.skip("no corpus of published reports in ../shared/corpus (GONGKAI_TEST_CORPUS names another folder)")


def chromium_path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def corpus_path() -> Path | None:
    folder = Path(os.environ.get("GONGKAI_TEST_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if (folder / "reports").is_dir() else None


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of published reports; mark the test `corpus`."""
    found = corpus_path()
    assert found is not None, "mark the test with pytest.mark.corpus"
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium, for playwright's `executable_path`; mark the test `browser`."""
    found = chromium_path()
    assert found is not None, "mark the test with pytest.mark.browser"
    return found


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite3"
        return
    import psycopg

    server = os.environ["GONGKAI_TEST_POSTGRES"]
    name = f"empty_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield address_on(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def migrated_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the tables of the site and nothing in them, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copyfile(sqlite_template(), tmp_path / "migrated.sqlite3")
        yield f"sqlite:///{tmp_path}/migrated.sqlite3"
        return
    server = os.environ["GONGKAI_TEST_POSTGRES"]
    with postgres_copy(server) as name:
        yield address_on(server, name)


@pytest.fixture
def run_gongkai() -> "RunGongkai":
    """Run the real command in a process of its own."""
    return RunGongkai()


class RunGongkai:
    """`run_gongkai("report", "--help", env={...})`: the finished process, with text output."""

    def __call__(
        self, *arguments: str, env: dict[str, str] | None = None, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
        return subprocess.run(
            [sys.executable, "-c", "from gongkai.cli.main import main; main()", *arguments],
            env={**environ, **(env or {})},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
