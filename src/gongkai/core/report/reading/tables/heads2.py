"""The heads of table 2 (表二表头): which column each names, and in which unit the fees (收费金额) are printed."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from gongkai.core.report.form import Row
from gongkai.core.report.reading.script import simplified
from gongkai.core.report.reading.tables.heads import EXTRA, UNKNOWN, Order, contradicts
from gongkai.core.report.reading.tables.labels import squeeze
from gongkai.core.report.reading.tables.strips import HeadCell, Strip

# The words that name a column, by the last part of its cells' ids.
_NAMES: Final = {
    name: re.compile(words)
    for name, words in {
        "issued": "制发|制作",
        "repealed": "废止|失效",
        "in_force": "有效",
        "made": "制作|制发",
        "newly_public": "新.{0,2}公开",
        "public_total": "对外公开|公开总",
        "items_prev": "上一?年度?项目",
        "items_delta": "增.{0,2}减",
        "decisions": "决定.{0,3}数|绝对数",
        "amount_wan": "收费金额",
        "count": "采购项目",
        "amount": "采购.{0,1}金额",
    }.items()
}
_OTHER: Final = re.compile("上一?年度?(?!度?项目)|去年|同期|同比|增长|变化|累计")  # a column beside the form's
_YEAR: Final = re.compile(r"20[12]\d(?=年)")
_ROW_HEAD: Final = re.compile("信息内容|^(?:序号|项目|内容|类别|名称|事项)$")
_UNIT: Final = re.compile(r"(?:单位|[(（,，])(亿|千万|百万|十万|万|千|百)?元(?![/每])")
_IN_WAN: Final = {
    "亿": Decimal(10000),
    "千万": Decimal(1000),
    "百万": Decimal(100),
    "十万": Decimal(10),
    "万": Decimal(1),
    "千": Decimal("0.1"),
    "百": Decimal("0.01"),
    "": Decimal("0.0001"),
}


class Heads:
    """The heads above the rows of one item of article 20, as they are met."""

    def __init__(self) -> None:
        self.cells: list[HeadCell] = []
        self._rows_met = False
        self._in_grid = True
        self._words = ""  # all words since the caption, heads cut into pieces among them

    def take(self, strip: Strip) -> None:
        """Take the next strip of the table: the heads begin anew behind rows and with each caption."""
        ids = {label.id for label in strip.labels if label.part == "head"}
        if ids and (self._rows_met or "t2.caption" in ids):
            self.cells, self._rows_met, self._in_grid, self._words = [], False, True, ""
        if not strip.filled:
            self._words += strip.above + strip.text
        if not ids:
            self._rows_met = self._rows_met or bool(strip.tokens)
            return
        if "t2.caption" not in ids:
            self._in_grid = self._in_grid and strip.bounded
        if strip.columns:
            self.cells += [cell for cell in strip.columns if cell.id != "t2.caption"]
        elif strip.text and "t2.caption" not in ids:
            self.cells.append(HeadCell(float(len(self.cells)), strip.text))

    def order(self, row: Row) -> Order | None:
        """Return the order of a row's columns; None where the heads say nothing against the form."""
        heads = sorted(self.cells)
        first = max((i for i, cell in enumerate(heads) if "信息内容" in _squeezed(cell.text)), default=-1)
        heads = [cell for cell in heads[first + 1 :] if first >= 0 or not _ROW_HEAD.search(_squeezed(cell.text))]
        columns = [_place(cell.text, row) for cell in heads]
        columns = _latest(columns, [cell.text for cell in heads])
        own = [column for column in columns if column != EXTRA]
        if sorted(own) != list(range(len(row.cells))) or len({cell.x for cell in heads}) < len(heads):
            return UNKNOWN if contradicts(own) else None
        extra = tuple(cell.text for cell, column in zip(heads, columns, strict=True) if column == EXTRA)
        found = Order(tuple(columns), tuple(cell.x for cell in heads) if self._in_grid else (), extra)
        return None if found.usual or (extra and not self._in_grid and not found.moved) else found

    def unit(self, label: str) -> tuple[str, Decimal] | None:
        """Return the unit of the fees that the heads or the label of the row name, and what it is in 万元.

        None where none is named; Decimal 0 where several are.
        """
        texts = (self._words, label)
        found = {unit for text in texts for unit in _UNIT.findall(_plain(simplified(text)))}
        if not found:
            return None
        unit = "、".join(f"{one}元" for one in sorted(found))
        return unit, _IN_WAN[next(iter(found))] if len(found) == 1 else Decimal(0)


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    """Return a head without blanks and signs; reports print the same few heads."""
    return squeeze(text)


@lru_cache(maxsize=4096)
def _place_of(text: str, names: tuple[str, ...]) -> int:
    """Return the place among the names of columns of the one that a head names."""
    plain = _squeezed(text)
    if _OTHER.search(plain):
        return EXTRA
    places = [i for i, name in enumerate(names) if _NAMES[name].search(plain)]
    return places[0] if len(places) == 1 else EXTRA


def _plain(text: str) -> str:
    """Return a text without blanks and colons, its brackets kept."""
    return re.sub(r"[\s:：]", "", text)


def _place(text: str, row: Row) -> int:
    """Return the place in a row of the column that a head names."""
    return _place_of(text, tuple(cell.rpartition(".")[2] for cell in row.cells))


def _latest(columns: Sequence[int], texts: Sequence[str]) -> list[int]:
    """Of heads that name one column for several years keep the latest."""
    found = list(columns)
    for column in set(columns) - {EXTRA}:
        same = [i for i, one in enumerate(columns) if one == column]
        years = [max(map(int, _YEAR.findall(texts[i])), default=0) for i in same]
        if len(same) > 1 and len(set(years)) == len(same) and min(years):
            for i in same:
                found[i] = column if years[same.index(i)] == max(years) else EXTRA
    return found
