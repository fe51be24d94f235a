"""What goes with a letter (附件): titles, pages and forms as the list at its end."""

from collections.abc import Sequence

from gongkai.core.letters.facts import Annex
from gongkai.core.letters.printing import one_line


def annex_lines(annexes: Sequence[Annex]) -> tuple[str, ...]:
    """Return the annexes one by one, numbered where there are several (GB/T 9704: 附件说明)."""
    described = [_described(annex) for annex in annexes]
    if len(described) == 1:
        return (described[0],)
    return tuple(f"{number}．{text}" for number, text in enumerate(described, 1))


def _described(annex: Annex) -> str:
    particulars = [f"{annex.pages}页" if annex.pages else "", one_line(annex.form)]
    shown = "，".join(filter(None, particulars))
    return f"{one_line(annex.title)}（{shown}）" if shown else one_line(annex.title)
