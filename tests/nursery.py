"""Processes of the tests that begin at once: a mother that has loaded the site forks a child for each task.

A test that kills processes by the dozen would spend its time in loading the site anew. Here one process loads it,
before any database is opened, and every task runs in a child of its own: a real process, with its own connections,
that can be killed at any moment.

    with Nursery(environ) as nursery:
        nursery.run("tests.apps.audit.factories:log", 15)          # waits; an exception there fails here
        child = nursery.start("tests.apps.applications.submit_many:submit_many", "killed", 1)
        child.stdout.readline(); child.kill()
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
MOST = 1 << 16  # bytes of one order


class Child:
    """A task in a process of its own, its standard input and output open to the test."""

    def __init__(self, pid: int, stdin: int, stdout: int) -> None:
        self.pid = pid
        self.stdin = os.fdopen(stdin, "w", encoding="utf-8")
        self.stdout = os.fdopen(stdout, "r", encoding="utf-8")

    def kill(self) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it came to its end by itself

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.stdout.read()  # to its end: the process is gone
        self.stdin.close()
        self.stdout.close()


class Nursery:
    """The mother process, with an environment of its own; every child ends with it at the latest."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
        self._mother = subprocess.Popen(command, env=environ, cwd=ROOT, pass_fds=[theirs.fileno()])
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._mother.wait(60)

    def start(self, task: str, *arguments: Any) -> Child:
        """Begin `module:function` with arguments that JSON can carry."""
        their_in, our_out = os.pipe()
        our_in, their_out = os.pipe()
        socket.send_fds(self._ours, [json.dumps([task, *arguments]).encode()], [their_in, their_out])
        os.close(their_in)
        os.close(their_out)
        pid = int(self._ours.recv(32) or b"0")
        assert pid, "the mother process is gone: see its error output"
        return Child(pid, our_out, our_in)

    def run(self, task: str, *arguments: Any) -> str:
        """Carry a task out to its end; return what it printed."""
        with self.start(task, *arguments) as child:
            child.stdin.close()
            said, whole, end = child.stdout.read().rpartition("\0")
        assert whole, "the task was killed"
        assert end == "", end
        return said


def _mother(orders: socket.socket) -> None:
    import django
    from django.urls import get_resolver

    django.setup()
    assert get_resolver().url_patterns  # which loads the pages too
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    while True:
        order, handles, _flags, _from = socket.recv_fds(orders, MOST, 2)
        if not order:
            return
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            _child(order, *handles)
        for handle in handles:
            os.close(handle)
        orders.send(str(pid).encode().ljust(32))


def _child(order: bytes, stdin: int, stdout: int) -> None:
    os.dup2(stdin, 0)
    os.dup2(stdout, 1)
    for handle in (stdin, stdout):
        os.close(handle)
    sys.stdin, sys.stdout = os.fdopen(0, "r", encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
    failed = ""
    try:
        task, *arguments = json.loads(order)
        module, _colon, name = task.partition(":")
        getattr(importlib.import_module(module), name)(*arguments)
    except BaseException:  # noqa: BLE001 told to the test, whatever it is
        failed = traceback.format_exc()
    sys.stdout.write(f"\0{failed}")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    _mother(socket.socket(fileno=int(sys.argv[1])))
