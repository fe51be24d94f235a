"""Writes the bulk files: row by row, each file whole at every moment, with compressed twins and checksums."""

import csv
import gzip
import hashlib
import io
import json
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import brotli
from django.utils import timezone

from gongkai.core.report.writers.csv import safe
from gongkai.portal.bake.files import PARTIAL, TWINS
from gongkai.portal.opendata.parquet import Parquet
from gongkai.portal.opendata.table import Table

CSV_MARK: Final = (
    "CSV 中，会被表格软件当作公式的文字（以 = + - @ | % 等开头）和本来以 ' 开头的文字，前面加一个 '；"
    "去掉这一个 ' 就是原文。"
    "JSON 和 Parquet 不加。"
)
QUALITY: Final = 5  # of brotli: large files, written each night


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    name: str
    title: str
    bytes: int
    rows: int
    sha256: str


class Twinned(AbstractContextManager["Twinned"]):
    """A file that is written piece by piece with its compressed twins, and put in place when all is there."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self.name = folder, name
        stem = folder / f"{PARTIAL}{secrets.token_hex(8)}"
        self._partial = {suffix: stem.with_name(stem.name + suffix) for suffix in ("", *TWINS.values())}
        self._plain = self._partial[""].open("wb")
        self._compressed = self._partial[TWINS["gzip"]].open("wb")
        self._gzip = gzip.GzipFile("", "wb", 6, self._compressed, mtime=0)
        self._brotli, self._compressor = self._partial[TWINS["br"]].open("wb"), brotli.Compressor(quality=QUALITY)
        self._digest, self.bytes, self.rows = hashlib.sha256(), 0, 0

    def write(self, text: str) -> None:
        """Write a piece."""
        data = text.encode()
        self.bytes += len(data)
        self._digest.update(data)
        self._plain.write(data)
        self._gzip.write(data)
        self._brotli.write(self._compressor.process(data))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the files in place, or remove them where something failed."""
        self._gzip.close()
        self._compressed.close()
        self._brotli.write(self._compressor.finish())
        self._brotli.close()
        self._plain.close()
        for suffix, partial in self._partial.items():
            if kind is None:
                partial.replace(self._folder / f"{self.name}{suffix}")
            else:
                partial.unlink()

    def told(self, title: str) -> Written:
        """Return what was written."""
        return Written(self.name, title, self.bytes, self.rows, self._digest.hexdigest())


def write_table(folder: Path, table: Table) -> Iterator[Written]:
    """Write a table as JSON lines, CSV and Parquet, in one pass over its rows, and its schema; yield each file."""
    with (
        Twinned(folder, f"{table.name}.jsonl") as lines,
        Twinned(folder, f"{table.name}.csv") as sheet,
        Parquet(folder, table) as columnar,
    ):
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        buffer.write("\ufeff")  # office programs take it as UTF-8
        writer.writerow(table.columns)
        for row in table.rows():
            lines.write(f"{json.dumps(row, ensure_ascii=False, default=_plain)}\n")
            writer.writerow([safe(_cell(row[name])) for name in table.columns])
            columnar.add(
                [row[name] if isinstance(row[name], int | None) else _cell(row[name]) for name in table.columns]
            )
            sheet.write(_taken(buffer))
            lines.rows += 1
            sheet.rows += 1
        sheet.write(_taken(buffer))
    yield sheet.told(f"{table.title}，表格（CSV）")
    yield lines.told(f"{table.title}，每行一个 JSON")
    yield Written(
        f"{table.name}.parquet", f"{table.title}，列式表格（Parquet）", columnar.bytes, columnar.rows, columnar.sha256
    )
    yield write_text(folder, f"{table.name}.schema.json", _schema(table), f"{table.title}，字段说明（JSON Schema）")


def write_text(folder: Path, name: str, text: str, title: str) -> Written:
    """Write a small file."""
    with Twinned(folder, name) as file:
        file.write(text)
    return file.told(title)


def _schema(table: Table) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **table.line.model_json_schema()}
    return json.dumps({**schema, "title": table.title, "$comment": CSV_MARK}, ensure_ascii=False, indent=1) + "\n"


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    return _plain(value) if isinstance(value, date) else str(value)


def _plain(value: Any) -> str:
    """Return a day or an instant as the API writes it, an instant in Beijing time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
