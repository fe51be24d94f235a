"""Where the output goes: a reader who leaves, a place that is full, streams that were closed before the start."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RUN = [sys.executable, "-c", "from gongkai.cli.main import main; main()"]
REPORTS = [str(EXAMPLES / name) for name in ("qingshi-2023.html", "qingshi-2022.docx", "qingshi-2023.txt")]
COMMANDS = [
    pytest.param(["--help"], id="help"),
    pytest.param(["report", "read", REPORTS[0]], id="read"),
    pytest.param(["report", "read", "--format", "json", "-j", "2", *REPORTS], id="read-in-processes"),
    pytest.param(["report", "check", REPORTS[0]], id="check"),
    pytest.param(["report", "convert", REPORTS[0], "--to", "json", "-o", "-"], id="convert"),
    pytest.param(["law", "workdays", "2024-01-01", "2024-12-31"], id="law"),
]


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("errors_too", [False, True])
def test_a_reader_who_leaves_ends_it_quietly(arguments, errors_too):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*RUN, *arguments], stdout=write, stderr=write if errors_too else subprocess.PIPE, encoding="utf-8", check=False
    )
    os.close(write)
    assert done.returncode == 0
    assert not done.stderr


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_full_place_is_told_in_a_sentence(arguments, tmp_path):
    def allow_little() -> None:  # the system then refuses what is beyond, as a full disk does
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [*RUN, *arguments],
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            preexec_fn=allow_little,  # no thread runs in the tests
        )
    assert done.returncode == 2
    assert done.stderr == "错误：结果没有写完：磁盘已满。请腾出空间，或把结果写到别的磁盘。\n"


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (1, 2), (0, 1, 2)], ids=str)
def test_streams_closed_before_the_start_are_left_alone(closed, tmp_path):
    """The next file that is opened takes the number of a closed stream: nothing that is said may get into it."""
    out, absent = tmp_path / "out.csv", str(tmp_path / "absent.html")
    shut = " ".join(f"{number}>&-" for number in closed)
    for arguments, status in ((["report", "convert", REPORTS[0], "-o", str(out)], 0), (["report", "read", absent], 2)):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {shut}', "sh", *RUN, *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status
        assert "Traceback" not in done.stderr
    assert out.read_bytes().startswith(b"\xef\xbb\xbfcell,")


def test_no_place_for_the_processes_is_told_in_a_sentence(tmp_path):
    def allow_nothing() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = subprocess.run(
        [*RUN, "report", "read", "-j", "2", *REPORTS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=allow_nothing,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 2
    assert done.stderr.startswith("错误：不能启动处理文件的进程")
    assert "Traceback" not in done.stderr
