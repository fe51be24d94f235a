"""Serves baked pages before the site is asked: a page that was published needs neither database nor Django."""

import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import formatdate
from pathlib import Path
from typing import IO, Any, Final

from gongkai.portal.bake.files import TWINS, Files, UnusableAddress

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# A page may be kept by a browser but is asked for anew, so that what is withdrawn is gone at once.
CACHING: Final = "no-cache"
PIECE: Final = 1 << 20  # bytes; what is larger is not read into memory as a whole
_KINDS: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".txt": "text/plain; charset=utf-8",
    ".sha256": "text/plain; charset=utf-8",
}


class BakedFirst:
    """A WSGI application that answers with the baked file of an address, and asks the site for everything else."""

    def __init__(self, site: Application, folder: Path, headers: Mapping[str, str]) -> None:
        self._site = site
        self._files = Files(folder)
        self._headers = list(headers.items())

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer GET and HEAD of an address without question from the folder, if it has a file."""
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"} and not environ.get("QUERY_STRING"):
            found = self._find(environ)
            if found is not None:
                return self._answer(*found, environ, start_response)
        return self._site(environ, start_response)

    def _find(self, environ: Environ) -> tuple[Path, int, str] | None:
        """Return the path of the file, the open twin that the browser takes and its coding, or None."""
        try:
            path = self._files.path(environ.get("PATH_INFO", ""))
        except UnusableAddress:
            return None
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        for coding, suffix in TWINS.items():
            if coding in accepted and (handle := _opened(f"{path}{suffix}")) is not None:
                return path, handle, coding
        handle = _opened(str(path))
        return None if handle is None else (path, handle, "")

    def _answer(
        self, path: Path, handle: int, coding: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        file, status = os.fdopen(handle, "rb"), os.fstat(handle)
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = [
            *self._headers,
            ("Content-Type", _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"),
            ("Cache-Control", CACHING),
            ("ETag", tag),
            ("Last-Modified", formatdate(status.st_mtime, usegmt=True)),
            ("Vary", "Accept-Encoding"),
        ]
        if coding:
            headers.append(("Content-Encoding", coding))
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            file.close()
            start_response("304 Not Modified", headers)
            return []
        start_response("200 OK", [*headers, ("Content-Length", str(status.st_size))])
        if environ["REQUEST_METHOD"] == "GET" and status.st_size > PIECE:
            return _Pieces(file)
        with file:
            return [file.read()] if environ["REQUEST_METHOD"] == "GET" else []


class _Pieces:
    """A large file, read piece by piece as it is sent; the server closes it at the end, or when the reader leaves."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece
        self._file.close()

    def close(self) -> None:
        self._file.close()


def _opened(path: str) -> int | None:
    """Return an open file, or None when there is none (or a folder)."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except (OSError, ValueError):
        return None
    if os.path.isdir(path):  # noqa: PTH112 the quick one: this runs for every request
        os.close(handle)
        return None
    return handle
