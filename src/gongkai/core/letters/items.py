"""Answers with several items (一件申请含多项内容): the single code, the facts of one item, withheld parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.core.law.outcomes import outcome
from gongkai.core.letters.articles import cited
from gongkai.core.letters.facts import Facts, Item, Withheld
from gongkai.core.letters.printing import one_line, without_end


def single_code(codes: Iterable[str]) -> str | None:
    """Return the one outcome of an application with these outcomes of its items; None: it must be split (一事一申请).

    Partial where at least one item is granted and at least one withheld and no other is among them (C).
    """
    found = set(codes)
    if len(found) == 1:
        return found.pop()
    granted = {code for code in found if code.startswith("granted_")}
    withheld = {code for code in found if code.startswith("refused_")}
    rest = found - granted - withheld - {"partial"}
    if not rest and ("partial" in found or (granted and withheld)):
        return "partial"
    return None


def item_facts(facts: Facts, item: Item) -> Facts:
    """Return the facts as if the application were of this item alone."""
    application = replace(facts.application, content=item.content)
    return replace(facts, application=application, details=item.details, items=())


def withheld_lines(parts: Sequence[Withheld]) -> tuple[str, ...]:
    """Return the withheld parts one by one, each with its reason and article."""
    return tuple(f"{number}．{_withheld(part)}" for number, part in enumerate(parts, 1))


def _withheld(part: Withheld) -> str:
    basis = cited(outcome(part.ground).basis if part.ground else ("《条例》第二条",))
    return f"{without_end(one_line(part.what))}：{without_end(one_line(part.reason))}（{basis}）。"
