"""Where the file of a report ends early (文件不完整), and what of the form stands behind that end.

What is missing behind the end says nothing of the report itself: it is told once, with how to get the whole file.
"""

import re
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.checks.base import Finding, Severity
from gongkai.core.report.checks.doubt import quoted, row_name, table_name, table_of
from gongkai.core.report.checks.parts import LABELS, TABLE_OF_SECTION, has_figures, has_heading, is_there
from gongkai.core.report.form import COMMON
from gongkai.core.report.model import CUT_IN_TABLE, AnnualReport, Note

_ORDER: Final = tuple(section.id for section in COMMON.sections)
_NUMERALS: Final = dict(zip(_ORDER, "一二三四五六", strict=True))
_SEVERAL: Final = 2  # sections lacking at the end that are hardly ever forgotten all at once
_SENTENCE_ENDS: Final = re.compile(r"[。！？；：.!?;:）)”》」…\]】]\s*$")
_LOST: Final = frozenset({"unreadable", "lossy"})  # notes on what stands in the file and could not be read
_NOT_MET: Final = re.compile(r"没有读到。?$|没有读到这一行")  # a note on rows that do not stand in the file at all
_SHORT: Final = 8  # characters of a last line that may stand there by itself
_SIGNED: Final = re.compile(r"\d[日号]?$|[府局办委处心厅会院]$")  # a date or the name of a body under a report
_LONGEST_NAME: Final = 24
_HEADING_BEGUN: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．是]")  # “（一）存在的”, “六、其”, “一是”
_FOOTER: Final = re.compile(
    r"主办|承办|联系[人电方]|扫一扫|版权|备案|地址|电话|邮编|附件|下载|浏览|打印|关闭|上一篇|下一篇"
)


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a file ends early.

    `section` is the last one that is there, `behind` are those that are not; `table` is the one that breaks off, "" for
    none; `row` its last row that was met, read or not, "" for none; `cells` its cells behind the end.
    """

    section: str
    behind: tuple[str, ...]
    table: str = ""
    row: str = ""
    cells: tuple[str, ...] = ()


def ending(report: AnnualReport) -> Ending | None:
    """Return where the file of a report ends early; None where it does not, or where nothing of the form was found.

    A report that only lacks its last section is not cut short, unless its text breaks off.
    """
    there = [section for section in _ORDER if is_there(report, section)]
    if not there:
        return None
    behind = _ORDER[_ORDER.index(there[-1]) + 1 :]
    if len(behind) < _SEVERAL and not (behind and _breaks_off(report, there[-1])):
        return None
    return _in_table(report, there[-1], behind)


def finding(report: AnnualReport, end: Ending, source: str) -> Finding:
    """Return the one finding that a file ends early."""
    place = f"“{LABELS[end.section]}”" if has_heading(report, end.section) else f"第{_NUMERALS[end.section]}部分"
    return Finding(
        rule="AR-STRUCT",
        severity=Severity.WARNING,
        where=end.behind[0],
        place="文件末尾",
        problem=f"文件到{place}{_last_row(report, end)}就结束了，{_behind(report, end)}没有读到，也就没有核对。",
        remedy="请打开原文核对：原文完整的，请重新下载、复制或另存一份再检查；原文到这里为止的，请补上缺少的部分。",
        source=source,
        cells=end.cells,
    )


def tells_of(end: Ending | None, note: Note) -> bool:
    """Tell whether what a note says is said with the end of the file: its place, and rows behind it not met."""
    if end is None:
        return False
    behind = note.cell == end.table or any(cell.startswith(f"{note.cell}.") for cell in end.cells)
    return note.text == CUT_IN_TABLE or bool(behind and _NOT_MET.search(note.text))


def _breaks_off(report: AnnualReport, section: str) -> bool:
    """Tell whether the text stops in the middle of a table or of a sentence."""
    if any(note.text == CUT_IN_TABLE for note in report.notes):
        return True
    if section in TABLE_OF_SECTION or not report.sections:
        return False
    found = report.sections.get(section) or report.sections[max(report.sections)]  # whose heading was lost
    if not found.passages:  # nothing stands below its heading
        return True
    last = found.passages[-1].text.strip()
    signed = len(last) <= _LONGEST_NAME and "，" not in last and _SIGNED.search(last)
    if _SENTENCE_ENDS.search(last) or _FOOTER.search(last) or signed:
        return False
    return len(last) >= _SHORT or bool(_HEADING_BEGUN.match(last))


def _in_table(report: AnnualReport, section: str, behind: tuple[str, ...]) -> Ending:
    """Return the end with what the table of the last section lacks behind its last row that was met."""
    table = TABLE_OF_SECTION.get(section, "")
    lost = {note.cell for note in report.notes if note.kind in _LOST and not _NOT_MET.search(note.text)}
    if not table or (table in lost and not has_figures(report, table)):
        return Ending(section, behind)
    expected = [cell for cell in report.expected_cells() if table_of(cell) == table]
    met = [i for i, cell in enumerate(expected) if cell in report.cells or {cell, cell.rpartition(".")[0]} & lost]
    after = tuple(expected[max(met, default=-1) + 1 :])
    row = expected[met[-1]].rpartition(".")[0] if met else ""
    return Ending(section, behind, table if after else "", row, after)


def _last_row(report: AnnualReport, end: Ending) -> str:
    if not end.table or not end.row:
        return ""
    return f"{table_name(end.table)}的{quoted(row_name(report, end.row))}一行"


def _behind(report: AnnualReport, end: Ending) -> str:
    """Name what stands behind the end: the rest of the table, and the sections."""
    parts = [f"第{_NUMERALS[section]}" for section in end.behind]
    named = f"{'、'.join(parts)}部分"
    if not end.table:
        return named
    if not end.row:
        return f"{table_name(end.table)}和{named}"
    rows = dict.fromkeys(cell.rpartition(".")[0] for cell in end.cells if not cell.startswith(f"{end.row}."))
    rest = f"{table_name(end.table)}后面的 {len(rows)} 行" if rows else "这一行其余的格子"
    return f"{rest}和{named}"
