"""`gongkai site`: prepare and start the web site."""

import os
import signal
import socket
import threading
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress

from gongkai.cli.django import start_django
from gongkai.cli.readiness import load_application, make_ready
from gongkai.cli.site_files import export, nginx
from gongkai.cli.worker import worker_beside

THREADS: Final = 3  # of a worker; more would only wait for each other, as reading a report needs the whole interpreter
WAITING: Final = 64  # requests a worker takes on before it lets the next ones wait outside
# by the demo, in this order
FILLED: Final = (
    "bodies",
    "publishing",
    "channels",
    "screens",
    "boards",
    "applications",
    "remedies",
    "ledgers",
    "catalogue",
    "reports",
    "oversight",
)


@click.group()
def site() -> None:
    """准备并启动网站。

    网站的设置由环境变量给出，见 docs/reference/settings.md。
    """


site.add_command(nginx)
site.add_command(export)


@site.command()
def migrate() -> None:
    """建立数据库，或把它更新到这一版程序的结构。可以反复运行。"""
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    name = settings.DATABASES["default"]["NAME"]
    if isinstance(name, Path):  # a SQLite file
        name.parent.mkdir(parents=True, exist_ok=True)
        name.touch(mode=0o600)  # drafts and letters are read through the site alone
    call_command("migrate", interactive=False, verbosity=0)


@site.command()
@click.option("--body", required=True, metavar="全称", help="最上一级机关的全称，例如区人民政府。")
@click.option("--short-name", required=True, metavar="简称", help="最上一级机关的简称。")
@click.option("--slug", required=True, metavar="网址名", help="用在网址里，由小写字母、数字和连字符组成。")
@click.option("--name", required=True, metavar="姓名", help="第一位平台管理员的姓名。")
@click.option("--login", required=True, metavar="登录名", help="第一位平台管理员的登录名。")
@click.option("--email", required=True, metavar="邮箱", help="第一位平台管理员的邮箱，邀请信寄到这里。")
@click.option("--address", required=True, metavar="网址", help="网站的网址，例如 https://gongkai.example.gov.cn。")
def begin(**typed: str) -> None:
    """建立最上一级机关，邀请第一位平台管理员。只能在还没有机关时使用。

    \b
    例：gongkai site begin --body 某区人民政府 --short-name 某区 --slug mou \\
        --name 张某 --login zhang --email zhang@example.gov.cn --address https://gongkai.example.gov.cn
    """
    start_django()
    error = import_module("gongkai.apps.bodies.errors").RuleError
    try:
        import_module("gongkai.apps.bodies.beginning").begin(**typed)
    except error as refused:
        raise click.ClickException(str(refused)) from None
    click.echo("已经建立，邀请信已经发出。")


@site.command()
def demo() -> None:
    """装入演示数据：老城区、西关街道办事处和每个岗位一个账号。只能在演示模式（GONGKAI_DEMO=true）使用。"""
    start_django()
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    if not settings.DEMO:
        raise click.ClickException(
            "演示数据里有公开的密码，只能装入演示网站。请设 GONGKAI_DEMO=true，不要用在对外的网站上。"
        )
    with transaction.atomic():  # all or nothing; and a page that changes with many acts is written once, at the end
        made = [import_module(f"gongkai.apps.{app}.demonstration").make_demonstration(timezone.now()) for app in FILLED]
    click.echo("演示数据已经装入。" if made[0] else "数据库里已经有机关，没有装入演示数据。")


@site.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="地址", help="监听的地址；0.0.0.0 表示所有网卡。"
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), metavar="端口", help="监听的端口。"
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), metavar="数目", help="网页进程数。"
)
@click.option("--no-work", is_flag=True, help="不带后台进程；另用 gongkai site work 启动它。")
@click.option("--prepare", is_flag=True, help="启动前先建立或更新数据库；演示模式下装入演示数据。")
def serve(host: str, port: int, workers: int, no_work: bool, prepare: bool) -> None:
    """启动网站和它的后台进程，按 Ctrl+C 停止。

    \b
    例：gongkai site serve --port 8080
    """
    start_django()
    _must_be_free(host, port)
    if prepare:
        make_ready()
    load_application()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    click.echo(f"网站已启动：http://{host}:{port}/，按 Ctrl+C 停止。")
    server = Granian(
        "gongkai.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        log_level=LogLevels.warning,
    )
    with nullcontext() if no_work else worker_beside():
        server.serve()


@site.command()
def bake() -> None:
    """把全部公开网页重新生成为文件，不再公开的文件一并删除。

    平时不需要：发布和撤下时会自动生成。换了版本、改了机关名称或者搬了文件夹以后运行一次。
    """
    start_django()
    everything = import_module("gongkai.portal.bake.shown").everything
    bake_all = import_module("gongkai.portal.bake.services").bake_all
    failed = 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("生成网页", total=None)
        for number, (_, wrong) in enumerate(bake_all(everything()), start=1):
            progress.update(task, completed=number, description=f"生成网页 {number}")
            if wrong:
                failed += 1
                click.echo(wrong, err=True)
    if failed:
        raise click.ClickException(f"有 {failed} 个网页没有生成，原因见上。原有的文件没有改动。")
    click.echo("全部网页已经生成。")


@site.command()
@click.option("--beside", type=int, hidden=True, help="这个编号的进程结束时也结束。")
def work(beside: int | None) -> None:
    """启动后台进程：生成网页、寄信、投送，按 Ctrl+C 停止。gongkai site serve 已经自带一个。

    随时可以中断：没有做完的事留在数据库里，下次接着做。
    """
    start_django()
    at_work = import_module("gongkai.site.work")
    told_to_end = threading.Event()
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: told_to_end.set())
    try:
        at_work.work(goes_on=lambda: not told_to_end.is_set() and beside in {None, os.getppid()})
    except at_work.AlreadyAtWork as error:
        raise click.ClickException(str(error)) from None


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"不能在 {host} 的端口 {port} 上启动（{error.strerror}）。请停止占用它的程序，或用 --port 换一个端口。"
            ) from None
