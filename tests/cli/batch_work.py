"""What the processes of a batch do in tests: found by name in a new process, so it cannot live in a test module."""

import os
import signal
import time
from pathlib import Path

from gongkai.core.report.errors import EmptyFile


def work(path: Path) -> str:
    """Do what the name of the file says."""
    if path.stem.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem.startswith("exits"):
        os._exit(3)
    if path.stem.startswith("empty"):
        raise EmptyFile
    if path.stem.startswith("bug"):
        raise ZeroDivisionError
    if path.stem.startswith("absent"):
        path.read_bytes()
    if path.stem.startswith("memory"):
        raise MemoryError
    _ask_too_much(path.stem)
    if path.stem.startswith("hangs"):
        time.sleep(600)
    if path.stem.startswith("slow"):
        time.sleep(0.05)
    return f"{path.stem} by {os.getpid()}"


def _ask_too_much(stem: str) -> None:
    if stem.startswith("greedy"):
        bytearray(2**34)
    if stem.startswith("busy"):
        try:
            while True:
                sum(range(1000))
        except Exception as error:  # what a careless reader might do
            raise AssertionError from error
