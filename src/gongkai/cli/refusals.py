"""What the user is told of wrong use: click's refusals put into Chinese, with Chinese quotation marks.

Most sentences come from click's catalogue (`locale/`); here are those that click puts together itself.
"""

import re
from collections.abc import Iterable
from typing import Final

import click
from click.exceptions import NoArgsIsHelpError

_RANGE: Final = re.compile(r"(?<=：)(?:(-?\d+)<=x<=(-?\d+)|x>=(-?\d+)|x<=(-?\d+))(?=。$)")


class Refused(click.ClickException):
    """A command cannot do what was asked; wrong use has the same exit status."""

    exit_code = 2


def show(error: click.ClickException) -> None:
    """Say on stderr how the command is used, where the use was wrong, and what is wrong."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    from gongkai.core.report.writers.layout import printable  # wrong use alone waits for it

    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(
            f"{context.get_usage().replace('： ', '：', 1)}\n用法说明见 {context.command_path} --help。\n", err=True
        )
    click.echo(printable(f"错误：{told(error)}"), err=True)


def told(error: click.ClickException) -> str:
    """Return what is wrong, in one or two sentences."""
    if isinstance(error, click.MissingParameter):
        return f"缺少{_kind(error.param)}{_named(error)}。{_choices(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}的值不能用：{_because(error)}"
    if isinstance(error, click.NoSuchOption | click.NoSuchCommand) and error.possibilities:
        return f"{error.message}您想写的可能是{_quoted(sorted(error.possibilities))}。"
    return error.format_message()


def _kind(param: click.Parameter | None) -> str:
    return "选项" if isinstance(param, click.Option) else "参数"


def _named(error: click.BadParameter) -> str:
    """Return the name of the option or argument that is wrong."""
    if isinstance(error.param, click.Option):
        return _quoted(sorted(error.param.opts, key=len, reverse=True), "或")
    if error.param is not None and error.ctx is not None:
        return f"“{error.param.make_metavar(error.ctx).removesuffix('...')}”"
    return "这一项"


def _choices(param: click.Parameter | None) -> str:
    if param is None or not isinstance(param.type, click.Choice):
        return ""
    return f"可以写：{'、'.join(map(str, param.type.choices))}。"


def _because(error: click.BadParameter) -> str:
    """Return click's reason, what it lists joined as Chinese does, and a range in words."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return error.message.replace(", ".join(map(repr, choices)), "、".join(choices))
    if isinstance(kind, click.IntRange):
        return _RANGE.sub(_range_in_words, error.message)
    return error.message


def _range_in_words(found: re.Match[str]) -> str:
    least, most, at_least, at_most = found.groups()
    if least:
        return f"应当在 {least} 至 {most} 之间"
    return f"应当不小于 {at_least}" if at_least else f"应当不大于 {at_most}"


def _quoted(names: Iterable[str], joint: str = "、") -> str:
    return joint.join(f"“{name}”" for name in names)
