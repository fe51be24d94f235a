"""Many files, several processes: results in the order of the files, as they come, one bad file never stopping the rest.

A standard process pool is not used because it gives up altogether when one of its processes is killed; here the file in
hand is reported and a new process takes the next one. Memory stays flat: only a bounded window of files is ever ahead
of the result that is waited for.
"""

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final, Generic, NoReturn, TypeVar

from gongkai.cli.refusals import Refused
from gongkai.core.report.errors import ReportError
from gongkai.core.report.readers.bounds import bound_process, bounded

R = TypeVar("R")

TIME_LIMIT: Final = 5.0  # seconds a process may spend on one file before it is ended
OFFICE_LIMIT: Final = 75.0  # the same where LibreOffice, which has a limit of its own, converts the file first
START_LIMIT: Final = 60.0  # seconds for a process to start
IN_HAND: Final = 8  # files a process has in hand at most
AHEAD: Final = 32  # files a process may be ahead of the result that is waited for

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no result: what is wrong, and how to mend it."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What became of one file: a result or a failure."""

    path: Path
    result: R | None = None
    failure: Failure | None = None


def run(
    work: Callable[[Path], R], paths: Sequence[Path], *, jobs: int = 1, apart: bool = False
) -> Iterator[Outcome[R]]:
    """Yield the outcome of `work` for each path, in the order of the paths.

    `jobs` is the number of processes; 0 means one for each core. With one, or with one file, the work is done in this
    process, unless a PDF is among the files or `apart` says that one is made: what the libraries of PDF are doing can
    be stopped only together with their process. `work` must be picklable.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    if jobs > 1 or apart or any(PDF in _head(path) for path in paths):
        yield from _Pool(work, paths, jobs).run()
    else:
        yield from (_attempt_here(work, path) for path in paths)


@contextmanager
def progress(total: int, description: str) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr and yield the function that advances it.

    There is no bar where stderr is no terminal, for one file, or where the results themselves go to the terminal.
    """
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    # Loaded only where a bar is shown: it takes longer to import than to read a report.
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:-1], MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    with bar:
        yield partial(bar.advance, bar.add_task(description, total=total))


class _OutOfTime(BaseException):
    """The work in this process has taken its time; no `except Exception` on the way may stop it."""


def _attempt_here(work: Callable[[Path], R], path: Path) -> Outcome[R]:
    """Do the work for one path in this process, within the bounds that a process of its own would have."""
    try:
        with bounded(), _timed(TIME_LIMIT):
            return _attempt(work, path)
    except _OutOfTime:
        return Outcome(path, failure=_too_long(TIME_LIMIT))


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raise _OutOfTime after so many seconds of computing; waiting, as for LibreOffice, does not count."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> NoReturn:
        raise _OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(seconds: float) -> Failure:
    return Failure(f"处理这个文件超过 {seconds:.0f} 秒，已停止。", "请把这个文件另存为其他格式再试。")


def _attempt(work: Callable[[Path], R], path: Path) -> Outcome[R]:
    """Do the work for one path; whatever goes wrong with it becomes a failure that says so."""
    try:
        return Outcome(path, work(path))
    except ReportError as error:
        return Outcome(path, failure=Failure(error.problem, error.remedy))
    except OSError as error:
        return Outcome(path, failure=_unopened(error))
    except MemoryError:
        return Outcome(path, failure=Failure("处理这个文件时内存不够。", "请去掉无关的附件和图片后再试。"))
    except Exception as error:
        # One file that meets a fault of the program must not stop ten thousand others; its line says what happened.
        log.debug("%s", path, exc_info=True)
        return Outcome(path, failure=Failure(f"处理这个文件时程序出错（{type(error).__name__}）。", _TELL_US))


_TELL_US: Final = "请把这个文件另存为其他格式再试，并把原文件报给软件维护人员。"


def _unopened(error: OSError) -> Failure:
    if isinstance(error, FileNotFoundError):
        return Failure("没有这个文件。", "请核对路径和文件名。")
    if isinstance(error, IsADirectoryError):
        return Failure("这是一个文件夹，不是文件。", "请写出文件夹里的文件名，例如在文件夹名后加“/*”。")
    if isinstance(error, PermissionError):
        return Failure("没有读取这个文件的权限。", "请修改文件的权限，或换一个有权限的用户运行。")
    return Failure(f"这个文件打不开（{error.strerror or type(error).__name__}）。", "请检查磁盘和文件后再试。")


PDF: Final = b"%PDF-"
_OFFICE: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")  # what LibreOffice converts
_HEAD: Final = 1024  # bytes in which the mark of a kind stands
_READY: Final = "ready"


