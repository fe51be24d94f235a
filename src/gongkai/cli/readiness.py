"""Before the site is served: its database brought up to this version, its program loaded once for all web processes."""

import gc
import subprocess
import sys
from importlib import import_module

import click

COMMAND = (sys.executable, "-c", "from gongkai.cli.main import main; main()", "site")


def make_ready() -> None:
    """Migrate where something is to be migrated; fill an empty demonstration. Each in a process of its own.

    What they take in memory is given back so, and a start with nothing to do is a few questions to the database.
    """
    from django.conf import settings
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waits = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError:  # there is no folder for the file yet; `migrate` makes it, or says what is wrong
        waits = True
    if waits:
        _run("migrate", "正在建立数据库，约半分钟。")
    if settings.DEMO and not import_module("gongkai.apps.bodies.models").PublicBody.objects.exists():
        _run("demo", "正在装入演示数据。")


def load_application() -> None:
    """Load all that a web process needs, before the server makes its processes out of this one: they share it."""
    import_module("gongkai.site.wsgi")
    from django.db import connections
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018 reading it loads every page's code
    connections.close_all()  # a connection must not be shared
    gc.collect()
    gc.freeze()  # what is loaded stays as it is: the collector need not touch, and so copy, it in each process


def _run(name: str, told: str) -> None:
    click.echo(told, err=True)
    if subprocess.run([*COMMAND, name], check=False).returncode:  # noqa: S603 this very program
        raise click.ClickException(
            f"没有准备好，网站没有启动。请按上面的提示处理后再试，或单独运行 gongkai site {name}。"
        )
