"""`gongkai report`: read, check, convert, compare and add up annual reports (年度报告), one module a command."""

import click

from gongkai.cli.report.check import check
from gongkai.cli.report.compare import compare
from gongkai.cli.report.convert import convert
from gongkai.cli.report.read import read
from gongkai.cli.report.sum import add_up


@click.group()
def report() -> None:
    r"""读取、检查、转换、比较和汇总政府信息公开工作年度报告。

    可以读取网页、Word（docx）、ODT、Excel（xlsx）、PDF、OFD、Markdown 和纯文本；本机装有 LibreOffice 时还可以读取
    doc 和 wps。文件种类按内容判断，与后缀无关。

    \b
    例：gongkai report check 西关街道2021年度报告.docx
    """


for _command in (read, check, convert, compare, add_up):
    report.add_command(_command)
