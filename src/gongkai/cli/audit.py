"""`gongkai audit`: check the log of acts, print the end of its chain."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TextIO

import click
from rich.console import Console
from rich.progress import Progress

from gongkai.cli.django import start_django

HEAD: Final = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@click.group()
def audit() -> None:
    """核对操作日志，导出链头。

    每一条操作记录都带有前一条的杂凑值，改动、删除或插入任何一条都能查出来。
    """


@audit.command()
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="序号:杂凑值",
    help="以前导出的链头，可以给出多个；整段重写的日志只有这样才能查出。",
)
@click.option(
    "--heads-file",
    type=click.File(encoding="utf-8"),
    metavar="文件",
    help="以前导出的链头，每行一个，格式同 gongkai audit head 的输出。",
)
@click.option(
    "--heads-folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="文件夹",
    help="以前用 gongkai audit export-head 导出的文件夹，其中每一天的链头都要核对。",
)
def verify(heads: tuple[str, ...], heads_file: TextIO | None, heads_folder: Path | None) -> None:
    """核对整个操作日志。退出状态：0 没有问题，1 有记录被改动、删除或插入，2 用法不对。

    \b
    例：gongkai audit verify --heads-file 链头.jsonl
    """
    start_django()
    selectors = import_module("gongkai.apps.audit.selectors")
    exported = [_typed(selectors, text) for text in heads]
    exported += [_saved(selectors, line) for line in heads_file or () if line.strip()]
    exported += _of_folder(heads_folder)
    end = selectors.chain_head()
    findings = checked = 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("核对操作日志", total=end.number if end else None)
        for finding in selectors.verify(exported, lambda number: progress.update(task, completed=number)):
            findings += 1
            click.echo(finding.problem)
        checked = int(progress.tasks[0].completed)
    if findings:
        click.echo(f"共发现 {findings} 处问题。请保留数据库的副本，不要修复，并报告本单位的安全负责人。")
        raise SystemExit(1)
    click.echo(f"核对了 {checked} 条操作记录，没有发现问题。")


@audit.command()
def head() -> None:
    """把日志的链头写成一行 JSON，供每天随网页导出，或另行保存。"""
    start_django()
    end = import_module("gongkai.apps.audit.selectors").chain_head()
    if end is None:
        raise click.ClickException("日志的链头被删除。请用 gongkai audit verify 核对日志。")
    click.echo(json.dumps({"number": end.number, "digest": end.digest}))


@audit.command("export-head")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="文件夹")
def export_head(folder: Path) -> None:
    """把日志的链头写进文件夹里当天的文件，供另存到别的机器。退出状态：0 已经写好，1 没有写。

    文件名形如 audit-head-2026-03-02.jsonl，每运行一次加一行；文件要么是原样，要么是写好的。
    写之前先核对文件夹里最近的一个链头，日志被删减或改写过就不写，并说明原因。

    \b
    例：gongkai audit export-head /mnt/backup/gongkai
    """
    start_django()
    from django.utils import timezone

    heads = import_module("gongkai.apps.audit.heads")
    try:
        path = heads.export_head(folder, now=timezone.now())
    except heads.HeadNotExported as refused:
        raise click.ClickException(str(refused)) from None
    except OSError as error:
        raise click.ClickException(
            f"不能写进“{folder}”（{error.strerror}）。请核对文件夹，并确认运行命令的用户可以写。"
        ) from None
    click.echo(path)


def _of_folder(folder: Path | None) -> list[Any]:
    if folder is None:
        return []
    heads = import_module("gongkai.apps.audit.heads")
    try:
        return list(heads.exported_heads(folder))
    except heads.HeadNotExported as refused:
        raise click.BadParameter(str(refused), param_hint="--heads-folder") from None


def _typed(selectors: Any, text: str) -> Any:
    match = HEAD.fullmatch(text)
    if match is None:
        raise click.BadParameter(f"“{text}”不是链头。应为“序号:64 位的杂凑值”。", param_hint="--head")
    return selectors.ExportedHead(int(match[1]), match[2])


def _saved(selectors: Any, line: str) -> Any:
    try:
        found = json.loads(line)
        return _typed(selectors, f"{found['number']}:{found['digest']}")
    except (ValueError, TypeError, KeyError):
        raise click.BadParameter(f"“{line.strip()}”不是导出的链头。", param_hint="--heads-file") from None
