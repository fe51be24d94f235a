"""Files read in processes of their own, with a limit of time for each file and of processes for the site."""

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

from gongkai.core.report.exchange import from_json
from gongkai.core.report.model import AnnualReport
from gongkai.portal.check.forms import Upload

PROCESSES: Final = os.cpu_count() or 1  # more would only wait for each other
TIME_LIMIT: Final = 5.0  # seconds for one file
OFFICE_LIMIT: Final = 75.0  # seconds where LibreOffice, which has a limit of its own, converts the file first
START_LIMIT: Final = 60.0  # seconds for a process to start
PATIENCE: Final = 120.0  # seconds that a file waits for a free process
_OFFICE: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")  # how old office files begin


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no report: what is wrong, and how to mend it."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: a report or a failure."""

    name: str
    report: AnnualReport | None = None
    failure: Failure | None = None


class _Reader:
    """One running process and the connection to it."""

    def __init__(self) -> None:
        self._ours, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603  # our own module, and no argument from outside
            [sys.executable, "-m", "gongkai.portal.check.reading_process", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        try:
            self._answer(START_LIMIT)
        except BaseException:
            self.end()
            raise

    def ask(self, data: bytes, seconds: float) -> bytes:
        """Return the answer for a file; TimeoutError after so many seconds, EOFError where the process died."""
        self._ours.send_bytes(data)
        return self._answer(seconds)

    def _answer(self, seconds: float) -> bytes:
        if not self._ours.poll(seconds):
            raise TimeoutError
        return self._ours.recv_bytes()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._ours.close()
        self._process.kill()
        self._process.wait()


@dataclass(slots=True)
class Readers:
    """A few processes that read files for all visitors; each is started when it is first needed."""

    free: "queue.LifoQueue[_Reader | None]" = field(default_factory=queue.LifoQueue)

    def __post_init__(self) -> None:
        for _ in range(PROCESSES):
            self.free.put(None)

    def read_all(self, files: Sequence[Upload]) -> Iterator[Read]:
        """Yield what became of each file, in their order, as it comes; no file stops the others."""
        with ThreadPoolExecutor(min(PROCESSES, len(files)) or 1) as threads:
            yield from threads.map(self.read, files)

    def read(self, file: Upload) -> Read:
        """Return what became of one file."""
        try:
            reader = self.free.get(timeout=PATIENCE)
        except queue.Empty:
            return _failed(file, "现在检查报告的人很多，没有轮到这个文件。", "请过几分钟再试。")
        try:
            reader = reader or _Reader()
            read = _taken(file, reader.ask(file.data, _limit(file.data)))
        except TimeoutError:
            _end(reader)
            reader = None
            read = _failed(
                file, "读取这个文件用时过长，已经停止。", "请把它另存为其他格式（例如 docx）后再试，并去掉无关的附件。"
            )
        except (EOFError, OSError):
            _end(reader)
            reader = None
            read = _failed(file, "读取这个文件时程序意外中止。", "请把它另存为其他格式（例如 docx）后再试。")
        finally:
            self.free.put(reader)
        return read

    def end(self) -> None:
        """End the processes that are idle; the next file starts new ones."""
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self.free.get_nowait())
        for reader in idle:
            _end(reader)
            self.free.put(None)


def _end(reader: _Reader | None) -> None:
    if reader is not None:
        reader.end()


def _limit(data: bytes) -> float:
    return OFFICE_LIMIT if data[:64].lstrip().startswith(_OFFICE) else TIME_LIMIT


def _taken(file: Upload, answer: bytes) -> Read:
    found: dict[str, Any] = json.loads(answer)
    if "problem" in found:
        return _failed(file, found["problem"], found["remedy"])
    report = from_json(json.dumps(found["report"], ensure_ascii=False).encode())
    report.file = file.name
    return Read(file.name, report)


def _failed(file: Upload, problem: str, remedy: str) -> Read:
    return Read(file.name, failure=Failure(problem, remedy))


READERS: Final = Readers()
