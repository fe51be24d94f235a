"""One cell a line without marks (shape i), and a crawler that removes repeated lines (shape j)."""

import random

from tests.yard.forms import Rows, flat, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish, pick_encoding, rows_with_blanks
from tests.yard.truth import Truth, marked


def bare(text: str) -> str:
    """Return a text without private marks."""
    return "".join(c for c in text if not marked(c))


def _lines(rows: Rows, *, gap: bool, pad: bool, blank: str, rng: random.Random) -> str:
    """`gap`: an empty line after each cell; `pad`: a blank before figures; `blank` is what a blank cell leaves."""
    out = []
    for box in flat(rows):
        if box.blank:
            if blank == "line":
                out.append(f" {box.text}")
            elif blank == "empty":
                out.append(box.text)
            continue
        for piece in box.text.split("\n"):
            padding = " " * rng.choice((0, 1, 1, 2)) if pad and box.cell else ""
            out.append(padding + piece)
    return "".join(f"{line}\n\n" if gap else f"{line}\n" for line in out)


def _render(
    truth: Truth, rng: random.Random, *, gap: bool, blank: str, once: bool = False, cut: bool = False
) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    pad = gap and rng.random() < 0.4

    def table(kind: str) -> str:
        rows = table_of(kind, truth, words)
        return _lines(rows, gap=gap, pad=pad, blank=blank, rng=rng)

    end = "\n\n" if gap else "\n"
    text = written(truth, words, rng, table, lambda kind, text: f"{text}{end}")
    if once:
        text = _once(text)
    # A blank that leaves a line of blanks can be counted; one that leaves nothing takes the columns of its row along.
    may = set(truth.printed) if once else set() if blank == "line" else rows_with_blanks(truth)
    stop = rng.randint(text.find("第二十条") + 60, len(text)) if cut else 0
    return finish(text, truth, may=may, cut=stop, encoding=pick_encoding(rng))


def _once(text: str) -> str:
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        plain = bare(line).strip()
        if plain and plain in seen:
            continue
        seen.add(plain)
        kept.append(line)
    return "\n".join(kept)


SHAPES = {
    "lines": lambda truth, rng: _render(truth, rng, gap=False, blank="gone"),
    "lines-gap": lambda truth, rng: _render(truth, rng, gap=True, blank="gone"),
    "lines-blank-lines": lambda truth, rng: _render(truth, rng, gap=True, blank="line"),
    "lines-cut": lambda truth, rng: _render(truth, rng, gap=rng.random() < 0.5, blank="gone", cut=True),
    "lines-once": lambda truth, rng: _render(truth, rng, gap=rng.random() < 0.5, blank="gone", once=True),
}
