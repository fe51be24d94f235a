"""`gongkai report read`: what stands in annual reports."""

from functools import partial
from pathlib import Path

import click

from gongkai.cli import batch
from gongkai.cli.report.files import FILES, JOBS, UNREADABLE, load, tell
from gongkai.cli.report.text import report_text
from gongkai.core.report.writers import json as json_form


@click.command()
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
    """读出年度报告里的三张表和正文。

    未能读出的数据不会猜测：json 中没有这一项，表格中显示“？”。有的文件读不出时，其余文件照常读取。

    退出状态：0 全部读出，2 有文件读不出。

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
    raise SystemExit(UNREADABLE if failed else 0)


def _read_one(path: Path, *, form: str, places: bool) -> str:
    """Return what is printed for one file. Runs in the process of the file, so that the parent only prints."""
    found = load(path)
    return json_form.line(found, places=places) if form == "json" else report_text(found)


def _tell_unread(path: Path, failure: batch.Failure, *, in_json: bool) -> None:
    """Say on stderr that a file could not be read, and in JSON also by a line of its own, so that lines match files."""
    if in_json:
        click.echo(json_form.unreadable_line(str(path), failure.problem, failure.remedy))
    tell(path, failure)