def _head(path: Path) -> bytes:
    """Return the first bytes of a file; nothing where it cannot be opened, which the work itself will say."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""


def _limit(path: Path) -> float:
    return OFFICE_LIMIT if _head(path).startswith(_OFFICE) else TIME_LIMIT


def _serve(connection: Connection, work: Callable[[Path], Any]) -> None:
    """Live in a process of the pool: take paths and send outcomes until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers Ctrl-C for all
    bound_process()
    connection.send(_READY)
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        connection.send(_attempt(work, path))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    until: float = 0.0  # when it has to be done with what it is doing
    up: bool = False  # it has started and takes files
    hand: deque[int] = field(default_factory=deque)  # files given to it, the first one being worked on

    def left(self) -> float:
        """Return the seconds left."""
        return self.until - time.monotonic()


class _Pool(Generic[R]):
    """The processes of one run, the files in their hands and the outcomes that wait for their turn."""

    def __init__(self, work: Callable[[Path], R], paths: Sequence[Path], jobs: int) -> None:
        self._work, self._paths, self._jobs = work, paths, jobs
        self._context = _context()
        self._workers: list[_Worker] = []
        self._ready: dict[int, Outcome[R]] = {}
        self._given = 0  # files handed out so far
        self._returned: deque[int] = deque()  # files taken back from a process that was lost over another one

    def run(self) -> Iterator[Outcome[R]]:
        try:
            self._workers = [self._start() for _ in range(self._jobs)]
            for turn in range(len(self._paths)):
                while turn not in self._ready:
                    self._hand_out(turn)
                    self._collect()
                yield self._ready.pop(turn)
        finally:
            for worker in self._workers:
                _end(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)  # type: ignore[attr-defined]
        try:
            process.start()
        except OSError as error:  # among others where there is no room for temporary files
            remedy = "请清理临时文件夹或磁盘，关闭一些程序后再试。"
            raise Refused(f"不能启动处理文件的进程（{error.strerror or type(error).__name__}）。{remedy}") from None
        theirs.close()
        return _Worker(process, ours, until=time.monotonic() + START_LIMIT)

    def _hand_out(self, turn: int) -> None:
        """Give each process a few files in hand, so that none waits while this process is busy with another's."""
        limit = min(len(self._paths), turn + AHEAD * self._jobs)
        room = max(1, min(IN_HAND, (len(self._paths) - self._given) // (2 * self._jobs)))
        for worker in [worker for worker in self._workers if len(worker.hand) < room]:
            dead = not worker.hand and not worker.process.is_alive()  # with files in hand `_collect` sees to it
            alive = self._replace(worker) if dead else worker
            while len(alive.hand) < room and (self._returned or self._given < limit):
                self._give(alive)

    def _give(self, worker: _Worker) -> None:
        if self._returned:
            index = self._returned.popleft()
        else:
            index, self._given = self._given, self._given + 1
        worker.hand.append(index)
        if worker.up and len(worker.hand) == 1:
            self._begin(worker)
        with suppress(OSError):  # a process that has just died: `_collect` sees that and reports the file
            worker.connection.send(self._paths[index])

    def _begin(self, worker: _Worker) -> None:
        """Set the time for the file that the process now works on."""
        if worker.hand:
            worker.until = time.monotonic() + _limit(self._paths[worker.hand[0]])

    def _collect(self) -> None:
        """Wait until a worker has finished, died, or overstayed its time, and take in what there is."""
        busy = [worker for worker in self._workers if worker.hand]
        patience = min(worker.left() for worker in busy)
        watched = [item for worker in busy for item in (worker.connection, worker.process.sentinel)]
        ready = wait(watched, max(0, patience))
        for worker in busy:
            if worker.connection in ready or worker.process.sentinel in ready:
                self._take(worker)
            elif worker.left() <= 0:
                limit = _limit(self._paths[worker.hand[0]]) if worker.up else START_LIMIT
                self._lose(worker, _too_long(limit))

    def _take(self, worker: _Worker) -> None:
        with suppress(EOFError, OSError):  # a process that died without an answer, or half-way through it
            if worker.connection.poll():
                answer = worker.connection.recv()
                if answer == _READY:
                    worker.up = True
                else:
                    self._ready[worker.hand.popleft()] = answer
                self._begin(worker)
                return
        self._lose(worker, Failure("处理这个文件的进程意外中止，可能是内存不够。", _TELL_US))

    def _lose(self, worker: _Worker, failure: Failure) -> None:
        """Report the file that was being worked on; the others in hand are given out again."""
        index = worker.hand.popleft()
        self._ready[index] = Outcome(self._paths[index], failure=failure)
        self._returned.extend(worker.hand)
        self._replace(worker)

    def _replace(self, worker: _Worker) -> _Worker:
        _end(worker)
        new = self._workers[self._workers.index(worker)] = self._start()
        return new


def _context() -> BaseContext:
    """Return how processes are started: from a small server process where there is one, anew elsewhere.

    Not by copying this process, which may be running the thread of the progress bar.
    """
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["gongkai.core.report.reading"])
    return context


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()
