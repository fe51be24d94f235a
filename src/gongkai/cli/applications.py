"""`gongkai applications`: keys, upkeep, letters by mail and the calendar of the applications for information."""

import tomllib
from importlib import import_module
from typing import Any, BinaryIO, Final

import click
from rich.console import Console
from rich.progress import Progress

from gongkai.cli.django import start_django

SERVICES: Final = "gongkai.apps.applications.services"


@click.group()
def applications() -> None:
    """依申请公开的维护：更换密钥、重建、清除期满的申请人信息、寄信、录入放假安排。"""


@applications.command("rotate-key")
def rotate_key() -> None:
    """用 GONGKAI_APPLICANT_KEYS 中的第一把密钥重新加密全部申请人信息。可以中断，再运行时接着做。

    先把新的密钥写在最前面、旧的留在后面，重启网站；运行完这个命令，再去掉旧的。
    """
    start_django()
    from django.utils import timezone

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("重新加密", total=None)
        done = _run("upkeep", "rotate_keys", timezone.now(), lambda number: progress.update(task, completed=number))
    click.echo(f"重新加密了 {done} 条。")


@applications.command()
def rebuild() -> None:
    """从办理记录重新推算每件申请的状态和期限。退出状态：0 都一致，1 有不一致的，已经改正。"""
    start_django()
    from django.utils import timezone

    seen, wrong = _run("upkeep", "rebuild", timezone.localdate())
    click.echo(f"核对了 {seen} 件申请，改正了 {wrong} 件。")
    raise SystemExit(1 if wrong else 0)


@applications.command()
def erase() -> None:
    """清除保存期限届满的申请人信息；办理记录和统计保留。保存期限是机关设置“申请人信息保存期限”。"""
    start_django()
    from django.utils import timezone

    click.echo(f"清除了 {_run('upkeep', 'erase_old', timezone.now())} 件申请的申请人信息。")


@applications.command()
def mail() -> None:
    """把等待寄出的邮件寄出一遍。后台进程（gongkai site work）平时会自动寄。退出状态：1 有没寄出的。"""
    start_django()
    from django.utils import timezone

    done, failed = _run("mails", "send_due_mails", timezone.now())
    click.echo(f"寄出 {done} 封，没有寄出 {failed} 封。")
    raise SystemExit(1 if failed else 0)


@applications.command()
@click.argument("file", type=click.File("rb"), metavar="文件")
def notice(file: BinaryIO) -> None:
    """录入一年的放假安排（TOML 文件），重新推算办理中的申请的期限，列出变动的。

    文件的写法与 src/gongkai/core/law/data/calendar 中的相同。

    \b
    例：gongkai applications notice 2027.toml
    """
    start_django()
    from django.utils import timezone

    server = import_module("gongkai.apps.bodies.permissions").SERVER
    wrong = import_module("gongkai.core.law.errors").RuleError
    try:
        moved = import_module(f"{SERVICES}.calendars").add_notice(by=server, data=_read(file), now=timezone.now())
    except wrong as error:
        raise click.ClickException(str(error)) from None
    for sentence in moved:
        click.echo(sentence)
    click.echo(f"已经录入，{len(moved)} 件申请的期限有变动。")


def _read(file: BinaryIO) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read().decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.ClickException(
            f"文件“{file.name}”不是 TOML 文件：{error}。请对照附带的放假安排文件改正。"
        ) from None


def _run(module: str, name: str, *arguments: Any) -> Any:
    """Call a service by name; what a person can mend ends the command with its sentence."""
    refused = import_module("gongkai.apps.applications.errors").REFUSALS
    try:
        return getattr(import_module(f"{SERVICES}.{module}"), name)(*arguments)
    except refused as error:
        raise click.ClickException(str(error)) from None
