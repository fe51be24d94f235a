"""The reader over published reports with hand-read values: the shares of right and wrong cells."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize(
    ("only", "right", "wrong"),
    [
        pytest.param("complete", "0.995", "0.0005", id="complete"),
        pytest.param("partial", "0.98", "0.001", id="cut short"),
    ],
)
def test_cells_of_published_reports_are_read_right(corpus: Path, only: str, right: str, wrong: str) -> None:
    gongkai = Path(sys.executable).with_name("gongkai")
    limits = ["--only", only, "--min-right", right, "--max-wrong", wrong]
    run = subprocess.run(
        [sys.executable, corpus / "score.py", "--cmd", str(gongkai), *limits],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
