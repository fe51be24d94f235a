"""Baked pages on disk: each file whole at every moment, with twins that are compressed already."""

import fcntl
import gzip
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final

import brotli

TWINS: Final = {"br": ".br", "gzip": ".gz"}  # by the name of the coding, in the order of preference
SMALLEST: Final = 300  # bytes; below, compressing saves nothing
LARGE: Final = 100_000  # bytes; above, the last per cent costs too long
PARTIAL: Final = ".partial-"  # begins the name of a file that is still being written


class UnusableAddress(ValueError):
    """An address that no file can stand for."""

    def __init__(self, address: str) -> None:
        super().__init__(f"网址“{address}”不能生成文件。请只用小写字母、数字、连字符和点组成的网址。")


class Files:
    """The folder of baked pages. `/a/b/` is the file `a/b/index.html`, `/a/b.xml` the file `a/b.xml`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, address: str) -> Path:
        """Return the file of an address. Raises UnusableAddress for one that leaves the folder or hides in it."""
        parts = PurePosixPath(address).parts
        if parts[:1] != ("/",) or "//" in address or "\\" in address or "\0" in address:
            raise UnusableAddress(address)
        if any(part.startswith(".") for part in parts[1:]) or address.endswith(tuple(TWINS.values())):
            raise UnusableAddress(address)
        name = address[1:] + ("index.html" if address.endswith("/") else "")
        return self.folder / name

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder, so that what is rendered later is also written later; others wait."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{PARTIAL}lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def put(self, address: str, content: bytes) -> None:
        """Write the file of an address and its twins; a reader sees the old or the new one, never a part."""
        path = self.path(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        ready = [(_written(path.parent, content), path)]
        if len(content) >= SMALLEST:
            ready.append(
                (
                    _written(path.parent, brotli.compress(content, quality=9 if len(content) < LARGE else 5)),
                    _twin(path, "br"),
                )
            )
            ready.append((_written(path.parent, gzip.compress(content, 9, mtime=0)), _twin(path, "gzip")))
        else:
            _remove(_twin(path, "br"), _twin(path, "gzip"))
        for partial, whole in ready:
            partial.replace(whole)

    def remove(self, address: str) -> None:
        """Remove the file of an address, its twins first, and the folders that are empty then."""
        path = self.path(address)
        _remove(_twin(path, "br"), _twin(path, "gzip"), path)
        for folder in path.parents:
            if folder == self.folder or not folder.is_relative_to(self.folder):
                return
            try:
                folder.rmdir()
            except OSError:  # not empty, or gone already
                return

    def addresses(self) -> Iterator[str]:
        """Yield the address of every file there is."""
        twins = tuple(TWINS.values())
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not path.name.startswith(PARTIAL) and not path.name.endswith(twins):
                address = "/" + path.relative_to(self.folder).as_posix()
                yield address.removesuffix("index.html") if path.name == "index.html" else address

    def sweep(self) -> None:
        """Remove what a writer that was killed left behind."""
        for path in self.folder.rglob(f"{PARTIAL}*"):
            if not path.name.endswith("lock"):
                _remove(path)


def _twin(path: Path, coding: str) -> Path:
    return path.with_name(path.name + TWINS[coding])


def _written(folder: Path, content: bytes) -> Path:
    partial = folder / f"{PARTIAL}{secrets.token_hex(8)}"
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return partial


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
