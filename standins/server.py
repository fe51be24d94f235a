"""One server on loopback for all stand-ins, each below its name, and a page that shows what they hold."""

import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from standins import faults, page
from standins.douyin import Douyin
from standins.faults import Faults
from standins.refusal import Refusal
from standins.superior import Superior
from standins.wechat import WeChat
from standins.wecom import WeCom


@dataclass
class World:
    """The training world: its servers, what they do wrong, every call."""

    wechat: WeChat = field(default_factory=WeChat)
    wecom: WeCom = field(default_factory=WeCom)
    douyin: Douyin = field(default_factory=Douyin)
    superior: Superior = field(default_factory=Superior)
    faults: Faults = field(default_factory=Faults)
    calls: list[str] = field(default_factory=list)
    address: str = ""
    patience: float = 1.0  # seconds that a slow answer takes
    pause: float = 0.0  # seconds that any answer takes
    lock: threading.Lock = field(default_factory=threading.Lock)

    def act(self, path: str, query: dict[str, str], body: bytes, headers: Message) -> dict[str, Any]:
        """Let the server of a path act; return its answer, a refusal included."""
        name, _, rest = path.lstrip("/").partition("/")
        server = self.server(name)
        files = _files(headers.get("Content-Type", ""), body)
        with self.lock:
            try:
                return dict(server.answer(f"/{rest}", query, body, files, headers))
            except Refusal as refused:
                return self.refused(name, refused)

    def server(self, name: str) -> Any:
        """Return the server of the first part of a path."""
        return {"wechat": self.wechat, "wecom": self.wecom, "douyin": self.douyin, "superior": self.superior}[name]

    def refused(self, name: str, refusal: Refusal) -> dict[str, Any]:
        """Return a refusal as the server of a name writes it."""
        writes = getattr(self.server(name), "refused", _refused)
        return dict(writes(refusal))


def _refused(refusal: Refusal) -> dict[str, Any]:
    rid = "-".join(secrets.token_hex(4) for _ in range(3))
    return {"errcode": refusal.code, "errmsg": f"{refusal.message} hint: [standin] rid: {rid}"}


class Handler(BaseHTTPRequestHandler):
    """Answers as the real ones do: HTTP 200, and an errcode in the body."""

    world: World
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a small answer must not wait for the word that its head arrived

    def do_POST(self) -> None:
        """Answer a call of an interface."""
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(parts.query))
        if parts.path == "/play":
            return self._play(dict(parse_qsl(body.decode())))
        self.world.calls.append(parts.path)
        time.sleep(self.world.pause)
        fault = self.world.faults.next(parts.path)
        if fault == faults.BAD_GATEWAY:
            return self._send(502, b"<html>502 Bad Gateway</html>", "text/html")
        if fault == faults.REDIRECT:
            return self._send(302, b"", "text/html", Location="http://10.0.0.1/")
        if fault.lstrip("-").isdigit():
            return self._send_json(self.world.refused(parts.path.split("/")[1], Refusal(int(fault), "told to refuse")))
        answer = self.world.act(parts.path, query, body, self.headers)
        if fault == faults.NO_ANSWER:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if fault == faults.SLOW:
            time.sleep(self.world.patience)
        if fault == faults.GARBAGE:
            return self._send(200, b"<html>busy</html>", "text/html")
        return self._send_json(answer)

    def do_GET(self) -> None:
        """Show what the stand-ins hold; answer the interfaces that are asked so."""
        parts = urlsplit(self.path)
        if parts.path.startswith("/douyin/"):
            return self.do_POST()
        return self._send(200, page.shown(self.world).encode(), "text/html; charset=utf-8")

    def _play(self, typed: dict[str, str]) -> None:
        with suppress(KeyError):  # what the page no longer shows
            self.world.superior.play(typed["key"], typed["act"], typed.get("words", ""))
        self._send(303, b"", "text/html", Location="/")

    def _send_json(self, answer: dict[str, Any]) -> None:
        self._send(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # a caller that was killed
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the addresses hold tokens."""


def _files(kind: str, body: bytes) -> dict[str, bytes]:
    if not kind.startswith("multipart/form-data"):
        return {}
    read = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
        for part in read.get_payload()
    }  # type: ignore[union-attr,misc]


class Server(ThreadingHTTPServer):
    """A server whose threads do not outlive it."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of callers that were killed."""


@contextmanager
def running(port: int = 0) -> Iterator[World]:
    """Start the stand-ins; yield their world."""
    world = World()
    server = Server(("127.0.0.1", port), type("Bound", (Handler,), {"world": world}))
    world.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
