"""`gongkai`: the command line. Groups are loaded when they are asked for, so that each starts fast."""

import importlib
import os
import sys
from gettext import bindtextdomain, textdomain
from pathlib import Path
from typing import Final, NoReturn

import click

from gongkai import __version__
from gongkai.cli.refusals import show
from gongkai.cli.streams import hold_streams, lost

# Name of the group: where it is, and its line in the help.
GROUPS: Final = {
    "report": ("gongkai.cli.report:report", "读取、检查、转换、比较和汇总年度报告。"),
    "law": ("gongkai.cli.law:law", "计算答复期限、信息处理费和工作日。"),
    "letter": ("gongkai.cli.letter:letter", "生成依申请公开的文书。"),
    "redact": ("gongkai.cli.redact:command", "遮盖要提供的文件。"),
    "applications": ("gongkai.cli.applications:applications", "依申请公开的维护。"),
    "mail": ("gongkai.cli.mail:mail", "接收邮件系统转来的邮件。"),
    "guard": ("gongkai.cli.guard:guard", "发布前检查：个人信息、密级标志、看不见的内容。"),
    "audit": ("gongkai.cli.audit:audit", "核对操作日志，导出链头。"),
    "site": ("gongkai.cli.site:site", "准备并启动网站。"),
}
CONTEXT: Final = {"help_option_names": ["-h", "--help"]}


class LazyGroup(click.Group):
    """A group whose subcommands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of GROUPS."""
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the group of a name; None for a name that is not there."""
        if cmd_name not in GROUPS:
            return None
        module, _, attribute = GROUPS[cmd_name][0].partition(":")
        return _in_chinese(getattr(importlib.import_module(module), attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the groups without importing them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in GROUPS.items()])


@click.command(cls=LazyGroup, subcommand_metavar="命令 ...", options_metavar="[选项]", context_settings=CONTEXT)
@click.version_option(
    __version__, "-V", "--version", prog_name="gongkai", message="%(prog)s %(version)s", help="显示版本。"
)
def gongkai() -> None:
    """公开：政府信息公开的工具。

    \b
    例：gongkai report check 报告.docx
    """


def main() -> NoReturn:
    """Run the command line; exit status 2 for wrong use."""
    hold_streams()
    speak_chinese()
    try:
        status = _run()
        sys.stdout.flush()
    except OSError as error:
        status = lost(error)
    sys.exit(status)


def _run() -> int:
    """Run a command and return its exit status, once all that it printed is on its way."""
    stdout = sys.stdout
    try:
        status = gongkai.main(prog_name="gongkai", standalone_mode=False)
    except click.ClickException as error:
        show(error)
        return error.exit_code
    except click.Abort:
        click.echo("已中止。", err=True)
        return 1
    except SystemExit as end:
        if sys.stdout is not stdout:  # click put another in its place: the reader went away, as `| head` does
            return 0
        if isinstance(end.code, str):
            raise
        return end.code or 0
    return status if isinstance(status, int) else 0


def _in_chinese(command: click.Command) -> click.Command:
    """Give a command and those below it the words of their usage line, which click does not look up."""
    if command.options_metavar is not None:
        command.options_metavar = "[选项]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 ..."
        for below in command.commands.values():
            _in_chinese(below)
    return command


def speak_chinese() -> None:
    """Give click's own sentences, which it looks up through gettext, in Chinese."""
    os.environ["LANGUAGE"] = "zh_CN"
    bindtextdomain("click", str(Path(__file__).parent / "locale"))
    textdomain("click")
