"""Path objects (图形对象) as rules: level and upright sides, and thin filled boxes.

Source: GB/T 33190-2016, 9.1: AbbreviatedData with the operators S, M, L, Q, B, A and C.
"""

from collections.abc import Iterator
from typing import Final

from gongkai.core.report.readers.ofd.names import POINTS, Element, Transformation, any_space, number
from gongkai.core.report.readers.ruled import Rule

THIN: Final = 3.6  # points: what is thinner may be a rule
_SHORTEST: Final = 2.0  # points: what is shorter in both directions is a dot
# How many figures each operator takes; the last two are where it leads.
_FIGURES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STRAIGHT: Final = ("L", "C")

_Point = tuple[float, float]


def rules_of(path: Element, around: Transformation) -> list[Rule]:
    """Return the rules that a path object draws; `around` leads from its own coordinates to the page."""
    stroked, filled = path.get("Stroke") != "false", path.get("Fill") == "true"
    data = path.findtext(any_space("AbbreviatedData")) or ""
    found: list[Rule] = []
    for figure in _figures(data.split()):
        points = [_on_page(around, point) for point, _ in figure]
        whole = _box(points)
        if (stroked or filled) and _is_rule(whole):
            found.append(whole)
        elif stroked:
            sides = zip(points, points[1:], figure[1:], strict=False)
            boxes = (_box([start, end]) for start, end, (_, straight) in sides if straight)
            found += filter(_is_rule, boxes)
    return found


def _figures(pieces: list[str]) -> Iterator[list[tuple[_Point, bool]]]:
    """Yield the points of each part of a path, each with whether a straight line leads to it."""
    points: list[tuple[_Point, bool]] = []
    at = 0
    while at < len(pieces):
        operator = pieces[at]
        count = _FIGURES.get(operator)
        at += 1
        if count is None or at + count > len(pieces):
            continue  # no operator: passed over
        values = [number(piece, 0.0) for piece in pieces[at : at + count]]
        at += count
        if operator in ("S", "M") and points:
            yield points
            points = []
        if operator != "C":
            points.append(((values[-2], values[-1]), operator in _STRAIGHT))
        elif points:
            points.append((points[0][0], True))
    if points:
        yield points


def _on_page(around: Transformation, point: _Point) -> _Point:
    x, y = around.point(*point)
    return x * POINTS, y * POINTS


def _box(points: list[_Point]) -> Rule:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _is_rule(box: Rule) -> bool:
    width, height = box.x1 - box.x0, box.bottom - box.top
    return min(width, height) <= THIN and max(width, height) >= _SHORTEST
