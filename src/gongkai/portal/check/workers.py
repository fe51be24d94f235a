"""Processes of their own that read files and write downloads, with limits of time, memory and number for the site."""

import json
import os
import queue
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from gongkai.core.report.errors import ReportError
from gongkai.core.report.exchange import from_json
from gongkai.core.report.model import AnnualReport
from gongkai.portal.check.forms import Upload
from gongkai.portal.check.worker_process import DOWNLOAD, READ

PROCESSES: Final = os.cpu_count() or 1  # more would only wait for each other
TIME_LIMIT: Final = 5.0  # seconds for one file
OFFICE_LIMIT: Final = 75.0  # seconds where LibreOffice, which has a limit of its own, converts the file first
DOWNLOAD_LIMIT: Final = 20.0  # seconds for one download
START_LIMIT: Final = 60.0  # seconds for a process to start
PATIENCE: Final = 120.0  # seconds that a task waits for a free process
LONGEST_ANSWER: Final = 64 * 1024 * 1024  # bytes
_OFFICE: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")  # how old office files begin


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result: what is wrong, and how to mend it."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: a report or a failure."""

    name: str
    report: AnnualReport | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A file made for the visitor."""

    name: str
    media: str
    data: bytes


BUSY: Final = Failure(_("现在使用检查的人很多，没有轮到。"), _("请过几分钟再试。"))
READ_TOO_LONG: Final = Failure(
    _("读取这个文件用时过长，已经停止。"), _("请把它另存为其他格式（例如 docx）后再试，并去掉无关的附件。")
)
READ_BROKEN: Final = Failure(
    _("读取这个文件时程序意外中止，可能是内存不够。"), _("请把它另存为其他格式（例如 docx）后再试，并去掉无关的附件。")
)
WRITE_TOO_LONG: Final = Failure(_("写这个文件用时过长，已经停止。"), _("请换一种格式，或用命令行转换。"))
WRITE_BROKEN: Final = Failure(_("写这个文件时程序意外中止，可能是内存不够。"), _("请换一种格式，或用命令行转换。"))


class _Worker:
    """One running process and the connection to it."""

    def __init__(self) -> None:
        self._ours, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603  # our own module, and no argument from outside
            [sys.executable, "-m", "gongkai.portal.check.worker_process", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        try:
            self._answer(START_LIMIT)  # that it is ready
        except BaseException:
            self.end()
            raise

    def ask(self, task: Sequence[Any], seconds: float) -> bytes:
        """Return the answer to a task; TimeoutError after so many seconds, EOFError where the process died."""
        self._ours.send(task)
        return self._answer(seconds)

    def is_ready(self) -> bool:
        """Tell whether the process takes another task; it has ended itself where it has grown too large."""
        try:
            self._answer(START_LIMIT)
        except (EOFError, OSError):  # TimeoutError too
            return False
        return True

    def _answer(self, seconds: float) -> bytes:
        if not self._ours.poll(seconds):
            raise TimeoutError
        return self._ours.recv_bytes(LONGEST_ANSWER)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._ours.close()
        self._process.kill()
        self._process.wait()


@dataclass(slots=True)
class Workers:
    """A few processes that work for all visitors; each is started when it is first needed."""

    free: "queue.LifoQueue[_Worker | None]" = field(default_factory=queue.LifoQueue)

    def __post_init__(self) -> None:
        for _number in range(PROCESSES):
            self.free.put(None)

    def read_all(self, files: Sequence[Upload]) -> Iterator[Read]:
        """Yield what became of each file, in their order, as it comes; no file stops the others."""
        with ThreadPoolExecutor(min(PROCESSES, len(files)) or 1) as threads:
            yield from threads.map(self.read, files)

    def read(self, file: Upload) -> Read:
        """Return what became of one file."""
        answer = self._ask((READ, file.data), _limit(file.data), READ_TOO_LONG, READ_BROKEN)
        if isinstance(answer, Failure):
            return Read(file.name, failure=answer)
        found = json.loads(answer)
        if "problem" in found:
            return Read(file.name, failure=Failure(found["problem"], found["remedy"]))
        try:
            report = from_json(json.dumps(found["report"], ensure_ascii=False).encode())
        except ReportError as error:
            return Read(file.name, failure=Failure(error.problem, error.remedy))
        report.file = file.name
        return Read(file.name, report)

    def download(self, wanted: str, carried: Sequence[str], published: str = "") -> Made | Failure:
        """Return the file that a button of the page asks for, or why there is none."""
        answer = self._ask((DOWNLOAD, wanted, list(carried), published), DOWNLOAD_LIMIT, WRITE_TOO_LONG, WRITE_BROKEN)
        if isinstance(answer, Failure):
            return answer
        line, _end_of_line, data = answer.partition(b"\n")
        found = json.loads(line)
        if "problem" in found:
            return Failure(found["problem"], found["remedy"])
        return Made(found["name"], found["media"], data)

    def _ask(self, task: Sequence[Any], seconds: float, too_long: Failure, broken: Failure) -> bytes | Failure:
        """Have a task done by a free process; one that overstays, dies or grows too large is not used again."""
        try:
            worker = self.free.get(timeout=PATIENCE)
        except queue.Empty:
            return BUSY
        found: bytes | Failure
        keep = False
        try:
            worker = worker or _Worker()
            found = worker.ask(task, seconds)
            keep = worker.is_ready()
        except TimeoutError:
            found = too_long
        except (EOFError, OSError):
            found = broken
        finally:
            if not keep:
                _end(worker)
            self.free.put(worker if keep else None)
        return found

    def end(self) -> None:
        """End the processes that are idle; the next task starts new ones."""
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self.free.get_nowait())
        for worker in idle:
            _end(worker)
            self.free.put(None)


def _end(worker: _Worker | None) -> None:
    if worker is not None:
        worker.end()


def _limit(data: bytes) -> float:
    return OFFICE_LIMIT if data[:64].lstrip().startswith(_OFFICE) else TIME_LIMIT


WORKERS: Final = Workers()
