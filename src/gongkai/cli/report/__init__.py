"""`gongkai report`: read, check, convert, compare and add up annual reports (年度报告), one module a command."""

import importlib
from typing import Final

import click

# Name of the command: its module and name there, and its line in the help.
COMMANDS: Final = {
    "read": ("read:read", "读出年度报告里的三张表和正文。"),
    "check": ("check:check", "检查年度报告，说明每处问题的依据和改法。"),
    "convert": ("convert:convert", "转换成 Word、PDF、网页、Excel、CSV 或 JSON。"),
    "compare": ("compare:compare", "比较两份年度报告。"),
    "sum": ("sum:add_up", "把多个机关的年度报告逐项相加。"),
}


class _Commands(click.Group):
    """The commands, each imported when it is run: reading does not wait for the checks and the writers."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of a name; None for a name that is not there."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{module}"), name)
        command.options_metavar = "[选项]"  # click does not look this word up
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Commands)
def report() -> None:
    """读取、检查、转换、比较和汇总政府信息公开工作年度报告。

    可以读取网页、Word（docx）、ODT、Excel（xlsx）、PDF、OFD、Markdown 和纯文本；本机装有 LibreOffice 时还可以读取
    doc 和 wps。文件种类按内容判断，与后缀无关。

    \b
    例：gongkai report check 西关街道2021年度报告.docx
    """
