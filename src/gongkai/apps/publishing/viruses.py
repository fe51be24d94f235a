"""ClamAV where the server has it: a file is streamed to its daemon before it is kept."""

import socket
import struct
from pathlib import Path
from typing import Final

from gongkai.apps.bodies.errors import RuleError

SOCKETS: Final = ("/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl", "/run/clamd.scan/clamd.sock")
CHUNK: Final = 1 << 16
PATIENCE: Final = 30  # seconds
UNANSWERED: Final = "请稍后再试；一直这样时，请告诉管理服务器的人员。"


def infected_by(data: bytes) -> str:
    """Return the name of the virus that ClamAV finds in a file; empty for none, and where no daemon runs.

    Raises RuleError where the daemon runs and gives no answer: what could not be scanned is not kept.
    """
    found = next((path for path in SOCKETS if Path(path).is_socket()), None)
    if found is None:
        return ""
    try:
        answer = scanned(data, found)
    except OSError as error:
        raise RuleError(f"病毒检查没有完成（{error.strerror or '没有回应'}），文件没有保存。", UNANSWERED) from None
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND")
    if answer != "OK":
        raise RuleError(f"病毒检查没有完成（{answer[:80]}），文件没有保存。", UNANSWERED)
    return ""


def scanned(data: bytes, address: str) -> str:
    """Return what a daemon at a socket says of a file, by its command INSTREAM: OK, or a name and FOUND."""
    with socket.socket(socket.AF_UNIX) as daemon:
        daemon.settimeout(PATIENCE)
        daemon.connect(address)
        daemon.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            daemon.sendall(struct.pack("!L", len(part)) + part)
        daemon.sendall(struct.pack("!L", 0))
        answer = b"".join(iter(lambda: daemon.recv(4096), b"")).decode(errors="replace").strip("\0 \n")
    return answer.removeprefix("stream: ")
