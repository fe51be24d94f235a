"""The process that works on what strangers hand in: it reads files and writes downloads, and never the site itself.

It takes a task and gives back an answer in bytes; the site takes nothing from here that it has not checked as if it
came from a stranger. A process that has grown large over a task ends itself, so that its memory goes back to the
system. Run as `python -m gongkai.portal.check.worker_process NUMBER`, the number of an open connection.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any, Final

from gongkai.core.report.errors import ReportError
from gongkai.core.report.opening import open_report
from gongkai.core.report.readers.bounds import MEGABYTE, bound_process, most_taken
from gongkai.core.report.writers.json import as_mapping
from gongkai.portal.check.limits import refuse_too_long

GROWN: Final = 200 * MEGABYTE  # bytes a process has taken at most: one that took more is not used again
READY: Final = b"ready"
READ: Final = "read"
DOWNLOAD: Final = "download"
NO_MEMORY: Final = {"problem": "处理这份材料要用的内存太多，已经停止。", "remedy": "请去掉无关的附件和图片后再试。"}


def main() -> None:
    """Serve the connection until the other side closes it, or this process has grown too large."""
    bound_process()
    with Connection(int(sys.argv[1])) as connection:
        while most_taken() < GROWN:
            connection.send_bytes(READY)
            try:
                task, *given = connection.recv()
            except EOFError:
                return
            connection.send_bytes(answer(task, *given))


def answer(task: str, *given: Any) -> bytes:
    """Return what a task gives: a line of JSON, which may be `{"problem": …, "remedy": …}`, and after it any data."""
    try:
        return _TASKS[task](*given)
    except ReportError as error:
        return _line({"problem": error.problem, "remedy": error.remedy})
    except MemoryError:
        return _line(NO_MEMORY)


def _read(data: bytes) -> bytes:
    """Return `{"report": …}`, the report in a file in the form of `writers.json`."""
    report = open_report(data)
    refuse_too_long(report)
    return _line({"report": as_mapping(report, places=True)})


def _download(wanted: str, carried: Sequence[str], published: str) -> bytes:
    """Return `{"name": …, "media": …}` and behind it the file that a button of the page asks for."""
    from gongkai.portal.check.downloads import download  # the writers are loaded when somebody downloads

    made = download(wanted, carried, published)
    return _line({"name": made.name, "media": made.media}) + made.data


def _line(found: Mapping[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode(errors="replace") + b"\n"


_TASKS: Final[Mapping[str, Callable[..., bytes]]] = {READ: _read, DOWNLOAD: _download}


if __name__ == "__main__":
    main()
