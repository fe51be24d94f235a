"""The most memory that the work on one file may take, held by the operating system.

No look at a file tells beforehand what a library will make of it: three kilobytes of PDF can draw a form a thousand
million times. Linux counts what a process keeps for data; elsewhere nothing is held, and the limits of the readers
alone apply.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1024 * 1024
MEMORY_MB: Final = 400  # a report of 4 MB with its pictures takes 60
_STATM: Final = Path("/proc/self/statm")
_STATUS: Final = Path("/proc/self/status")
_TAKEN: Final = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_DATA: Final = 5  # its field of data and stack, in pages


def bound_process() -> None:
    """Bound this process, which works on files of strangers, for the rest of its life; it leaves no core dump."""
    if sys.platform == "linux":
        import resource

        _set_soft(resource.RLIMIT_DATA, MEMORY_MB * MEGABYTE)
        _set_soft(resource.RLIMIT_CORE, 0)  # it would hold the file


def most_taken() -> int:
    """Return the most memory this process has held at once, in bytes; 0 where the system does not tell."""
    found = _TAKEN.search(_STATUS.read_text()) if _STATUS.exists() else None
    return int(found[1]) * 1024 if found else 0


@contextmanager
def bounded() -> Iterator[None]:
    """Bound what this process may take beyond what it has now; MemoryError where it is not enough."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before, _ = resource.getrlimit(resource.RLIMIT_DATA)
    _set_soft(resource.RLIMIT_DATA, _data_in_use() + MEMORY_MB * MEGABYTE)
    try:
        yield
    finally:
        _set_soft(resource.RLIMIT_DATA, before)


@contextmanager
def unbounded() -> Iterator[None]:
    """Lift the bound for programs started meanwhile, which have limits of their own (LibreOffice)."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    _set_soft(resource.RLIMIT_DATA, most)
    try:
        yield
    finally:
        _set_soft(resource.RLIMIT_DATA, before)


def _set_soft(what: int, wanted: int) -> None:
    """Set a soft limit as far as the hard one allows, which stays."""
    import resource

    _, hard = resource.getrlimit(what)
    bounded_too = hard != resource.RLIM_INFINITY and (wanted == resource.RLIM_INFINITY or wanted > hard)
    resource.setrlimit(what, (hard if bounded_too else wanted, hard))


def _data_in_use() -> int:
    """Return how much this process keeps for data now, in bytes."""
    import resource

    return int(_STATM.read_text().split()[_DATA]) * resource.getpagesize()
