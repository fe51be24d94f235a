"""The apps on PostgreSQL: their whole tests once more, in a process with that database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
# What asks the table of roles at every address asks the database nothing that the others do not.
ONCE = (Path(__file__), HERE / "test_staff_walk.py")


@pytest.mark.postgres
def test_the_tests_of_the_apps_hold_on_postgresql_too():
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *(f"--ignore={path}" for path in ONCE),
            str(HERE),
        ],
        cwd=HERE.parents[1],
        env={**os.environ, "GONGKAI_DATABASE_URL": os.environ["GONGKAI_TEST_POSTGRES"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
