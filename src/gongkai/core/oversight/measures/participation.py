"""How many units contribute (参与率): what offices and communities have in common."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from gongkai.core.oversight.facts import BodyFacts, Unit
from gongkai.core.oversight.model import Gain, Item, Reading, part


def of_units(units: tuple[Unit, ...], word: str, facts: BodyFacts, target: Decimal, on: date) -> Reading:
    """Judge which units contributed at least as much as the target."""
    met = [one for one in units if one.count >= target]
    kind = "office" if word == "科室" else "community"
    items = tuple(Item(one.name, f"{one.count} 条", one in met, f"{kind}:{one.number}") for one in units)
    last = min(on, date(facts.year, 12, 31))
    gains = tuple(
        Gain(
            f"“{one.name}”再报送 {target - one.count:f} 条并发布",
            Fraction(1, len(units)),
            last,
            f"{kind}:{one.number}",
        )
        for one in units
        if one not in met and last >= facts.until
    )
    said = f"{len(units)} 个{word}里有 {len(met)} 个达到 {target:f} 条" if units else f"没有{word}"
    return Reading(part(len(met), len(units)), said, items, gains)
