"""The pictures of a body, or of a district as the sum over its bodies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.catalogue.selectors.duties import duties
from gongkai.apps.oversight import drawing
from gongkai.apps.oversight.models import YearFacts
from gongkai.apps.oversight.selectors.counting import facts_of
from gongkai.apps.oversight.selectors.dashboard import Dashboard
from gongkai.apps.oversight.selectors.rules import as_of, district_of, rules
from gongkai.core.oversight import BodyFacts, Unit, score
from gongkai.core.pictures import Picture


def of_body(body: PublicBody, year: int, now: datetime) -> list[Picture]:
    """Return the pictures of one body, counted now; the years before as they were last counted."""
    today = timezone.localdate(now)
    facts = facts_of([body], year, today)[body.pk]
    district, on = district_of(body), as_of(year, today)
    held = rules(district, on)
    kept = {row.year: row.opened() for row in YearFacts.objects.filter(public_body=body)} | {year: facts}
    percents = {number: _percent(district, one, number, today) for number, one in kept.items()}
    owed = duties(body, year, today=today)
    return [
        drawing.months(facts, held, today),
        *drawing.units(facts, held),
        drawing.waits(facts, held),
        drawing.applications(facts),
        *([drawing.duties(owed, year)] if owed else ()),
        *drawing.years({number: one.published for number, one in kept.items()}, percents),
    ]


def of_district(district: PublicBody, year: int, now: datetime) -> list[Picture]:
    """Return the pictures of a district: all its bodies together, and beside each other."""
    board = Dashboard(district, year, now)
    facts = list(board.facts.values())
    whole = drawing.together(facts, year, board.on)
    single = [rule for rule in board.rules if rule.measure != "monthly"]  # no target is promised for the sum
    return [
        drawing.months(whole, single, board.today),
        *_bodies(board),
        drawing.waits(whole, board.rules),
        drawing.applications(whole),
        *drawing.years(board.published, board.averages),
    ]


def _bodies(board: Dashboard) -> Iterator[Picture]:
    if not board.facts:
        return
    target = drawing.target_of(board.rules, "monthly")
    ended = board.on.month if board.on.year == board.year else 0
    goal = None if target is None else target * ended
    units = [Unit(number, board.bodies[number].short_name, one.published) for number, one in board.facts.items()]
    yield drawing.participation("bodies", f"{board.year}年各机关发布的信息", units, goal or None)


def _percent(district: PublicBody, facts: BodyFacts, year: int, today: date) -> Decimal | None:
    on = as_of(year, today)
    held = rules(district, on)
    return score(replace(facts, until=min(facts.until, on)), held, on).percent if held else None
