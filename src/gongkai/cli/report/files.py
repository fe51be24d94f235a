"""What the commands on reports share: loading a report, giving out a result, their common options."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import click

from gongkai.cli import batch
from gongkai.cli.refusals import Refused
from gongkai.core.report.errors import NoFile, OversizedFile, ReportError
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.opening import open_report
from gongkai.core.report.writers.layout import printable

FILE_LIMIT_MB: Final = 64  # a report is seldom over 1 MB; larger files are refused before they are loaded
STDOUT: Final = Path("-")
UNREADABLE: Final = Refused.exit_code

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _File(click.Path):
    """The name of a file; an empty one, which the system takes for the folder at hand, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; fail in Chinese."""
        if not str(value).strip():
            self.fail("文件名是空的，请写出文件名。", param, ctx)
        if "\0" in str(value):
            self.fail("文件名里有不能用的字符，请核对文件名。", param, ctx)
        return super().convert(value, param, ctx)


FILE: Final = _File(path_type=Path)
FILES: Final[Decorator] = click.argument("files", nargs=-1, required=True, type=FILE, metavar="文件...")
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
    "--out", "-o", type=FILE, metavar="文件", help="写到这个文件；不写这一项时写到标准输出。"
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
        click.echo(f"{shown(path)}：{failure.problem}{failure.remedy}", err=True)


def shown(path: Path) -> str:
    """Return the name of a file for the terminal, which it must not steer: one line, and no control characters."""
    return printable(str(path)).replace("\n", " ").replace("\t", " ")


def spare(out: Path | None, *paths: Path) -> None:
    """Refuse to write a result over one of the files that it is made from."""
    if out is None or out == STDOUT or not out.exists():
        return
    for path in paths:
        if path.exists() and out.samefile(path):
            raise click.UsageError(f"输出文件就是原文件“{shown(path)}”，会把它覆盖。请换一个文件名。")


def give(content: bytes | str, out: Path | None, *, binary: bool = False) -> None:
    """Write a result to a file, or to standard output; a terminal gets no binary content.

    A file is written beside its place and then moved there, so that it is never seen half done.
    """
    data = content if isinstance(content, bytes) else content.encode(errors="replace")
    if out is None or out == STDOUT:
        if binary and sys.stdout.isatty():
            raise click.UsageError("这种格式不能显示在终端里，请用 -o 写明要写到哪个文件。")
        click.echo(data, nl=False)
        return
    try:
        write_file(out, data)
    except NotWritten as error:
        raise Refused(str(error)) from None


class NotWritten(ReportError):
    """A result could not be written where it was to go."""

    def __init__(self, out: Path, error: OSError) -> None:
        problem, remedy = WHY_NOT.get(error.errno or 0, (error.strerror or "原因不明", "请换一个位置再试。"))
        super().__init__(f"不能写到“{shown(out)}”：{problem}。", remedy)


# What the system says when it does not write, and how to mend it.
_FULL: Final = ("磁盘已满", "请腾出空间，或写到别的磁盘。")
_FORBIDDEN: Final = ("没有写入权限", "请换一个位置，或换一个有权限的用户运行。")
WHY_NOT: Final[dict[int, tuple[str, str]]] = {
    errno.ENOENT: ("文件夹不存在", "请先建立文件夹，或换一个位置。"),
    errno.ENOTDIR: ("路径当中有一段不是文件夹", "请核对路径。"),
    errno.EISDIR: ("这是一个文件夹", "请写出文件名。"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: ("这个磁盘是只读的", "请换一个位置。"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("文件超过了允许的大小", "请换一个位置，或请管理员放宽限制。"),
    errno.EIO: ("磁盘读写出错", "请检查磁盘，或换一个位置。"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件名。"),
    errno.ELOOP: ("路径中的链接绕成了圈", "请核对路径。"),
}


def write_file(out: Path, data: bytes) -> None:
    """Write a file in one step; NotWritten where that is not possible. A link stays, what it points to is written."""
    try:
        _write(out.resolve(), data)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, as Python 3.11 and 3.12 tell it
        raise NotWritten(out, error if isinstance(error, OSError) else OSError(errno.ELOOP, "")) from None


def _write(out: Path, data: bytes) -> None:
    if out.exists() and not out.is_file():  # a device or a pipe is written to, never replaced
        out.write_bytes(data)
        return
    with NamedTemporaryFile(dir=out.parent, prefix=".gongkai-", delete=False) as file:
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
