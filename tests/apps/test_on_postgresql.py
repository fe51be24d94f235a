"""The apps on PostgreSQL: their whole tests once more, each app in a process with that database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
# The walk over the addresses of the staff is not among them: it asks the database nothing that the others do not.
APPS = sorted({path.parent.name for path in HERE.glob("*/test_*.py")})


@pytest.mark.postgres
@pytest.mark.parametrize("app", APPS)
def test_the_tests_of_an_app_hold_on_postgresql_too(app):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / app)],
        cwd=HERE.parents[1],
        env={**os.environ, "GONGKAI_DATABASE_URL": os.environ["GONGKAI_TEST_POSTGRES"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
