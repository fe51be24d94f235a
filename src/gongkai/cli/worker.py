"""The worker beside the web server: started with it, started again when it dies, ended with it.

A small process of its own keeps the worker (`python -m gongkai.cli.worker`). A thread of the web server could not: the
server forks, and a child forked while a thread starts a process holds that process's pipes open.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AGAIN_AFTER: Final = 2.0  # seconds until a worker that died is started again
LOOK: Final = 0.2  # seconds between two looks at whether the worker and the server live


@contextmanager
def worker_beside() -> Iterator[None]:
    """Have a worker kept that ends when this process is gone, or when the block is left."""
    keeper = subprocess.Popen([sys.executable, "-m", "gongkai.cli.worker"])
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()


def keep() -> None:
    """Keep a worker running until told to end, or until the process that started this one is gone."""
    server = os.getppid()
    ended = threading.Event()
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: ended.set())
    command = [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "work"]
    command += ["--beside", str(os.getpid())]
    while not ended.is_set() and os.getppid() == server:
        worker = subprocess.Popen(command)  # noqa: S603 this very program
        while worker.poll() is None and os.getppid() == server and not ended.wait(LOOK):
            pass
        if worker.poll() is None:
            worker.terminate()
            worker.wait()
        ended.wait(AGAIN_AFTER)


if __name__ == "__main__":
    keep()
