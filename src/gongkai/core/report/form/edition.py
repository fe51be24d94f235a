"""Editions of the form: which tables, rows, columns and cells it has, and in which order.

A new edition is one new file in `data/`. Cell ids are those of the form document: `t2.permits.decisions`,
`t3.r1_granted.natural`, `t4.review.upheld`.
Sources: 国办公开办函〔2019〕60号; 国办公开办函〔2021〕30号.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Heading:
    """A labelled place of the form that holds no figures of its own: a column, a group, a section, an aspect."""

    id: str
    label: str
    also: tuple[str, ...] = ()  # other wordings seen in published reports
    parent: str = ""  # label or id of the head above


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: its id, official label, other wordings seen, the group it stands in and its cells in order."""

    id: str
    label: str
    cells: tuple[str, ...]
    parent: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of table 2 (主动公开政府信息情况): the caption of an item of art. 20, the column heads, the rows."""

    caption: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Common:
    """What the editions since 2019 share."""

    sections: tuple[Heading, ...]
    aspects: tuple[Heading, ...]
    note: str  # 勾稽关系 note in the corner of table 3
    t3_columns: tuple[Heading, ...]
    t3_groups: tuple[Heading, ...]
    t4_groups: tuple[Heading, ...]
    t4_columns: tuple[Heading, ...]
    legacy_name: str
    legacy_marks: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """One edition of the form (格式): `id` is its generation ("2019", "2021")."""

    id: str
    name: str
    source: str
    basis: Mapping[str, str]  # what a finding cites of the letter: "aspects" of section 1, "accountability" for copies
    first_year: int
    table2: tuple[Block, ...]
    table3: tuple[Row, ...]
    table4: tuple[Row, ...]  # one Row a group of five

    @cached_property
    def t2_rows(self) -> tuple[Row, ...]:
        """Rows of table 2 in order."""
        return tuple(row for block in self.table2 for row in block.rows)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows of figures, in the order of the form."""
        return (*self.t2_rows, *self.table3, *self.table4)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """All cell ids, in the order of the form."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @cached_property
    def leaf_rows(self) -> tuple[Row, ...]:
        """The rows of table 3 that （七）总计 adds up: 21 in the 2021 edition, 19 in the 2019 edition."""
        return tuple(row for row in self.table3 if row.parent and row.id != "t3.r7_total")

    @cached_property
    def row_by_id(self) -> Mapping[str, Row]:
        """Row id to row."""
        return {row.id: row for row in self.rows}

    def children(self, group: str) -> tuple[Row, ...]:
        """Return the rows of table 3 that stand in a group such as `t3.r3`."""
        return tuple(row for row in self.table3 if row.parent == group)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))


def _headings(items: list[dict[str, Any]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(i["id"], i["label"], tuple(i.get("also", ())), i.get("parent", i.get("group", ""))) for i in items
    )


def _row(item: Mapping[str, Any], columns: tuple[str, ...]) -> Row:
    cells = tuple(f"{item['id']}.{column}" for column in columns)
    return Row(item["id"], item["label"], cells, item.get("parent", ""), tuple(item.get("also", ())))


_DATA: Final = _load("common.toml")

COMMON: Final = Common(
    sections=_headings(_DATA["sections"]),
    aspects=_headings(_DATA["aspects"]),
    note=_DATA["table3"]["note"],
    t3_columns=_headings(_DATA["table3"]["columns"]),
    t3_groups=_headings(_DATA["table3"]["groups"]),
    t4_groups=_headings(_DATA["table4"]["groups"]),
    t4_columns=_headings(_DATA["table4"]["columns"]),
    legacy_name=_DATA["legacy"]["name"],
    legacy_marks=tuple(_DATA["legacy"]["marks"]),
)


def _table3(other: list[dict[str, Any]]) -> tuple[Row, ...]:
    columns = tuple(column.id for column in COMMON.t3_columns)
    parent = "t3.results" if len(other) == 1 else "t3.r6"
    items = [*_DATA["table3"]["rows"], *({**item, "parent": parent} for item in other), *_DATA["table3"]["last_rows"]]
    return tuple(_row(item, columns) for item in items)


def _edition(name: str) -> Edition:
    data = _load(name)
    blocks = tuple(
        Block(
            block["caption"],
            tuple(block["heads"]),
            tuple(block["columns"]),
            tuple(_row(item, tuple(block["columns"])) for item in block["rows"]),
        )
        for block in data["table2"]
    )
    columns = tuple(column.id for column in COMMON.t4_columns)
    table4 = tuple(_row(item, columns) for item in _DATA["table4"]["groups"])
    return Edition(
        id=data["id"],
        name=data["name"],
        source=data["source"],
        basis=data["basis"],
        first_year=data["first_year"],
        table2=blocks,
        table3=_table3(data["table3"]["other_rows"]),
        table4=table4,
    )


EDITIONS: Final[Mapping[str, Edition]] = {
    found.id: found
    for found in (
        _edition(entry.name)
        for entry in sorted((files(__package__) / "data").iterdir(), key=lambda entry: entry.name)
        if entry.name[:-5].isdigit()
    )
}


def edition(form: str) -> Edition:
    """Return the edition of an id ("2019", "2021"); KeyError for any other."""
    return EDITIONS[form]


def edition_for_year(year: int) -> Edition:
    """Return the edition in force for a report year; the earliest one for years before 2019."""
    valid = [found for found in EDITIONS.values() if found.first_year <= year]
    return max(valid or EDITIONS.values(), key=lambda found: found.first_year if valid else -found.first_year)
