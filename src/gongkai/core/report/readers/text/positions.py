"""Words at their places in a line whose wide gaps carry the columns of a table."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.core.report.document import Word

GAP: Final = re.compile(r"[ \u3000]{2,}|\t+")
# Column heads one blank apart: “结果 结果 其他 尚未 总计”.
HEADS_APART: Final = re.compile(r"^[\u4e00-\u9fff]{1,4}(?: [\u4e00-\u9fff]{1,4}){2,}$")
_PIECE: Final = re.compile(r"[^ \u3000\t]+(?:[ \u3000][^ \u3000\t]+)*")
_FIGURE = r"(?:[+-]?\d[\d,.]*|[/—-]+)"
_FIGURES: Final = re.compile(rf"{_FIGURE}(?: {_FIGURE})+")
_LABEL_AND_FIGURES: Final = re.compile(
    rf"^(?P<label>.*[^\d\s.,年月日第]) (?P<figures>{_FIGURE}(?: {_FIGURE})+|\d[\d,.]*)$"
)
_DASHES: Final = frozenset({"/", "／", "-", "—", "——", "－", "–"})


def is_wide(line: str) -> bool:
    """Tell a line in which a figure stands behind a wide gap."""
    found = GAP.split(line.strip(" \u3000"))
    return len(found) >= 2 and any(word[:1].isdigit() or word in _DASHES for word in found[1:])


def lines_up_by_width(lines: Sequence[str]) -> bool:
    """Tell whether columns line up by display width rather than by characters: figures then stand in fewer places."""
    places = []
    for by_width in (False, True):
        found = [word.x1 for line in lines for word in words(line, by_width=by_width) if word.text[:1].isdigit()]
        places.append(len(set(found)))
    return places[1] < places[0]


def words(line: str, *, by_width: bool) -> list[Word]:
    """Cut a line at wide gaps; figures one blank apart are words of their own."""
    edges = _edges(line) if by_width else range(len(line) + 1)
    found: list[Word] = []
    for piece in _PIECE.finditer(line):
        for text, offset in _parts(piece[0]):
            begin = piece.start() + offset
            found.append(Word(text, float(edges[begin]), float(edges[begin + len(text)])))
    return found


def _edges(line: str) -> list[int]:
    """Return the display column at which each character begins, and the one behind the last."""
    found = [0]
    for char in line:
        found.append(found[-1] + (2 if unicodedata.east_asian_width(char) in "WFA" else 1))
    return found


def _parts(text: str) -> Iterator[tuple[str, int]]:
    if _FIGURES.fullmatch(text) or HEADS_APART.match(text):
        for part in re.finditer(r"[^ ]+", text):
            yield part[0], part.start()
        return
    cut = _LABEL_AND_FIGURES.match(text)
    if cut is None:
        yield text, 0
        return
    yield cut["label"], 0
    for part in re.finditer(r"[^ ]+", cut["figures"]):
        yield part[0], cut.start("figures") + part.start()
