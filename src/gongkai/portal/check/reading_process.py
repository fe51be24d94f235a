"""The process that reads one file after another for the page: a hostile file can stop it, never the site.

It takes the bytes of a file and gives back one JSON object; the report in it is in the form of `writers.json`, so that
the site takes nothing from here that it has not checked as if it came from a stranger. Run as
`python -m gongkai.portal.check.reading_process NUMBER`, the number of an open connection.
"""

import json
import resource
import sys
from multiprocessing.connection import Connection
from typing import Any, Final

from gongkai.core.report.errors import OversizedFile, ReportError
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.opening import open_report
from gongkai.core.report.writers.json import as_mapping

MEMORY: Final = 2 * 2**30  # bytes of data; reading a report takes under a tenth of it
LONGEST: Final = 200_000  # characters of prose; a report has a few thousand
READY: Final = b"ready"


def main() -> None:
    """Serve the connection until the other side closes it."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with Connection(int(sys.argv[1])) as connection:
        connection.send_bytes(READY)
        while True:
            try:
                data = connection.recv_bytes()
            except EOFError:
                return
            connection.send_bytes(json.dumps(answer(data), ensure_ascii=False).encode())


def answer(data: bytes) -> dict[str, Any]:
    """Return `{"report": …}`, or `{"problem": …, "remedy": …}` where the file holds no report."""
    try:
        report = open_report(data)
        _check_length(report)
        return {"report": as_mapping(report, places=True)}
    except ReportError as error:
        return {"problem": error.problem, "remedy": error.remedy}
    except MemoryError:
        return {"problem": "读取这个文件时内存不够。", "remedy": "请去掉无关的附件和图片后再试。"}


def _check_length(report: AnnualReport) -> None:
    length = sum(len(section.text) for section in report.sections.values())
    length += sum(len(passage.text) for passage in report.front)
    if length > LONGEST:
        raise OversizedFile(f"正文 {LONGEST // 10_000} 万字")


if __name__ == "__main__":
    main()
