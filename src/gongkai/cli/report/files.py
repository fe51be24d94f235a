"""What the commands on reports share: loading a report, giving out a result, their common options."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import click

from gongkai.cli import batch
from gongkai.core.report.errors import NoFile, OversizedFile, ReportError
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.opening import open_report

FILE_LIMIT_MB: Final = 64  # a report is seldom over 1 MB; larger files are refused before they are loaded
STDOUT: Final = Path("-")
UNREADABLE: Final = 2  # exit status

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

FILES: Final[Decorator] = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件..."
)
JOBS: Final[Decorator] = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="数目",
    help="同时使用的进程数；0 表示每个处理器核心一个。",
)
OUT: Final[Decorator] = click.option(
    "--out", "-o", type=click.Path(path_type=Path), metavar="文件", help="写到这个文件；不写这一项时写到标准输出。"
)


def load(path: Path) -> AnnualReport:
    """Read the report in a file; ReportError where it holds none, OSError where it cannot be opened."""
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise NoFile
    if status.st_size > FILE_LIMIT_MB * 2**20:
        raise OversizedFile(f"{FILE_LIMIT_MB} MB")
    return open_report(path.read_bytes(), str(path))


def load_or_leave(path: Path) -> AnnualReport:
    """Read a report that the command cannot do without; where it cannot be read, say so and leave with status 2."""
    outcome = next(batch.run(load, [path]))
    if outcome.result is None:
        tell(path, outcome.failure)
        raise SystemExit(UNREADABLE)
    return outcome.result


def tell(path: Path, failure: batch.Failure | ReportError | None) -> None:
    """Say on stderr what is wrong with a file and how to mend it."""
    if failure is not None:
        click.echo(f"{path}：{failure.problem}{failure.remedy}", err=True)


def give(content: bytes | str, out: Path | None, *, binary: bool = False) -> None:
    """Write a result to a file, or to standard output; a terminal gets no binary content.

    A file is written beside its place and then moved there, so that it is never seen half done.
    """
    data = content if isinstance(content, bytes) else content.encode()
    if out is None or out == STDOUT:
        if binary and sys.stdout.isatty():
            raise click.UsageError("这种格式不能显示在终端里，请用 -o 写明要写到哪个文件。")
        click.echo(data, nl=False)
        return
    try:
        write_file(out, data)
    except OSError as error:
        raise click.ClickException(
            f"不能写到“{out}”（{error.strerror}）。请检查文件夹是否存在、有没有写入权限。"
        ) from None


def write_file(out: Path, data: bytes) -> None:
    """Write a file in one step; OSError where that is not possible. A link stays, what it points to is written."""
    out = out.resolve()
    if out.exists() and not out.is_file():  # a device or a pipe is written to, never replaced
        out.write_bytes(data)
        return
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(data)
            file.close()
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(out)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _umask() -> int:
    """Return the permissions that new files do not get; there is no way to ask without setting."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
