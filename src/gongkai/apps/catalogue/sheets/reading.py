"""From the bytes of a sheet to the matters of a catalogue, row by row. Raises SheetError for what is no catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any, Final

from gongkai.apps.catalogue.sheets.heads import Heads, find_heads
from gongkai.apps.catalogue.sheets.marks import audience_of, carriers_of, is_ticked, level_of, manner_of
from gongkai.core.catalogue.fields import names
from gongkai.core.catalogue.limits import read_limit
from gongkai.core.catalogue.words import Audience, Carrier, Manner
from gongkai.core.sheets.cells import is_error, text_of
from gongkai.core.sheets.errors import SheetError
from gongkai.core.sheets.opening import Row, Sheet, open_sheets, visible

MOST_ROWS: Final = 5_000
OTHER: Final = "其他"
_TEXTS: Final = ("code", "first_level", "second_level", "content", "basis", "limit", "owner", "unit")
_NUMBERED: Final = re.compile(r"^\s*(?:\d+|[一二三四五六七八九十]+)[.、．\s]\s*|\s+")


@dataclass(slots=True)
class ReadMatter:
    """One row as read: where it stands, what it says, why it cannot be taken, what should be known of it."""

    sheet: str
    line: int
    shown: list[str]
    field: str = OTHER
    code: str = ""
    first_level: str = ""
    second_level: str = ""
    content: str = ""
    basis: str = ""
    limit: str = ""
    owner: str = ""
    unit: str = ""
    carriers: list[str] = made(default_factory=list)
    audience: str = Audience.EVERYBODY
    audience_note: str = ""
    manner: str = Manner.PROACTIVE
    level: str = ""
    reasons: list[str] = made(default_factory=list)
    remarks: list[str] = made(default_factory=list)


def read_catalogue(data: bytes) -> tuple[list[ReadMatter], list[str]]:
    """Return the rows of every visible sheet, and what should be known of the whole."""
    sheets, remarks = visible(open_sheets(data, merged=True))
    found: list[ReadMatter] = []
    wrong: list[SheetError] = []
    for sheet in sheets:
        try:
            heads = find_heads(sheet.rows, sheet.name)
        except SheetError as error:
            wrong.append(error)
            remarks.append(f"{error}这张工作表没有读入。")
            continue
        found += _rows(sheet, heads, remarks)
    if not found:
        raise wrong[0] if wrong else SheetError("表头下面没有内容。", "请填写后再导入。")
    if len(found) > MOST_ROWS:
        raise SheetError(f"表格有 {len(found)} 行，一次最多导入 {MOST_ROWS} 行。", "请分成几个文件导入。")
    return found, remarks


def _rows(sheet: Sheet, heads: Heads, remarks: list[str]) -> list[ReadMatter]:
    above = (text_of(cell) for row in sheet.rows[: heads.first] for cell in row)
    field_above = _known_field(sheet.name) or next(filter(None, map(_known_field, above)), "")
    first_above = ""
    found = []
    for line, cells in enumerate(sheet.rows[heads.first :], start=heads.first + 1):
        filled = [text_of(cell) for cell in cells if text_of(cell)]
        if not filled:
            continue
        if len(set(filled)) == 1:  # a heading or a note, alone in its row or merged over the width
            field_above = _known_field(filled[0]) or field_above
            if not _known_field(filled[0]):
                remarks.append(f"第 {line} 行只有“{filled[0][:40]}”，当作标题或备注，没有读入。")
            continue
        row = _row(sheet.name, line, cells, heads)
        row.field = _field_of(text_of(_cell(cells, heads, "field"))) or field_above or OTHER
        row.first_level = row.first_level or first_above
        first_above = row.first_level
        if not row.first_level and not row.reasons:
            row.reasons.append("没有一级事项。请填写。")
        found.append(row)
    return found


def _row(sheet: str, line: int, cells: Row, heads: Heads) -> ReadMatter:
    row = ReadMatter(sheet, line, [text_of(cell)[:40] for cell in cells[:6]])
    broken = [text_of(cell) for cell in cells if is_error(cell)]
    if broken:
        row.reasons.append(f"有公式出错（{broken[0]}）。请改成文字。")
        return row
    for name in _TEXTS:
        setattr(row, name, text_of(_cell(cells, heads, name)))
    if row.second_level == row.first_level:
        row.second_level = ""  # the head was merged over both columns
    _take_limit(row)
    _take_carriers(row, cells, heads)
    _take_audience(row, cells, heads)
    row.manner = _take_manner(cells, heads)
    row.level = level_of(_cell(cells, heads, "level"))
    return row


def _take_limit(row: ReadMatter) -> None:
    if row.limit.isdigit():
        row.limit = f"{row.limit}个工作日"
        row.remarks.append("时限只有数字，按工作日读。")
    if row.limit and not read_limit(row.limit).understood:
        row.remarks.append("时限的写法没有看懂，按《条例》最迟20个工作日计算；可以在导入后改。")


def _take_carriers(row: ReadMatter, cells: Row, heads: Heads) -> None:
    ticks = heads.ticks.get("carriers", {})
    found = {word for word, column in ticks.items() if column < len(cells) and is_ticked(cells[column])}
    named, unknown = carriers_of(_cell(cells, heads, "carriers"))
    found |= {one.value for one in named}
    if unknown:
        found.add(Carrier.OTHER.value)
        row.remarks.append(f"渠道“{'、'.join(unknown)}”记为“其他”。")
    row.carriers = [one.value for one in Carrier if one.value in found]


def _take_audience(row: ReadMatter, cells: Row, heads: Heads) -> None:
    ticks = heads.ticks.get("audience", {})
    some = ticks.get(Audience.SOME.value)
    every = ticks.get(Audience.EVERYBODY.value)
    if some is not None or every is not None:
        note = text_of(cells[some]) if some is not None and some < len(cells) and is_ticked(cells[some]) else ""
        everybody = every is not None and every < len(cells) and is_ticked(cells[every])
        row.audience = Audience.SOME if note and not everybody else Audience.EVERYBODY
        row.audience_note = "" if len(note) < 2 else note[:100]
        return
    row.audience, row.audience_note = audience_of(_cell(cells, heads, "audience"))


def _take_manner(cells: Row, heads: Heads) -> Manner:
    ticks = heads.ticks.get("manner", {})
    if not ticks:
        return manner_of(_cell(cells, heads, "manner"))
    ticked = {word for word, column in ticks.items() if column < len(cells) and is_ticked(cells[column])}
    return Manner.ON_REQUEST if ticked == {Manner.ON_REQUEST.value} else Manner.PROACTIVE


def _known_field(text: str) -> str:
    """Return the field of the 26 that a heading or a sheet's name holds."""
    plain = _NUMBERED.sub("", text)
    return next((name for name in sorted(names(), key=len, reverse=True) if name in plain), "")


def _field_of(text: str) -> str:
    """Return the field that a cell names; words that are none of the 26 stay as they are."""
    return _known_field(text) or _NUMBERED.sub("", text)[:40]


def _cell(cells: Sequence[Any], heads: Heads, name: str) -> Any:
    column = heads.columns.get(name)
    return cells[column] if column is not None and column < len(cells) else None
