"""What a table of the bulk files is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ninja import Schema

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what it is, its rows, the columns of a line of JSON and of a row of CSV."""

    name: str
    title: str
    rows: Callable[[], Iterator[Row]]
    line: type[Schema]
    columns: tuple[str, ...]
