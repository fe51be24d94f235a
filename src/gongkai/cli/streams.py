"""The streams a command talks through: closed ones, and a place for the output that is full or gone."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Final, TextIO

LOST: Final = 2  # exit status
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def hold_streams() -> None:
    """Put nothing in the place of a stream that was closed before the start.

    The next file that is opened would else take its number, and be written over by what is said.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    sys.stdout = _whole(sys.stdout or _nothing(1))
    sys.stderr = sys.stderr or _nothing(2)


def _nothing(number: int) -> TextIO:
    return open(number, "w", encoding="utf-8", closefd=False)  # for as long as the command runs


def _whole(stream: TextIO) -> TextIO:
    """Return a stream that writes all it is given or says that it could not.

    Unbuffered, as PYTHONUNBUFFERED makes it, Python takes a write of which the system did a part for done.
    """
    raw = getattr(stream, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        return stream
    buffered = io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, stream.encoding, stream.errors, line_buffering=True)


def lost(error: OSError) -> int:
    """Return the exit status where the output could not be written; raise the error where it is another.

    A reader who goes away, as `| head` does, has what it wants; a full disk is told.
    """
    if error.filename is not None or error.errno not in {errno.EPIPE, errno.EIO, *_FULL}:
        raise error
    # What is left in the buffer must not fail once more when the program ends.
    for stream in (sys.stdout, sys.stderr) if error.errno == errno.EPIPE else (sys.stdout,):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if error.errno == errno.EPIPE:
        return 0
    why = "磁盘已满" if error.errno in _FULL else "磁盘读写出错"
    with suppress(OSError):
        print(f"错误：结果没有写完：{why}。请腾出空间，或把结果写到别的磁盘。", file=sys.stderr)  # noqa: T201
    return LOST
