"""Names of files that are hostile or no text: they steer no terminal, break no result, and never cost an original."""

import os
import subprocess
import sys

import pytest

from gongkai.core.report.writers import write
from tests.core.report.factories import report

RUN = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "report"]
NAMES = [pytest.param(b"a\x1b[31mred\nnew.html", id="control"), pytest.param(b"bad\xffname.html", id="no-text")]
USES = [
    pytest.param(["read"], id="read"),
    pytest.param(["read", "--format", "json"], id="read-json"),
    pytest.param(["check"], id="check"),
    pytest.param(["check", "--format", "json"], id="check-json"),
    pytest.param(["check", "--format", "html"], id="check-html"),
    pytest.param(["convert", "--to", "json", "-o", "-"], id="convert"),
    pytest.param(["convert", "--to", "csv", "-o", "folder", "x.html"], id="convert-many"),
    pytest.param(["sum"], id="sum"),
    pytest.param(["sum", "--format", "html"], id="sum-html"),
    pytest.param(["compare", "x.html"], id="compare"),
    pytest.param(["compare", "--format", "html", "x.html"], id="compare-html"),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "x.html").write_bytes(write(report(), "html"))
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("arguments", USES)
@pytest.mark.parametrize("content", ["report", "rubbish"])
def test_a_name_steers_no_terminal_and_breaks_no_result(folder, name, arguments, content):
    data = b"junk" if content == "rubbish" else write(report(organ="", title="", front="", s1="一"), "html")
    (folder / os.fsdecode(name)).write_bytes(data)
    done = subprocess.run([*RUN, *arguments, os.fsdecode(name)], cwd=folder, capture_output=True, check=False)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    assert "程序出错".encode() not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", "x.html", "--format", "json"], id="check"),
        pytest.param(["check", "y.html", "-p", "x.html", "--format", "json"], id="check-previous"),
        pytest.param(["sum", "x.html", "--format", "json"], id="sum"),
        pytest.param(["sum", "y.html", "--parent", "x.html", "--format", "json"], id="sum-parent"),
        pytest.param(["compare", "x.html", "y.html", "--format", "json"], id="compare-left"),
        pytest.param(["compare", "y.html", "x.html", "--format", "json"], id="compare-right"),
    ],
)
def test_no_result_is_written_over_what_it_is_made_from(folder, arguments):
    before = (folder / "x.html").read_bytes()
    (folder / "y.html").write_bytes(before)
    (folder / "link.json").symlink_to("x.html")
    done = subprocess.run([*RUN, *arguments, "-o", "link.json"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert "会把它覆盖".encode() in done.stderr
    assert (folder / "x.html").read_bytes() == before
