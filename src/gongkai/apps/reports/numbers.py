"""The live numbers of the narrative ({{主动公开.总数}}): their names, what each counts, and how a text is filled.

Pure: counts come in, text goes out. A number keeps following ledgers, cases and publications until the report is
sealed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.core.report.form import Edition, edition
from gongkai.core.report.model import Value, cell_label

PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}")
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A live number: its name, its value, the rule that counts it, and the cells of the form it is made of."""

    name: str
    value: int | Decimal
    rule: str
    cells: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The number as it is printed."""
        text = format(self.value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def placeholder(self) -> str:
        """What is typed to have it in a text."""
        return f"{{{{{self.name}}}}}"


# Numbers made of cells of the form: name to rows of table 3 (its column 总计) or to cells.
_OF_CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "规章.制发": ("t2.rules.issued",),
    "规范性文件.制发": ("t2.normdocs.issued",),
    "规范性文件.废止": ("t2.normdocs.repealed",),
    "规范性文件.现行有效": ("t2.normdocs.in_force",),
    "行政许可.数量": ("t2.permits.decisions",),
    "行政处罚.数量": ("t2.penalties.decisions",),
    "行政强制.数量": ("t2.coercion.decisions",),
    "行政事业性收费.万元": ("t2.fees.amount_wan",),
    "依申请公开.新收": ("t3.new.total",),
    "依申请公开.上年结转": ("t3.carried_in.total",),
    "依申请公开.办结": ("t3.r7_total.total",),
    "依申请公开.结转下年": ("t3.carried_out.total",),
    "依申请公开.予以公开": ("t3.r1_granted.total",),
    "依申请公开.部分公开": ("t3.r2_partial.total",),
    "行政复议.总计": ("t4.review.total",),
    "行政复议.维持": ("t4.review.upheld",),
    "行政复议.纠正": ("t4.review.corrected",),
    "行政诉讼.总计": ("t4.suit_direct.total", "t4.suit_after_review.total"),
    "行政诉讼.纠正": ("t4.suit_direct.corrected", "t4.suit_after_review.corrected"),
}
_OF_GROUPS: Final = {"不予公开": "t3.r3", "无法提供": "t3.r4", "不予处理": "t3.r5", "其他处理": "t3.r6"}


def numbers(cells: Mapping[str, Value], facts: Iterable[Number]) -> dict[str, Number]:
    """Return every live number by its name: facts of the year, named figures of the tables, and each cell by its id."""
    found = {number.name: number for number in facts}
    named = {**_OF_CELLS, **dict(_groups(edition("2021")))}
    for name, of in named.items():
        found[name] = Number(name, sum(_figure(cells[cell]) for cell in of), "＋".join(map(_label, of)), of)
    for cell in cells:
        found[cell] = Number(cell, _figure(cells[cell]), _label(cell), (cell,))
    return found


def _groups(form: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, group in _OF_GROUPS.items():
        yield f"依申请公开.{name}", tuple(f"{row.id}.total" for row in form.children(group))


def _figure(value: Value) -> int | Decimal:
    return value if isinstance(value, int | Decimal) else 0


def _label(cell: str) -> str:
    return cell_label(cell, edition("2021"))


def filled(text: str, known: Mapping[str, Number]) -> str:
    """Return a text with its numbers filled in; a placeholder that names nothing stays as it is typed."""

    def number(found: re.Match[str]) -> str:
        return known[found[1]].shown if found[1] in known else found[0]

    return PLACEHOLDER.sub(number, text)


def used(texts: Iterable[str], known: Mapping[str, Number]) -> list[Number]:
    """Return the live numbers that stand in some texts, in the order in which they first stand there."""
    names = dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text))
    return [known[name] for name in names if name in known]


def unknown(texts: Iterable[str], known: Mapping[str, Number]) -> list[str]:
    """Return the placeholders that name nothing."""
    return list(dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text) if name not in known))
