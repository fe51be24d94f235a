"""A mail server on loopback (RFC 5321, what of it a sender needs), which keeps what it took.

`refuses` names recipients with the code that answers them; a code of 4xx is asked again later, one of 5xx never.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 mail.invalid ready")
        self._to: list[str] = []
        for line in self.rfile:
            word, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            if word.upper() == "QUIT":
                self._say("221 bye")
                return
            if word.upper() == "RCPT":
                self._recipient(rest)
            elif word.upper() == "DATA":
                self._data()
            else:
                self._say("250 ok")

    def _recipient(self, rest: str) -> None:
        address = rest.partition(":")[2].strip().strip("<>")
        code = self.server.kept.refuses.get(address)
        if code is None:
            self._to.append(address)
        self._say(f"{code} no" if code else "250 ok")

    def _data(self) -> None:
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        letter = BytesParser(policy=policy.default).parsebytes(b"".join(lines))
        self.server.kept.letters.append((self._to, letter))
        self._to = []
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer:
    """What the server took, and whom it refuses."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses: dict[str, int] = {}
        self.port = 0


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server on a free port of this machine."""
    kept = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads, server.kept = True, kept
        kept.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield kept
        server.shutdown()
