"""The command line as a whole."""

import re
import subprocess
import sys

import pytest


def test_the_help_lists_the_groups_in_chinese(run_gongkai):
    done = run_gongkai("--help")
    assert done.returncode == 0
    assert "用法" in done.stdout
    assert re.search("report +读取、检查", done.stdout)
    assert done.stderr == ""


def test_the_help_loads_no_part_that_it_does_not_need():
    code = (
        "import sys\n"
        "from gongkai.cli.main import gongkai\n"
        "gongkai.main(['--help'], standalone_mode=False)\n"
        "print(sorted({'django', 'lxml', 'rich', 'typst', 'pypdfium2', 'multiprocessing'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["repord"], "没有命令“repord”。", id="unknown-command"),
        pytest.param(["--wrong"], "没有选项“--wrong”。", id="unknown-option"),
        pytest.param(["report", "read", "--forma", "x"], "您想写的可能是“--format”。", id="nearly-an-option"),
        pytest.param(["site", "serve", "--port", "0"], "：应当在 1 至 65535 之间。", id="out-of-range"),
        pytest.param(["report", "read", "x", "-j", "-1"], "“--jobs”或“-j”的值不能用：“-1”不在", id="below-the-range"),
        pytest.param(["site", "serve", "--port", "eighty"], "“--port”的值不能用：“eighty”不是整数。", id="no-number"),
        pytest.param(["report", "check", "x", "--format", "doc"], "可以写：text、json、html、xlsx。", id="no-choice"),
        pytest.param(["report", "check"], "缺少参数“文件”。", id="no-argument"),
        pytest.param(["report", "convert", "x"], "缺少选项“--out”或“-o”。", id="no-option"),
        pytest.param(
            ["law", "due", "--received", "2024-01-02"], "缺少选项“--channel”。可以写：counter、", id="no-channel"
        ),
        pytest.param(
            ["report", "check", "x", "--published", "2024-13-40"], "应当写成 2026-03-02 的样子。", id="no-day"
        ),
        pytest.param(["report", "read", "--format"], "选项“--format”后面缺少值。", id="no-value"),
        pytest.param(["report", "compare", "a", "b", "c"], "多写了参数“c”。", id="too-much"),
        pytest.param(["report", "read", ""], "文件名是空的", id="empty-name"),
        pytest.param(["report", "check", "x", "-o", ""], "文件名是空的", id="empty-name-for-the-result"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_status_2(run_gongkai, arguments, said):
    done = run_gongkai(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Error" not in done.stderr
    assert not set("'\"") & set(done.stderr)
    assert done.stdout == ""


def test_the_version_is_that_of_the_package(run_gongkai):
    from importlib.metadata import version

    assert run_gongkai("--version").stdout == f"gongkai {version('gongkai')}\n"


def test_the_usage_line_of_every_command_is_chinese(run_gongkai):
    assert "gongkai site [选项] 命令 ..." in run_gongkai("site", "--help").stdout
    assert "gongkai site serve [选项]" in run_gongkai("site", "serve", "--help").stdout
