"""Why a cell is marked: the findings that concern it, and how sure its reading is."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.core.report.checks import Finding, Severity
from gongkai.core.report.checks.doubt import located, notes_for
from gongkai.core.report.checks.mend import mend
from gongkai.core.report.checks.reconciliation import figures, table3, table4
from gongkai.core.report.model import DASHES, AnnualReport, Cell

BALANCES: Final = frozenset({"AR-T3-ID", "AR-T3-SUM", "AR-T3-ROW", "AR-T4-SUM"})  # 勾稽关系
READING: Final = "AR-READ"  # the rule whose findings tell what was not read
_FEW: Final = 5  # cells of a finding that are all marked; of more, those alone that enter the sum
_MOST: Final = 5  # reasons told of one cell
_PLAIN: Final = re.compile(r"[\d０-９,，.．\s]*")
_STATES: Final = {
    "repaired": "这个数不是照原样读出的，读取时作了修补。",
    "ambiguous": "原文这里不止一种读法，采用了最可能的一种。",
}
UNREAD: Final = "这一格没有读出来，没有采用任何数字。"
# From the gravest: a cell is drawn by the gravest of its reasons.
KINDS: Final = ("error", "warning", "info", "unknown", "ambiguous", "repaired", "printed", "part")
# Signs that Chinese fonts have, so that a mark is seen without its colour too.
SIGNS: Final[Mapping[str, str]] = {
    "error": "×", "warning": "△", "info": "○", "unknown": "？", "ambiguous": "≈", "repaired": "◇", "printed": "※",
    "part": "·",
}  # fmt: skip
LABELS: Final[Mapping[str, str]] = {
    **{severity.value: severity.label for severity in Severity},
    "unknown": "没有读出", "ambiguous": "读法不唯一", "repaired": "读取时修补", "printed": "原文不只是数字",
    "part": "参与不符的合计",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for which a cell is marked; `finding` is the number of the finding from 1, 0 where there is none."""

    kind: str
    text: str
    finding: int = 0

    @property
    def sign(self) -> str:
        """The sign that is drawn beside the figure."""
        return SIGNS[self.kind]

    @property
    def label(self) -> str:
        """What the sign means."""
        return LABELS[self.kind]


def reasons(report: AnnualReport, findings: Sequence[Finding]) -> Mapping[str, list[Reason]]:
    """Return cell id to the reasons for which it is marked, the gravest first; unmarked cells are left out."""
    found: defaultdict[str, list[Reason]] = defaultdict(list)
    unread: dict[str, int] = {}
    culprits = _culprits(report)
    for number, finding in enumerate(findings, 1):
        if finding.rule == READING:
            unread.update(dict.fromkeys(finding.cells, number))
            continue
        for cell in _concerned(report, finding):
            suspected = cell in _suspected(finding, culprits)
            found[cell].append(Reason(finding.severity.value if suspected else "part", finding.problem, number))
    for cell in report.expected_cells():
        found[cell] += _of_reading(report, cell, unread.get(cell, 0))
    return {cell: _ordered(why) for cell, why in found.items() if why}


def _ordered(why: list[Reason]) -> list[Reason]:
    """Return the gravest reasons first, and of very many only the first and how many there are."""
    ordered = sorted(why, key=lambda reason: KINDS.index(reason.kind))
    if len(ordered) > _MOST:
        rest = ordered[_MOST:]
        return [*ordered[:_MOST], Reason(rest[0].kind, f"另有 {len(rest)} 条与这一格有关。")]
    return ordered


def _culprits(report: AnnualReport) -> frozenset[str]:
    """Return the cells, at most one a table, whose change alone would mend all balances of their table."""
    known = figures(report)
    changes = (mend(balances(report.t3_edition), known) for balances in (table3, table4))
    return frozenset(change.cell for change in changes if change is not None)


def _suspected(finding: Finding, culprits: frozenset[str]) -> Collection[str]:
    """Return the cells in which a fault most likely stands: of a failed balance one, of other findings all.

    That is the cell that would mend everything, or else the total; in 新收加结转 what is carried over, as the remedy
    says to look there first.
    """
    if finding.rule not in BALANCES or not finding.cells:
        return finding.cells
    likely = culprits.intersection(finding.cells)
    return likely or {finding.cells[-1 if finding.rule == "AR-T3-ID" else 0]}


def _concerned(report: AnnualReport, finding: Finding) -> Iterator[str]:
    """Yield the cells in which the fault may stand: of a long sum, its total and what is not 0."""
    for place, cell in enumerate(finding.cells):
        if place == 0 or len(finding.cells) <= _FEW or report.count(cell) != 0:
            yield cell


def _of_reading(report: AnnualReport, cell: str, unread: int) -> Iterator[Reason]:
    found = report.cells.get(cell)
    if found is None:
        yield Reason("unknown", _with_notes(report, cell, UNREAD), unread)
        return
    if found.state != "read":
        text = _with_notes(report, cell, _STATES[found.state])
        yield Reason(found.state, f"{text}{_origin(found)}", unread)
    elif not isinstance(found.value, str) and not _PLAIN.fullmatch(found.printed) and found.printed not in DASHES:
        yield Reason("printed", f"原文写作“{found.printed}”。{_origin(found)}")


def _with_notes(report: AnnualReport, cell: str, text: str) -> str:
    notes = dict.fromkeys(note.text for note in notes_for(report, [cell]) if note.text)
    return f"{text}{''.join(notes)}"


def _origin(cell: Cell) -> str:
    where = located(cell.place)
    return f"（原文{where}）" if where else ""
