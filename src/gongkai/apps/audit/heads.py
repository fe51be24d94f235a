"""The end of the chain, exported day by day into files: what finds a log that was rewritten from the start.

A file a day, `audit-head-2026-03-02.jsonl`, a line an export. Whoever may rewrite the database must not be able to
reach every copy: keep one in a folder on another machine, or on paper.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from gongkai.apps.audit.chain import START
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.selectors import ExportedHead, chain_head

NAME: Final = "audit-head-{day}.jsonl"
LINE: Final = re.compile(r'\{"number": (\d{1,18}), "digest": "([0-9a-f]{64})"')


class HeadNotExported(Exception):
    """The end of the chain was not exported; the text says why and what to do."""


def export_head(folder: Path, *, now: datetime) -> Path:
    """Add the end of the chain to the file of the day, at once or not at all; return the file.

    Raises HeadNotExported where the end is gone, or where the log no longer holds what the folder says that it held.
    """
    end = chain_head()
    if end is None:
        raise HeadNotExported("日志的链头被删除。请用 gongkai audit verify 核对日志。")
    folder.mkdir(parents=True, exist_ok=True)
    _must_still_stand(exported_heads(folder))
    path = folder / NAME.format(day=timezone.localdate(now))
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    line = json.dumps({"number": end.number, "digest": end.digest, "at": timezone.localtime(now).isoformat()})
    _replace(path, f"{before}{line}\n")
    return path


def export_due(*, now: datetime) -> int:
    """Export the end of the chain into the data folder once a day; called by the worker."""
    folder = Path(settings.VAR_DIR) / "audit-heads"
    if (folder / NAME.format(day=timezone.localdate(now))).exists():
        return 0
    export_head(folder, now=now)
    return 1


def exported_heads(folder: Path) -> Iterator[ExportedHead]:
    """Yield what the files of a folder say, oldest first; HeadNotExported for a line that is none of ours."""
    for path in sorted(folder.glob(NAME.format(day="*"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = LINE.match(line)
            if found is None:
                raise HeadNotExported(f"“{path}”里有一行不是导出的链头，文件被改动过。请保留它，另换一个文件夹。")
            yield ExportedHead(int(found[1]), found[2])


def _must_still_stand(heads: Iterator[ExportedHead]) -> None:
    last = None
    for last in heads:  # noqa: B007 the newest is wanted
        pass
    if last is None or (last.number == 0 and last.digest == START):
        return
    if not Entry.objects.filter(number=last.number, digest=last.digest).exists():
        raise HeadNotExported(
            f"以前导出的第 {last.number} 条在日志里已经不是原样，日志被删减或改写过。"
            "请保留数据库的副本和这个文件夹，用 gongkai audit verify 核对，并报告本单位的安全负责人。"
        )


def _replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one whole, also after a power cut."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".audit-head-")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
