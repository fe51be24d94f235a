"""The command line as a whole."""

import subprocess
import sys

import pytest


def test_the_help_lists_the_groups_in_chinese(run_gongkai):
    done = run_gongkai("--help")
    assert done.returncode == 0
    assert "用法" in done.stdout
    assert "report  读取、检查" in done.stdout
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
        pytest.param(["repord"], "没有命令 repord。", id="unknown-command"),
        pytest.param(["--wrong"], "没有选项 --wrong。", id="unknown-option"),
        pytest.param(["site", "serve", "--port", "0"], "'--port' 的值不能用：0 不在允许的范围", id="out-of-range"),
        pytest.param(["site", "serve", "--port", "eighty"], "'--port' 的值不能用：eighty 不是数字。", id="no-number"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_status_2(run_gongkai, arguments, said):
    done = run_gongkai(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Error" not in done.stderr
    assert done.stdout == ""


def test_the_version_is_that_of_the_package(run_gongkai):
    from importlib.metadata import version

    assert run_gongkai("--version").stdout == f"gongkai {version('gongkai')}\n"


def test_the_usage_line_of_every_command_is_chinese(run_gongkai):
    assert "gongkai site [选项] 命令 ..." in run_gongkai("site", "--help").stdout
    assert "gongkai site serve [选项]" in run_gongkai("site", "serve", "--help").stdout
