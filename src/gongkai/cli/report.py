"""`gongkai report`: read, check, convert, compare and add up annual reports (年度报告)."""

from functools import partial
from pathlib import Path
from typing import Final

import click

from gongkai.cli import batch
from gongkai.cli.report_text import report_text
from gongkai.core.report.errors import OversizedFile
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read as read_report
from gongkai.core.report.writers import json as json_form

FILE_LIMIT_MB: Final = 64  # a report is seldom over 1 MB; larger files are refused before they are loaded

FILES: Final = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件...")
JOBS: Final = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="数目",
    help="同时使用的进程数；0 表示每个处理器核心一个。",
)


@click.group()
def report() -> None:
    r"""读取、检查、转换、比较和汇总政府信息公开工作年度报告。

    可以读取网页、Word（docx）、WPS、ODT、Excel（xlsx）、PDF、OFD、Markdown 和纯文本。

    \b
    例：gongkai report check 西关街道2021年度报告.docx
    """


def load(path: Path) -> AnnualReport:
    """Read the report in a file; ReportError where it holds none, OSError where it cannot be opened."""
    if path.stat().st_size > FILE_LIMIT_MB * 2**20:
        raise OversizedFile(f"{FILE_LIMIT_MB} MB")
    return read_report(path.read_bytes(), str(path))


@report.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table"]),
    default="table",
    show_default=True,
    help="json：每个文件一行，供程序使用；table：在终端里看的表格。",
)
@click.option("--places", is_flag=True, help="在 json 中写出每个数据在原文件里的位置。")
@JOBS
def read(files: tuple[Path, ...], *, form: str, places: bool, jobs: int) -> None:
    r"""读出年度报告里的三张表和正文。

    未能读出的数据不会猜测：json 中没有这一项，表格中显示“？”。有一个文件读不出时，其余文件照常读取，最后退出状态为 2。

    \b
    例：gongkai report read 报告.html
        gongkai report read --format json --jobs 2 报告/*.html > 数据.jsonl
    """
    work = partial(_read_one, form=form, places=places)
    failed = 0
    with batch.progress(len(files), "读取年度报告") as advance:
        for outcome in batch.run(work, files, jobs=jobs):
            if outcome.failure:
                failed += 1
                _tell_unread(outcome.path, outcome.failure, in_json=form == "json")
            else:
                click.echo(outcome.result)
            advance()
    raise SystemExit(2 if failed else 0)


def _read_one(path: Path, *, form: str, places: bool) -> str:
    """Return what is printed for one file. Runs in the process of the file, so that the parent only prints."""
    found = load(path)
    found.file = str(path)
    return json_form.line(found, places=places) if form == "json" else report_text(found)


def _tell_unread(path: Path, failure: batch.Failure, *, in_json: bool) -> None:
    """Say on stderr that a file could not be read, and in JSON also by a line of its own, so that lines match files."""
    if in_json:
        click.echo(json_form.unreadable_line(str(path), failure.problem, failure.remedy))
    click.echo(f"{path}：{failure.problem}{failure.remedy}", err=True)
