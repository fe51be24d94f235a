"""`gongkai report sum`: the annual reports of several bodies added up."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from gongkai.cli import batch
from gongkai.cli.report.files import FILE, FILES, JOBS, OUT, UNREADABLE, give, load, load_or_leave, spare, tell
from gongkai.cli.report.text import columns, report_text
from gongkai.core.report import rollup
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.writers import html, write, xlsx
from gongkai.core.report.writers.layout import value_text
from gongkai.core.report.writers.listing import to_html

FORMS: Final = ("text", "json", "html", "xlsx", "csv", "docx", "pdf")
DIFFERS: Final = 1  # exit status: the parent's report is not the sum


@click.command("sum")
@FILES
@click.option("--format", "form", type=click.Choice(FORMS), help="不写时按输出文件的后缀，没有输出文件时是 text。")
@click.option("--organ", default="", metavar="名称", help="汇总表上写的机关或地区名称。")
@click.option(
    "--parent",
    type=FILE,
    metavar="文件",
    help="上级（本级政府）的报告，核对它是否等于各份报告之和。",
)
@OUT
@JOBS
def add_up(
    files: tuple[Path, ...], *, form: str | None, organ: str, parent: Path | None, out: Path | None, jobs: int
) -> None:
    """把多个机关的年度报告逐项相加，并列出缺漏、空白、勾稽不符和读不出的。

    没有读出的数据不当作 0：列明哪些机关的数据没有计入。2019年和2021年两种格式可以一起汇总，不能对应的指标会说明。

    退出状态：0 汇总完成，1 上级报告与合计不符，2 有文件读不出。

    \b
    例：gongkai report sum 街道/*.docx --organ 示例区 -o 汇总.xlsx
        gongkai report sum 街道/*.docx --parent 区政府报告.docx
    """
    to = _form(form, out)
    spare(out, *files, *([parent] if parent else []))
    unread: list[tuple[str, str]] = []
    above = load_or_leave(parent) if parent else None
    reports = _reports(files, jobs, unread)
    first = next(reports, None)
    if first is None:
        raise SystemExit(UNREADABLE)
    added = rollup.add_up(_chained(first, reports), unreadable=unread, organ=organ)
    differences = rollup.parent_equals_children(above, added) if above else None
    give(_rendered(added, differences, to, compared=above is not None), out, binary=to in ("xlsx", "docx", "pdf"))
    doubts = added.remarks[1:]  # the first is the number of reports
    if out and doubts:  # what was added twice, or is of another year, must not stay unseen in the file
        click.echo("\n".join(doubts), err=True)
    raise SystemExit(UNREADABLE if unread else DIFFERS if differences else 0)


def _form(form: str | None, out: Path | None) -> str:
    found = form or (out.suffix.lstrip(".").lower() if out else "text")
    if found == "txt":
        return "text"
    if found not in FORMS:
        raise click.UsageError(f"看不出要写成什么格式，请用 --format 写明：{'、'.join(FORMS)}。")
    return found


def _reports(files: Sequence[Path], jobs: int, unread: list[tuple[str, str]]) -> Iterator[AnnualReport]:
    """Yield the reports that can be read; the others go to `unread` and are told on stderr."""
    with batch.progress(len(files), "汇总年度报告") as advance:
        for outcome in batch.run(_figures, files, jobs=jobs):
            if outcome.result is not None:
                yield outcome.result
            elif outcome.failure:
                unread.append((str(outcome.path), f"{outcome.failure.problem}{outcome.failure.remedy}"))
                tell(outcome.path, outcome.failure)
            advance()


def _figures(path: Path) -> AnnualReport:
    """Return a report without its prose, which a sum does not need."""
    found = load(path)
    found.sections, found.aspects, found.front = {}, {}, ()
    return found


def _chained(first: AnnualReport, rest: Iterator[AnnualReport]) -> Iterator[AnnualReport]:
    yield first
    yield from rest


def _rendered(
    added: rollup.Rollup, differences: Sequence[rollup.Difference] | None, to: str, *, compared: bool
) -> bytes | str:
    lists = [listing for listing in rollup.listings(added, differences or ()) if listing.rows]
    if to == "json":
        return json.dumps(rollup.to_json(added, differences), ensure_ascii=False, indent=1) + "\n"
    if to == "html":
        return to_html(added.report.title, added.remarks, lists, html.body(added.report))
    if to == "xlsx":
        # Notes on single cells have a sheet of their own, “缺漏”.
        notes = [note for note in added.report.notes if not note.cell]
        return xlsx.render(replace(added.report, notes=notes), lists)
    if to != "text":
        return write(added.report, to)
    parts = [report_text(added.report, notes=False), "\n".join(added.remarks)]
    for listing in lists:
        rows = [[value_text(value) for value in row] for row in listing.rows]
        parts.append(f"{listing.title}\n{columns([list(listing.head), *rows])}")
    if compared and not differences:
        parts.append("上级报告与各份报告之和一致。")
    return "\n\n".join(parts) + "\n"
