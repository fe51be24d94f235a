"""`gongkai mail`: letters that a mail system hands over."""

import sys
from importlib import import_module
from typing import Final

import click

from gongkai.cli.django import start_django

# What mail systems understand (sysexits.h): refuse with a notice to the sender, or try again later.
REFUSED, NO_SUCH_ADDRESS, TRY_AGAIN = 65, 67, 75
LARGEST: Final = 30_000_001  # bytes: one more than a letter may have


@click.group()
def mail() -> None:
    """邮件系统转来的邮件。"""


@mail.command()
@click.option("--to", "recipients", multiple=True, metavar="邮箱", help="收件地址；不给出时看信头。可以重复。")
def receive(recipients: tuple[str, ...]) -> None:
    """从标准输入接收一封邮件，存为待登记的申请；同一封只存一次。退信记到原来的信上。

    供邮件系统的管道使用。退出状态：0 已收下；65 邮件不能接收；67 没有这个收件地址；75 暂时不行，请稍后重投。

    \b
    例（Postfix 的 aliases）：shenqing: "|/opt/gongkai/.venv/bin/gongkai mail receive --to shenqing@example.gov.cn"
    """
    start_django()
    from django.db import DatabaseError
    from django.utils import timezone

    incoming = import_module("gongkai.apps.applications.services.incoming")
    errors = import_module("gongkai.apps.applications.errors")
    data = sys.stdin.buffer.read(LARGEST)
    try:
        incoming.receive(data, now=timezone.now(), to=recipients)
    except incoming.NobodysAddress as error:
        _end(str(error), NO_SUCH_ADDRESS)
    except incoming.BadLetter as error:
        _end(str(error), REFUSED)
    except (errors.RuleError, DatabaseError) as error:
        _end(str(error), TRY_AGAIN)


def _end(told: str, status: int) -> None:
    click.echo(told, err=True)
    raise SystemExit(status)
