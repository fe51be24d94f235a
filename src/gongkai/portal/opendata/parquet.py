"""Writes a table as Parquet, batch by batch: a blank is null, nought is nought."""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from gongkai.portal.bake.files import PARTIAL
from gongkai.portal.opendata.table import Table

BATCH: Final = 2_000  # rows held as they came, before they are packed into columns
_PIECE: Final = 1024 * 1024


class Parquet(AbstractContextManager["Parquet"]):
    """A Parquet file that is put in place when all is there; its packed columns wait in memory."""

    def __init__(self, folder: Path, table: Table) -> None:
        import arro3.core as arrow  # loaded in the night, by the worker alone

        self._file = folder / f"{table.name}.parquet"
        self._partial = folder / f"{PARTIAL}{secrets.token_hex(8)}.parquet"
        self._types = [_type(table.line.model_fields[name].annotation) for name in table.columns]
        fields = [arrow.Field(name, kind, nullable=True) for name, kind in zip(table.columns, self._types, strict=True)]
        self._schema = arrow.Schema(fields)
        self._rows: list[Sequence[Any]] = []
        self._batches: list[Any] = []
        self.rows, self.bytes, self.sha256 = 0, 0, ""

    def add(self, row: Sequence[Any]) -> None:
        """Add one row, its cells in the order of the columns."""
        self._rows.append(row)
        self.rows += 1
        if len(self._rows) == BATCH:
            self._pack()

    def _pack(self) -> None:
        import arro3.core as arrow

        columns = zip(*self._rows, strict=True) if self._rows else ([] for _type in self._types)
        arrays = [arrow.Array(list(cells), kind) for cells, kind in zip(columns, self._types, strict=True)]
        self._batches.append(arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        self._rows = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in place; nothing where something failed."""
        if kind is not None:
            return
        import arro3.core as arrow
        from arro3.io import write_parquet

        self._pack()
        reader = arrow.RecordBatchReader.from_batches(self._schema, self._batches)
        try:
            write_parquet(reader, str(self._partial), compression="zstd(3)")
            self.bytes, self.sha256 = self._partial.stat().st_size, _digest(self._partial)
            self._partial.replace(self._file)
        finally:
            self._partial.unlink(missing_ok=True)


def _type(annotation: Any) -> Any:
    """Return the kind of a column: truth, whole number, or text; days and amounts are text, exact as printed."""
    import arro3.core as arrow

    parts = get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)
    if bool in parts:
        return arrow.DataType.bool()
    return arrow.DataType.int64() if int in parts else arrow.DataType.string()


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
