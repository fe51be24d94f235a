"""`gongkai redact`: a file without what must not be handed over."""

import json
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from gongkai.cli.report.files import STDOUT, UNREADABLE, give
from gongkai.core.redaction.errors import RedactionError
from gongkai.core.redaction.model import Area, Redaction
from gongkai.core.redaction.redact import MOST_BYTES, redact

MEASURES: Final = 5


class Rectangle(click.ParamType[Area]):
    """An area as PAGE,X,Y,WIDTH,HEIGHT."""

    name = "区域"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Area:
        """Return the area; fail in Chinese."""
        parts = str(value).replace("，", ",").split(",")
        try:
            page, x, y, width, height = parts
            return Area(page=int(page), x=float(x), y=float(y), width=float(width), height=float(height))
        except ValueError:
            self.fail(f"“{value}”不是区域，应当写成 页码,左,上,宽,高 的样子，例如 1,30,40,50,8。", param, ctx)
        except RedactionError as error:
            self.fail(str(error), param, ctx)


@click.command(name="redact")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--phrase", "phrases", multiple=True, metavar="词语", help="要遮盖的词语，可以写多次。")
@click.option(
    "--phrases-from",
    "lists",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="文件",
    help="从文本文件取词语，每行一个（UTF-8），可以写多次。",
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    type=Rectangle(),
    metavar="页码,左,上,宽,高",
    help="要遮盖的区域，只用于 PDF；单位毫米，从页面左上角量起，可以写多次。",
)
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path), metavar="文件", help="输出文件。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="遮盖情况的格式。",
)
def command(
    *, file: Path, phrases: tuple[str, ...], lists: tuple[Path, ...], areas: tuple[Area, ...], out: Path, form: str
) -> None:
    """遮盖文件里不能公开的内容：遮盖的地方真正删除，不是盖住。

    PDF 的每一页变成图片，原来的文字、批注、附件、属性、图层和历史版本都不留下。Word（docx）、Excel（xlsx）按词语遮盖，
    修订、批注、隐藏文字、属性、公式都去掉。不分全角半角、大小写，词语当中的空格和换行不影响查找。

    有密码、有数字签名、损坏的文件，以及找不到词语的，不生成文件，并说明原因。

    退出状态：0 已遮盖，2 不能遮盖。

    \b
    例：gongkai redact 答复附件.pdf --phrase 甲某某 --area 2,30,40,50,8 -o 遮盖后.pdf
        gongkai redact 名单.xlsx --phrases-from 姓名.txt -o 遮盖后.xlsx
    """
    if out != STDOUT and out.exists() and out.samefile(file):
        raise click.UsageError("输出文件就是原文件，会把它覆盖。请换一个文件名。")
    wanted = [*phrases, *(line for path in lists for line in _lines(path))]
    if file.stat().st_size > MOST_BYTES:
        _leave(file, f"文件超过 {MOST_BYTES // 2**20} MB。请把文件拆开，分别遮盖。")
    try:
        done = redact(file.read_bytes(), phrases=wanted, areas=areas)
    except RedactionError as error:
        _leave(file, str(error))
    if out != STDOUT and out.suffix.lower() != f".{done.kind}":
        raise click.UsageError(f"遮盖后的文件仍是 {done.kind} 格式，输出文件名请以 .{done.kind} 结尾。")
    give(done.data, out, binary=True)
    click.echo(_json(done) if form == "json" else _text(done), err=out == STDOUT)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.BadParameter(
            f"“{path}”不是 UTF-8 文本文件。请另存为 UTF-8。", param_hint="--phrases-from"
        ) from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _leave(file: Path, why: str) -> NoReturn:
    click.echo(f"{file}：{why}", err=True)
    raise SystemExit(UNREADABLE)


def _text(done: Redaction) -> str:
    covered = [f"已遮盖：{each.what}，{each.where}，{each.times}处" for each in done.covered]
    return "\n".join([*covered, *(f"提醒：{warning}" for warning in done.warnings)])


def _json(done: Redaction) -> str:
    covered = [{"what": each.what, "where": each.where, "times": each.times} for each in done.covered]
    return json.dumps({"kind": done.kind, "covered": covered, "warnings": list(done.warnings)}, ensure_ascii=False)
