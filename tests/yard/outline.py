"""The order of a report: title, prose, headings and the places of the tables."""

import random
from collections.abc import Callable, Iterator

from tests.yard.labels import Wording
from tests.yard.truth import Truth

Part = tuple[str, str]  # its kind: title, p (paragraph), h (heading), t2, t3 or t4; and its text


def outline(truth: Truth, words: Wording, rng: random.Random) -> Iterator[Part]:
    """Yield the parts of a report in order."""
    yield "title", truth.prose.title
    if rng.random() < 0.4:
        yield "p", f"发布日期：{truth.year + 1}-01-{rng.randint(10, 28)}"
    for text in truth.prose.front:
        yield "p", text
    yield "h", words.section("s1")
    for text in truth.prose.s1:
        yield "p", text
    for section, table in (("s2", "t2"), ("s3", "t3"), ("s4", "t4")):
        yield "h", words.section(section)
        if truth.prose.remark and (section == "s2" or "表格" in truth.prose.remark):
            yield "p", truth.prose.remark
        yield table, ""
        if truth.prose.note and section != "s3":
            yield "p", truth.prose.note
    yield "h", words.section("s5")
    for text in truth.prose.s5:
        yield "p", text
    yield "h", words.section("s6")
    for text in truth.prose.s6:
        yield "p", text


def written(
    truth: Truth, words: Wording, rng: random.Random, table: Callable[[str], str], prose: Callable[[str, str], str]
) -> str:
    """Return the document's text: `table` writes the table of an id, `prose` a paragraph or heading of a kind."""
    pieces = [
        table(kind) if kind in {"t2", "t3", "t4"} else prose(kind, text) for kind, text in outline(truth, words, rng)
    ]
    return "".join(pieces)
