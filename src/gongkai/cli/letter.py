"""`gongkai letter`: the letters of applications for information, from a file of facts."""

from pathlib import Path
from typing import Final, NoReturn

import click

from gongkai.cli.report.files import STDOUT, UNREADABLE, give
from gongkai.core.law.errors import RuleError
from gongkai.core.letters import editing, kinds
from gongkai.core.letters.completeness import missing
from gongkai.core.letters.drafting import blank, draft
from gongkai.core.letters.errors import LetterError
from gongkai.core.letters.letter import Letter
from gongkai.core.letters.written_facts import facts_and_settings

LACKING: Final = 1  # exit status
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT: Final = click.option(
    "--out", "-o", required=True, type=click.Path(path_type=Path), metavar="文件", help="输出文件，.docx 或 .pdf。"
)
KIND: Final = click.argument("kind_id", metavar="文书", type=str)
FACTS: Final = click.argument("facts", metavar="事实材料", type=FILE)


@click.group()
def letter() -> None:
    """生成依申请公开的各种文书：补正、延期、征求意见、答复、送达回证等。

    事实材料是一个 TOML 文件，写法见“怎样生成依申请公开文书”。

    \b
    例：gongkai letter draft reply_not_exist 事实.toml -o 答复.docx
    """


@letter.command(name="kinds")
def list_kinds() -> None:
    """列出所有文书，以及每种文书自己要填的项目。"""
    for kind in kinds.kinds().values():
        click.echo(f"{kind.id}  {kind.stage.label}  {kind.name}")
        for detail in kind.details:
            needed = "必填" if detail.mandatory else "可以不填"
            click.echo(f"    {detail.key}  {detail.place}（{needed}）：{detail.hint}")


@letter.command(name="draft")
@KIND
@FACTS
@OUT
@click.option("--final", is_flag=True, help="定稿：缺少必备内容时不生成。不写这一项时生成带“草稿”标记的文书。")
@click.option("--seal", type=FILE, metavar="图片", help="印章图片（背景透明的 PNG），只能盖在定稿上。")
def draft_letter(*, kind_id: str, facts: Path, out: Path, final: bool, seal: Path | None) -> None:
    """拟一份文书。缺少什么逐项说明。

    退出状态：0 完整；1 缺少必备内容（草稿照样生成，定稿不生成）；2 事实材料写得不对。

    \b
    例：gongkai letter draft reply_refused_4 事实.toml -o 答复.pdf --final --seal 印章.png
    """
    try:
        made = draft(kind_id, *facts_and_settings(_read(facts)))
        lacking = missing(made)
        if not (final and lacking):
            _write(made, out, final=final, seal=seal.read_bytes() if seal else None)
    except (LetterError, RuleError) as error:
        _leave(str(error))
    for sentence in lacking:
        click.echo(sentence, err=True)
    raise SystemExit(LACKING if lacking else 0)


@letter.command()
@KIND
@FACTS
def check(*, kind_id: str, facts: Path) -> None:
    """只检查一份文书还缺什么，并列出每一项填了什么、取自哪里。

    退出状态：0 完整；1 缺少必备内容；2 事实材料写得不对。
    """
    try:
        made = draft(kind_id, *facts_and_settings(_read(facts)))
    except (LetterError, RuleError) as error:
        _leave(str(error))
    for filled in made.filled:
        click.echo(f"{filled.place}：{' '.join(filled.text.split())}（{filled.source}）")
    for sentence in missing(made):
        click.echo(sentence, err=True)
    raise SystemExit(LACKING if missing(made) else 0)


@letter.command(name="blank")
@KIND
@FACTS
@OUT
def blank_form(*, kind_id: str, facts: Path, out: Path) -> None:
    """打印一份空白表格，例如申请表、送达回证。

    \b
    例：gongkai letter blank form_application 事实.toml -o 申请表.pdf
    """
    try:
        if not kinds.kind(kind_id).rows:
            _leave(f"“{kind_id}”不是表格。请用 gongkai letter kinds 查看有哪些表格。")
        _write(blank(kind_id, facts_and_settings(_read(facts))[1]), out, final=True, seal=None)
    except LetterError as error:
        _leave(str(error))


@letter.command()
@KIND
@click.argument("own", metavar="[措辞文件]", type=FILE, required=False)
def wording(*, kind_id: str, own: Path | None) -> None:
    """打印一种文书的措辞；写了措辞文件时，检查本机关改写的措辞。

    退出状态：0 可以使用；2 不能使用，并说明哪里要改。
    """
    try:
        kind = kinds.kind(kind_id)
        if own is None:
            click.echo(kind.text)
            return
        editing.check(kind, _read(own))
    except LetterError as error:
        _leave(str(error))
    click.echo("措辞可以使用。")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.BadParameter(f"“{path}”不是 UTF-8 文本文件。请另存为 UTF-8。") from None


def _write(made: Letter, out: Path, *, final: bool, seal: bytes | None) -> None:
    from gongkai.core.letters.writers import WRITERS, render

    form = out.suffix.lstrip(".").lower()
    if out == STDOUT or form not in WRITERS:
        raise click.UsageError("看不出要写成什么格式，输出文件名请以 .docx 或 .pdf 结尾。")
    give(render(made, form, final=final, seal=seal), out, binary=True)


def _leave(why: str) -> NoReturn:
    click.echo(why, err=True)
    raise SystemExit(UNREADABLE)
