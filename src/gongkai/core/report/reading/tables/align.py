"""Rows of figures and rows of the form brought together, in the order of the form.

A row's own label decides; where labels are lost, the order of 25 (23) rows of seven is the anchor. The alignment is
the best-scoring one that keeps the order (dynamic programming); a row for which another place scores as well is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from gongkai.core.report.form import Row
from gongkai.core.report.reading.tables.labels import Label

OWN, OWN_LIKE, NEAR, WRONG = 24.0, 10.0, 2.0, -40.0
LOOSE, LOOSE_WRONG = 8.0, -5.0  # a label a line above its figures may have been displaced
SKIP_FORM: Final = -1.0  # a row of the form that has no figures here
SKIP_FIGURES: Final = -12.0  # figures that belong to no row of the form


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one row of figures: labels in the row itself, and labels that stood just before it."""

    own: tuple[Label, ...]
    near: tuple[Label, ...] = ()
    loose: bool = False  # label and figures stood on lines of their own
    heading: bool = False  # a heading of rows with blanks: a row of the form only as （六） of 2019


@dataclass(frozen=True, slots=True)
class Match:
    """The form row (index) that figures belong to.

    `open_` where another place is as good; `labelled` where a label in the row, or just before it, says the same.
    """

    row: int
    open_: bool
    labelled: bool


def _score(evidence: Evidence, row: Row) -> float:
    rows = [label for label in evidence.own if label.part == "t3"]
    if not rows and row.id == "t3.r6_other_2019" and any(label.id == "t3.r6" for label in evidence.own):
        return OWN
    if evidence.heading:
        return WRONG
    score = 0.0
    if rows:
        # The innermost label is the last one: “（六）其他处理 | 3.其他”.
        last = rows[-1]
        if evidence.loose:
            score += LOOSE if last.id == row.id else LOOSE_WRONG
        elif last.id == row.id:
            score += OWN if last.sure >= 2 else OWN_LIKE
        elif any(label.id == row.id for label in rows):
            score += OWN_LIKE
        else:
            score += WRONG if last.sure >= 2 else WRONG / 4
    for label in evidence.near:
        if label.id == row.id or (row.id == "t3.r6_other_2019" and label.id == "t3.r6"):
            score += NEAR
            break
    if any(label.part == "group" and row.parent == label.id for label in (*evidence.own, *evidence.near)):
        score += 0.5
    return score


def _table(scores: Sequence[Sequence[float]], rows: int) -> list[list[float]]:
    """Best score of the first i figure rows within the first j form rows."""
    best = [[0.0] * (rows + 1) for _ in range(len(scores) + 1)]
    for j in range(1, rows + 1):
        best[0][j] = best[0][j - 1] + SKIP_FORM
    for i, line in enumerate(scores, 1):
        best[i][0] = best[i - 1][0] + SKIP_FIGURES
        for j in range(1, rows + 1):
            best[i][j] = max(
                best[i - 1][j - 1] + line[j - 1], best[i][j - 1] + SKIP_FORM, best[i - 1][j] + SKIP_FIGURES
            )
    return best


def plainly(evidence: Sequence[Evidence], rows: Sequence[Row]) -> list[Match | None] | None:
    """Return the placing where every row has a sure label of its own and all stand in the order of the form.

    This is the usual case, and the only one in which nothing has to be weighed; None otherwise.
    """
    places = {row.id: i for i, row in enumerate(rows)}
    found: list[Match | None] = []
    before = -1
    for one in evidence:
        label = one.own[-1] if one.own else None
        name = "t3.r6_other_2019" if label and label.id == "t3.r6" else label.id if label else ""
        place = places.get(name, -1)
        if label is None or label.sure < 2 or place <= before:
            return None
        found.append(Match(place, open_=False, labelled=True))
        before = place
    return found


def align(evidence: Sequence[Evidence], rows: Sequence[Row]) -> tuple[float, list[Match | None]]:
    """Return the total score and, for each row of figures, where it belongs (None: nowhere)."""
    scores = [[_score(one, row) for row in rows] for one in evidence]
    before = _table(scores, len(rows))
    after = _table([line[::-1] for line in scores[::-1]], len(rows))
    total = before[-1][-1]
    n, m = len(scores), len(rows)
    found: list[Match | None] = []
    i, j = n, m
    chosen: dict[int, int] = {}
    while i and j:
        if before[i][j] == before[i - 1][j - 1] + scores[i - 1][j - 1]:
            chosen[i - 1] = j - 1
            i, j = i - 1, j - 1
        elif before[i][j] == before[i][j - 1] + SKIP_FORM:
            j -= 1
        else:
            i -= 1
    for i in range(n):
        if i not in chosen:
            found.append(None)
            continue
        rivals = (before[i][j] + scores[i][j] + after[n - i - 1][m - j - 1] for j in range(m) if j != chosen[i])
        found.append(
            Match(chosen[i], max(rivals, default=-1e9) > total - 0.25, _labelled(evidence[i], rows[chosen[i]]))
        )
    return total, found


def by_own_label(
    evidence: Sequence[Evidence], matches: Sequence[Match | None], rows: Sequence[Row]
) -> tuple[list[Match | None], list[Row]]:
    """Put rows that stand in another order than the form's where their own labels say; return those rows too.

    Where the order is not the form's it places nothing: rows that it alone had placed are open.
    """
    places = {row.id: i for i, row in enumerate(rows)}
    found = list(matches)
    named = [places.get(_sure(one), -1) for one in evidence]
    taken = {match.row for i, match in enumerate(matches) if match and named[i] == match.row}
    moved: list[Row] = []
    for i, match in enumerate(matches):
        place = named[i]
        if match is None and place >= 0 and place not in taken:
            found[i] = Match(place, open_=False, labelled=True)
            taken.add(place)
            moved.append(rows[place])
    if not moved:
        return found, moved
    for i, match in enumerate(found):
        if match and named[i] != match.row and not match.labelled:
            found[i] = None if match.row in taken else replace(match, open_=True)
        elif match and named[i] != match.row and match.row in taken:
            found[i] = None
    return found, moved


def _sure(evidence: Evidence) -> str:
    """Return the row of the form that the label of a row itself names for sure, "" for none."""
    label = evidence.own[-1] if evidence.own and not evidence.loose else None
    return label.id if label and label.part == "t3" and label.sure >= 2 else ""


def _labelled(evidence: Evidence, row: Row) -> bool:
    return _score(Evidence(evidence.own, loose=evidence.loose), row) >= LOOSE or any(
        label.id == row.id for label in evidence.near
    )


def in_order(rows: int) -> list[Match | None]:
    """Return the placing by order alone: the first figures under the first row of the form, and so on."""
    return [Match(i, open_=False, labelled=False) for i in range(rows)]
