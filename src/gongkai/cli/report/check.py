"""`gongkai report check`: what is wrong with annual reports, by which rule, and how to mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import click

from gongkai.cli import batch
from gongkai.cli.days import Day
from gongkai.cli.report.files import FILE, FILES, JOBS, OUT, UNREADABLE, give, load, load_or_leave, spare, tell
from gongkai.cli.report.findings import Checked, as_html, as_json_line, as_text, as_xlsx, checked
from gongkai.core.report.checks import Context, Settings, Severity
from gongkai.core.report.checks import check as check_report
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.together import contexts, last_year

TOGETHER: Final = 200  # reports up to which copied prose is looked for among them: all must be held in memory
ERRORS_FOUND: Final = 1  # exit status


@dataclass(frozen=True, slots=True)
class _Around:
    """What every check may look at besides the report in hand; `previous` are the reports given as last year's."""

    previous: tuple[AnnualReport, ...]
    context: Context

    def of(self, report: AnnualReport, known: Context | None = None) -> Context:
        """Return the context of one report; a report given as last year's goes before one found among the files."""
        around = known or self.context
        given = self.context.previous or last_year(report, self.previous)
        return replace(around, previous=given or around.previous)


@click.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "xlsx"]),
    default="text",
    show_default=True,
    help="text：在终端里看；json：每个文件一行；html、xlsx：一份可以转交的检查结果。",
)
@click.option(
    "--previous",
    "-p",
    multiple=True,
    type=FILE,
    metavar="文件",
    help="上一年度的报告，用来核对结转、现行有效件数和文字雷同；可以写多次，按机关和年度对应。",
)
@click.option(
    "--published",
    type=Day(),
    metavar="日期",
    help="实际发布日期，如 2024-01-20，用来核对是否逾期。",
)
@click.option(
    "--section1-limit", type=click.IntRange(1), metavar="字数", help="当地规定的第一部分字数上限；默认不检查。"
)
@OUT
@JOBS
def check(
    files: tuple[Path, ...],
    *,
    form: str,
    previous: tuple[Path, ...],
    published: date | None,
    section1_limit: int | None,
    out: Path | None,
    jobs: int,
) -> None:
    """检查年度报告：勾稽关系、正文与表格是否一致、结构、期限、文字雷同和个人信息。

    一次检查多份报告时，同一年度的报告互相比对有无雷同，同一机关连续年度的报告互相核对结转（200 份以内）。

    退出状态：0 没有错误（可以有提醒和提示），1 有错误，2 有文件读不出。

    \b
    例：gongkai report check 2022年报告.docx --previous 2021年报告.docx
        gongkai report check --format xlsx -o 检查结果.xlsx 报告/*.docx
    """
    spare(out, *files, *previous)
    around = _around(files, previous, published, section1_limit)
    items: list[Checked] = []
    errors = unread = 0
    with batch.progress(len(files), "检查年度报告") as advance:
        for item in _checked(files, around, jobs):
            if item.failure:
                tell(item.path, item.failure)
            unread += item.failure is not None
            errors += any(finding.severity is Severity.ERROR for finding in item.findings)
            _take(item, form, items, out)
            advance()
    _finish(items, form, out)
    raise SystemExit(UNREADABLE if unread else ERRORS_FOUND if errors else 0)


def _around(
    files: Sequence[Path], previous: Sequence[Path], published: date | None, section1_limit: int | None
) -> _Around:
    known = tuple(load_or_leave(path) for path in previous)
    settings = Settings(section1_limit=section1_limit)
    # One report beside one of last year: bound even where a name or a year was not read.
    bound = known[0] if len(known) == len(files) == 1 else None
    return _Around(known, Context(bound, published_on=published, settings=settings))


def _checked(files: Sequence[Path], around: _Around, jobs: int) -> Iterator[Checked]:
    """Yield each file checked, in order: together where there are few enough to be held, one by one otherwise."""
    if 1 < len(files) <= TOGETHER:
        yield from _check_together(files, around, jobs)
        return
    if len(files) > TOGETHER:
        click.echo(f"超过 {TOGETHER} 份报告，不互相比对文字是否雷同。请分批检查需要比对的报告。", err=True)
    for outcome in batch.run(partial(_check_one, around=around), files, jobs=jobs):
        yield outcome.result or Checked(outcome.path, failure=outcome.failure)


def _check_one(path: Path, *, around: _Around) -> Checked:
    report = load(path)
    return checked(path, report, check_report(report, around.of(report)))


def _check_together(files: Sequence[Path], around: _Around, jobs: int) -> Iterator[Checked]:
    outcomes = list(batch.run(load, files, jobs=jobs))
    reports = [outcome.result for outcome in outcomes if outcome.result is not None]
    known = iter(contexts(reports, around.context))
    for outcome in outcomes:
        report = outcome.result
        if report is None:
            yield Checked(outcome.path, failure=outcome.failure)
        else:
            yield checked(outcome.path, report, check_report(report, around.of(report, next(known))))


def _take(item: Checked, form: str, items: list[Checked], out: Path | None) -> None:
    """Print a result as it comes, where the form allows for it; keep it otherwise."""
    if form in ("html", "xlsx") or out is not None:
        items.append(item)
    elif form == "json":
        click.echo(as_json_line(item))
    elif not item.failure:
        click.echo(as_text(item))


def _finish(items: Sequence[Checked], form: str, out: Path | None) -> None:
    if form == "html":
        give(as_html(items), out)
    elif form == "xlsx":
        give(as_xlsx(items), out, binary=True)
    elif form == "json" and items:
        give("".join(f"{as_json_line(item)}\n" for item in items), out)
    elif items:
        give("\n".join(click.unstyle(as_text(item)) for item in items if not item.failure), out)
