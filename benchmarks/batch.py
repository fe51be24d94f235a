"""Ten thousand files with two processes and with one: wall time, and the most memory a process took."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Result
from tests.yard.judge import case
from tests.yard.shapes import SHAPES

_DISTINCT = 600


def make_files(folder: Path, number: int) -> list[Path]:
    """Write files of all text shapes of the yard; beyond some hundreds the documents come again under other names."""
    names = list(SHAPES)
    made = [
        case(names[n % len(names)], SHAPES[names[n % len(names)]], n)[1].data for n in range(min(number, _DISTINCT))
    ]
    paths = [folder / f"{n:05d}.txt" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_bytes(made[n % len(made)])
    return paths


class Watch(threading.Thread):
    """Look several times a second at how much memory a process and its children have taken at most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Look until the process is over."""
        while not self.over.wait(0.2):
            self.most = max([self.most, *(_peak(pid) for pid in _family(self.pid))])


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # it ended in between
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def run(paths: list[Path], jobs: int) -> tuple[float, int]:
    """Return the seconds and the peak bytes of one process for `gongkai report read` over all files."""
    command = [
        sys.executable,
        "-c",
        "from gongkai.cli.main import main; main()",
        "report",
        "read",
        "--format",
        "json",
        "--jobs",
        str(jobs),
    ]
    began = time.perf_counter()
    with subprocess.Popen([*command, *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        watch = Watch(process.pid)
        watch.start()
        lines = sum(1 for _ in process.stdout or ())
        process.wait()
        watch.over.set()
        watch.join()
    if lines != len(paths):
        message = f"{len(paths)} files in, {lines} lines out"
        raise RuntimeError(message)
    return time.perf_counter() - began, watch.most


def results(rounds: int, number: int) -> Iterator[Result]:
    """Yield the gain of the second process and the most memory of any process."""
    times: dict[int, list[float]] = {1: [], 2: []}
    most = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = make_files(Path(folder), number)
        for _ in range(rounds):
            for jobs in (1, 2):
                seconds, peak = run(paths, jobs)
                times[jobs].append(seconds)
                most = max(most, peak)
    one, two = median(times[1]), median(times[2])
    name = f"read {number} files with --jobs 2 (floor is --jobs 1, ratio how often faster)"
    yield Result(name, two, "s", one, one / two, "ratio >= 1.8")
    yield Result("most memory of a process meanwhile", most / 1_000_000, "MB", goal="value <= 300")
