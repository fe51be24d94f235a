"""What stands in a report more than once: a heading, a table, or the whole report again in the same file."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.core.report.checks.doubt import table_name
from gongkai.core.report.checks.parts import LABELS, TABLE_OF_SECTION
from gongkai.core.report.model import AnnualReport

_TWICE: Final = 2
_SECTIONS_AGAIN: Final = 3  # headings met again, the first among them, that make a second report


class Double(NamedTuple):
    """A part that stands there again: its id and name, and what to say of it and advise."""

    where: str
    place: str
    problem: str
    remedy: str


def stands_twice(report: AnnualReport) -> bool:
    """Tell whether the whole report stands in its file again: the sections begin anew with the first of them."""
    starts = [place for place, section in enumerate(report.headings) if section == "s1"]
    if len(starts) < _TWICE:
        return False
    before, behind = set(report.headings[: starts[1]]), set(report.headings[starts[1] :])
    return len(before & behind) >= _SECTIONS_AGAIN


def doubled(report: AnnualReport) -> Iterator[Double]:
    """Yield what stands there more than once; of a whole report printed again that alone, and not its parts."""
    if stands_twice(report):
        yield Double(
            "",
            "全文",
            f"这份报告在文件里像是整份出现了 {report.headings.count('s1')} 次："
            f"从“{LABELS['s1']}”起，各部分的标题又重复出现。",
            "请只保留一份，删去重复的那一份，再检查一次。",
        )
        return
    for section, times in Counter(report.headings).items():
        if times > 1 and section in LABELS:
            problem = f"“{LABELS[section]}”的标题出现了 {times} 次。"
            yield Double(section, LABELS[section], problem, "请只保留一处，删去重复的部分。")
    for table in TABLE_OF_SECTION.values():
        seen = report.tables.get(table)
        if seen is not None and seen.times > 1:
            name = table_name(table)
            problem = f"{name}出现了 {seen.times} 次，格式规定只有一张。"
            remedy = "请只保留正确的一张；供对照的上年数据，请在表格上方写明是上年的。"
            yield Double(table, name, problem, remedy)
