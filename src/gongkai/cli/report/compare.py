"""`gongkai report compare`: two annual reports side by side."""

import json
from pathlib import Path

import click

from gongkai.cli.report.files import FILE, OUT, give, load_or_leave, spare
from gongkai.cli.report.text import columns
from gongkai.core.report import compare as comparing
from gongkai.core.report.writers.layout import printable, value_text


@click.command()
@click.argument("left", type=FILE, metavar="报告甲")
@click.argument("right", type=FILE, metavar="报告乙")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "xlsx"]),
    default="text",
    show_default=True,
    help="text 只列出不同的数据；其余格式列出全部数据，html 还对照正文。",
)
@OUT
def compare(left: Path, right: Path, *, form: str, out: Path | None) -> None:
    """比较两份年度报告：同一机关的两个年度，或同一年度的两个机关。

    “相差”是报告乙减报告甲。空白与 0 不算相同。

    退出状态：0 比较完成，2 有文件读不出。

    \b
    例：gongkai report compare 2022年报告.docx 2023年报告.docx
        gongkai report compare 甲街道.html 乙街道.html --format html -o 比较.html
    """
    spare(out, left, right)
    found = comparing.compare(load_or_leave(left), load_or_leave(right))
    if form == "json":
        give(json.dumps(comparing.to_json(found), ensure_ascii=False, indent=1) + "\n", out)
    elif form == "html":
        give(comparing.html(found), out)
    elif form == "xlsx":
        give(comparing.xlsx(found), out, binary=True)
    else:
        give(_text(found), out)


def _text(found: comparing.Comparison) -> str:
    """Return what differs, for the terminal."""
    cells, prose = comparing.listings(found)
    rows = [[value_text(value) for value in row] for number, row in enumerate(cells.rows) if number in cells.marked]
    parts = [*found.remarks]
    parts.append(columns([list(cells.head), *rows]) if rows else "读出的数据没有不同。")
    if prose.rows:
        parts.append(columns([list(prose.head), *([value_text(value) for value in row] for row in prose.rows)]))
    # A report, and the name of its file, may hold control characters; none of them may reach the terminal.
    return printable("\n\n".join(parts)) + "\n"
