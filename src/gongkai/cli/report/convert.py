"""`gongkai report convert`: an annual report in another form."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from gongkai.cli import batch
from gongkai.cli.refusals import Refused
from gongkai.cli.report.files import (
    FILE,
    FILES,
    JOBS,
    STDOUT,
    UNREADABLE,
    NotWritten,
    give,
    load,
    shown,
    spare,
    tell,
    write_file,
)
from gongkai.core.report.writers import WRITERS, write

_FOREIGN: Final = frozenset({"doc", "wps", "xls", "et", "htm", "odt", "ods", "ofd", "txt", "md", "rtf"})  # not written
_BINARY: Final = frozenset({"docx", "pdf", "xlsx"})


@click.command()
@FILES
@click.option(
    "--to",
    "form",
    type=click.Choice(list(WRITERS)),
    help="要转换成的格式；不写时按输出文件的后缀。docx、pdf 按公文格式（GB/T 9704）排版，xlsx 带可以计算的勾稽关系。",
)
@click.option(
    "--out",
    "-o",
    required=True,
    type=FILE,
    metavar="文件",
    help="输出文件；转换多份报告时是文件夹。“-”表示标准输出。",
)
@JOBS
def convert(files: tuple[Path, ...], *, form: str | None, out: Path, jobs: int) -> None:
    """把年度报告转换成 Word、PDF、网页、Excel、CSV 或 JSON。

    未能读出的数据写作“？”，不会写成空白或 0。

    退出状态：0 全部转换，2 有文件读不出。

    \b
    例：gongkai report convert 报告.html --to docx -o 报告.docx
        gongkai report convert 报告/*.html --to pdf -o 输出/ --jobs 2
    """
    to = form or out.suffix.lstrip(".").lower()
    if to not in WRITERS:
        raise click.UsageError(f"看不出要转换成什么格式，请用 --to 写明：{'、'.join(WRITERS)}。")
    if len(files) == 1 and not out.is_dir():
        _agree(to, out)
        _convert_one_file(files[0], to, out)
        return
    targets = _targets(files, to, out)
    failed = 0
    work = partial(_convert_to, to=to, targets=targets)
    with batch.progress(len(files), "转换年度报告") as advance:
        for outcome in batch.run(work, files, jobs=jobs, apart=to == "pdf"):
            if outcome.failure:
                failed += 1
                tell(outcome.path, outcome.failure)
            else:
                click.echo(shown(Path(outcome.result or "")))
            advance()
    raise SystemExit(UNREADABLE if failed else 0)


def _convert_one_file(path: Path, to: str, out: Path) -> None:
    spare(out, path)
    outcome = next(batch.run(partial(_converted, to=to), [path], apart=to == "pdf"))
    if outcome.result is None:
        tell(path, outcome.failure)
        raise SystemExit(UNREADABLE)
    give(outcome.result, out, binary=to in _BINARY)


def _converted(path: Path, *, to: str) -> bytes:
    return write(load(path), to)


def _convert_to(path: Path, *, to: str, targets: dict[Path, Path]) -> str:
    write_file(targets[path], _converted(path, to=to))
    return str(targets[path])


def _targets(files: Sequence[Path], to: str, folder: Path) -> dict[Path, Path]:
    """Return where each file goes; no two may go to the same place, and none onto its original."""
    if folder == STDOUT:
        raise click.UsageError("转换多份报告时不能写到标准输出，请用 -o 写明一个文件夹。")
    targets = {path: folder / f"{path.stem}.{to}" for path in files}
    twice = [target.name for target, count in Counter(targets.values()).items() if count > 1]
    if twice:
        raise click.UsageError(f"有多个文件会写成同一个文件：{'、'.join(twice)}。请先改名，或分开转换。")
    for path, target in targets.items():
        spare(target, path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(str(NotWritten(folder, error))) from None
    return targets


def _agree(to: str, out: Path) -> None:
    """Refuse a name whose suffix is that of another form: what is in the file would not open by it."""
    named = out.suffix.lstrip(".").lower()
    if named != to and named in (*WRITERS, *_FOREIGN):
        raise click.UsageError(f"输出文件“{out.name}”的后缀是 {named}，要转换成的却是 {to}。请改其中一个。")
